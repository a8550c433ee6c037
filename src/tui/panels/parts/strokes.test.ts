import { describe, expect, test } from '@jest/globals';
import { lettersOf, type Stroke, strokesOf, type TerminalKey } from './strokes.js';

const NO_KEY: TerminalKey = {
  upArrow: false,
  downArrow: false,
  leftArrow: false,
  rightArrow: false,
  pageUp: false,
  pageDown: false,
  home: false,
  end: false,
  return: false,
  escape: false,
  tab: false,
  backspace: false,
  delete: false,
  ctrl: false,
  meta: false,
};

const read = (input: string, key: Partial<TerminalKey> = {}) =>
  strokesOf(input, { ...NO_KEY, ...key }).map(shown);
const shown = (stroke: Stroke) => (stroke.kind === 'key' ? `<${stroke.name}>` : stroke.text);

describe('what comes at once', () => {
  test('is a named key, whatever the terminal sends with it', () => {
    expect(read('', { escape: true, meta: true })).toEqual(['<escape>']);
    expect(read('', { delete: true })).toEqual(['<backspace>']);
    expect(read('s', { ctrl: true })).toEqual(['<done>']);
    expect(read('w', { ctrl: true })).toEqual(['<erase-word>']);
  });

  test('may be several keys over a slow line', () => {
    expect(read('ab\r')).toEqual(['a', 'b', '<enter>']);
    expect(read('\x7f\x7f')).toEqual(['<backspace>', '<backspace>']);
    expect(read('y', { meta: true })).toEqual(['<escape>', 'y']);
  });

  test('is one text when it was pasted, also over several lines: nothing of it is a command', () => {
    expect(read('hello\r')).toEqual(['hello', '<enter>']);
    expect(read('a\ry\rn')).toEqual(['a\ry\rn']);
    expect(strokesOf('yyn?', NO_KEY).flatMap(lettersOf)).toEqual([]);
  });

  test('is a held key when all is one letter', () => {
    expect(read('jjjjj')).toEqual(['j', 'j', 'j', 'j', 'j']);
  });

  test('drops control characters that mean nothing', () => {
    expect(read('\x00\x07a')).toEqual(['a']);
    expect(read('c', { ctrl: true })).toEqual([]);
  });
});

describe('a command', () => {
  test('is the key that was pressed, also on a Russian keyboard', () => {
    const letters = (text: string) => lettersOf({ kind: 'text', text });
    expect([...'нуТ'].flatMap(letters)).toEqual(['y', 'e', 'N']);
    expect([...'ş/7'].flatMap(letters)).toEqual(['ş', '/', '7']);
  });
});
