import { describe, expect, test } from '@jest/globals';
import { normalise } from './normalise.js';

describe('mending', () => {
  test.each([
    ['  a  b ', 'a b', ['white-space']],
    ['a\u00a0b\u3000c', 'a b c', ['white-space']],
    ['и\u0306од', 'йод', ['unicode-form']],
    ['"a b"', 'a b', ['quotes']],
    ['«a b»', 'a b', ['quotes']],
    ['„a b“', 'a b', ['quotes']],
    ['Comment: a b', 'a b', ['label']],
    ['**Комментарий:** да', 'да', ['label']],
    ['Yorum: güzel', 'güzel', ['label']],
    ['Вот комментарий к посту: да', 'да', ['preamble']],
    ['Sure! Here is my comment: yes', 'yes', ['preamble']],
    ['İşte yorumum: evet', 'evet', ['preamble']],
    ['a\nb\nc', 'a b c', ['line-breaks']],
    [
      'Here it is:\n"Reply: a\r\nb"',
      'a b',
      ['white-space', 'label', 'preamble', 'quotes', 'line-breaks'],
    ],
  ])('%j becomes %j', (written, text, mendings) => {
    const done = normalise(written);
    expect(done.text).toBe(text);
    expect([...done.mendings].sort()).toEqual([...mendings].sort());
    expect(normalise(done.text)).toEqual({ text: done.text, mendings: [] });
  });

  test.each([
    'a b',
    '"a" and "b"',
    'I read "The Sea Keeper"',
    'One thing: it works',
    'a\n\nb',
    '- a\n- b',
    '1. a\n2. b',
    'a\nb\nc\nd',
    'a\u200bb',
    'Sure thing. And: no',
    'Commentary: no label',
    'Here is what I like: the motor',
    'Конечно, главное здесь одно: печь',
    'İşte güzel olan bu: zincir',
  ])('%j stays as it is', (text) => {
    expect(normalise(text)).toEqual({ text, mendings: [] });
  });
});
