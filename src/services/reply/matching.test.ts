import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ruleOf } from '../../../test/support/reply-stage.js';
import type { ReplyRule } from '../../core/reply-settings.js';
import { contains, createMatcher, type Said } from './matching.js';

async function firstOf(rules: readonly ReplyRule[], text: string, changes: Partial<Said> = {}) {
  const said: Said = {
    text,
    chat: 'private',
    minute: 12 * 60,
    language: async () => undefined,
    ...changes,
  };
  return (await (await createMatcher(rules)).first(said))?.id;
}

describe('rules', () => {
  test('are asked in order: the first that holds answers', async () => {
    const rules = [
      ruleOf('a', { keywords: ['bir'] }),
      ruleOf('b', { keywords: ['iki'] }),
      ruleOf('c'),
    ];
    expect(await firstOf(rules, 'iki, bir')).toBe('a');
    expect(await firstOf(rules, 'iki')).toBe('b');
    expect(await firstOf(rules, '')).toBe('c');
    expect(await firstOf(rules.slice(0, 2), 'üç')).toBeUndefined();
  });

  test.each([
    ['fiyat', true, 'FİYAT?', true],
    ['fiyat', true, 'fiyatlar', false],
    ['ılık', false, 'ILIK', true],
    ['ещё', false, 'ЕЩЕ раз', true],
    ['siparis', true, 'Sipariş ver', true],
    ['siparis', false, 'Sipariş ver', false],
    ['ne kadar', true, 'Bu ne   kadar acaba', true],
    ['ne kadar', true, 'ne de kadar', false],
  ])('%s (loose: %p) in %p: %p', async (keyword, loose, text, expected) => {
    const rule = ruleOf('a', { keywords: [keyword], loose });
    expect((await firstOf([rule], text)) === 'a').toBe(expected);
  });

  test('find a keyword if, and only if, its words stand in the text one after the other', async () => {
    const word = fc.string({ unit: fc.constantFrom(...'abıİş'), minLength: 1, maxLength: 2 });
    const words = fc.array(word, { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        words,
        fc.array(word, { minLength: 1, maxLength: 2 }),
        async (said, keyword) => {
          const same = (text: string) => text.replace(/[ıİ]/g, 'i').toLowerCase();
          const expected = said.some((_, at) =>
            keyword.every((part, offset) => same(said[at + offset] ?? '') === same(part)),
          );
          const rule = ruleOf('a', { keywords: [keyword.join(' ')], loose: false });
          for (const glue of [' ', ', ', '\n']) {
            if (glue !== ' ' && keyword.length > 1) continue;
            expect((await firstOf([rule], said.join(glue))) === 'a').toBe(expected);
          }
        },
      ),
    );
  });

  test('need all their conditions: one of the keywords, and one of the patterns', async () => {
    const rule = ruleOf('a', { keywords: ['fiyat', 'ücret'], patterns: ['\\d+', 'kaç'] });
    expect(await firstOf([rule], 'fiyat 12')).toBe('a');
    expect(await firstOf([rule], 'kaç ücret')).toBe('a');
    expect(await firstOf([rule], 'fiyat')).toBeUndefined();
    expect(await firstOf([rule], '12')).toBeUndefined();
  });

  test('may be for private chats or groups, for languages, for hours', async () => {
    const only = (changes: Partial<ReplyRule>) => [ruleOf('a', changes)];
    expect(await firstOf(only({ chats: 'private' }), 'x', { chat: 'group' })).toBeUndefined();
    expect(await firstOf(only({ chats: 'private' }), 'x')).toBe('a');
    expect(await firstOf(only({ chats: 'groups' }), 'x')).toBeUndefined();
    expect(await firstOf(only({ chats: 'groups' }), 'x', { chat: 'group' })).toBe('a');
    const russian = { language: async () => 'ru' };
    expect(await firstOf(only({ languages: ['tr', 'ru'] }), 'x', russian)).toBe('a');
    expect(await firstOf(only({ languages: ['tr'] }), 'x', russian)).toBeUndefined();
    expect(await firstOf(only({ languages: ['tr'] }), 'x')).toBeUndefined();
    const hours = [{ startMinute: 9 * 60, endMinute: 12 * 60 }];
    expect(await firstOf(only({ hours }), 'x')).toBeUndefined();
    expect(await firstOf(only({ hours }), 'x', { minute: 12 * 60 - 1 })).toBe('a');
  });

  test('ask for the language only when one names languages and holds otherwise', async () => {
    let asked = 0;
    const language = async () => {
      asked++;
      return 'tr';
    };
    const rules = [ruleOf('a', { keywords: ['x'], languages: ['tr'] }), ruleOf('b')];
    expect(await firstOf(rules, 'y', { language })).toBe('b');
    expect(asked).toBe(0);
    expect(await firstOf(rules, 'x', { language })).toBe('a');
    expect(asked).toBe(1);
  });

  test('with a pattern that cannot be used are turned away', async () => {
    await expect(createMatcher([ruleOf('a', { patterns: ['('] })])).rejects.toThrow('`(`');
  });
});

test('a window that ends before it starts passes midnight', () => {
  const night = { startMinute: 22 * 60, endMinute: 7 * 60 };
  expect([0, 419, 420, 1319, 1320, 1439].map((minute) => contains(night, minute))).toEqual([
    true,
    true,
    false,
    false,
    true,
    true,
  ]);
});
