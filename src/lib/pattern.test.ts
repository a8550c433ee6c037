import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PostaciError } from '../core/errors.js';
import { compilePattern, MAX_PATTERN_LENGTH, MAX_PATTERN_TEXT } from './pattern.js';

async function failure(source: string): Promise<PostaciError> {
  const error = await compilePattern(source).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof PostaciError) return error;
  throw new Error('it was taken');
}

describe('a pattern', () => {
  test.each([
    ['fiyat', 'Bunun FİYATI ne?', true],
    ['istanbul', 'İSTANBUL', true],
    ['ılık', 'ILIK su', true],
    ['цен[аы]', 'ЦЕНЫ?', true],
    ['^\\w+$', 'şeker', true],
    ['^[\\w-]+$', 'сахар-şeker', true],
    ['\\W', 'şekerли', false],
    ['\\Q\\w\\E', 'a', false],
    ['\\Q\\w\\E', 'a \\w', true],
    ['^[]\\w]+$', ']ş]', true],
    ['kaç (para|lira)', 'kaç  lira', false],
    ['\\d{3}', 'no 42', false],
    ['é', 'caf\u0065\u0301', true],
  ])('%s in %p: %p', async (source, text, expected) => {
    expect((await compilePattern(source)).test(text)).toBe(expected);
  });

  test('looks at no more than a message may hold', async () => {
    const pattern = await compilePattern('z');
    expect(pattern.test(`${'a'.repeat(MAX_PATTERN_TEXT - 1)}z`)).toBe(true);
    expect(pattern.test(`${'a'.repeat(MAX_PATTERN_TEXT)}z`)).toBe(false);
  });

  // On an engine that goes back and tries again, these would not return in a lifetime.
  test.each(['^(a+)+$', '^(a|a)*$', '^(a*)*b', '^(.*a){40}$', '^(([a-z])+.)+[0-9]([a-z])+$'])(
    '%s is no catastrophe',
    async (source) => {
      const pattern = await compilePattern(source);
      expect(pattern.test(`${'a'.repeat(MAX_PATTERN_TEXT - 1)}!`)).toBe(false);
      expect(pattern.test(`${'a!'.repeat(50_000)}`)).toBe(false);
    },
  );

  test('finds what JavaScript finds, in the syntax that they share', async () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', 'ş', '\\d', '(a|b)', '(?:ab)');
    const piece = fc
      .tuple(atom, fc.constantFrom('', '*', '+', '?', '{1,3}'))
      .map((p) => p.join(''));
    const source = fc
      .tuple(fc.boolean(), fc.array(piece, { minLength: 1, maxLength: 4 }), fc.boolean())
      .map(([begins, pieces, ends]) => `${begins ? '^' : ''}${pieces.join('')}${ends ? '$' : ''}`);
    const text = fc.string({ unit: fc.constantFrom(...'abABşŞ1 '), maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(source, text, async (pattern, said) => {
        const expected = new RegExp(pattern, 'iu').test(said);
        expect((await compilePattern(pattern)).test(said)).toBe(expected);
      }),
    );
  });
});

describe('a pattern that cannot be used says where, what, and what to do', () => {
  test.each([
    ['fiyat(', 'missing closing )', 'write `\\` before'],
    ['a**', 'at character 2 (`**`)', 'write `\\` before'],
    ['x[z-a]', 'at character 3 (`z-a`)', 'Mend it'],
    ['a(?=b)', 'at character 2 (`(?=`)', 'looks ahead'],
    ['(?<!a)b', 'at character 1', 'looks ahead or behind'],
    ['(a)\\1', 'at character 4 (`\\1`)', 'reference to a group'],
    ['a{1001}', 'at character 2 (`{1001}`)', 'Mend it'],
    ['(a{999}|b{999})c', 'too large', 'numbers in braces'],
    ['x'.repeat(MAX_PATTERN_LENGTH + 1), 'has 501 characters, it may have 500', 'several patterns'],
    ['\\bşeker', '`\\bş` at character 1', 'keyword'],
    ['цена\\b', '`а\\b` at character 4', 'keyword'],
  ])('%s', async (source, problem, remedy) => {
    const error = await failure(source);
    expect(error.code).toBe('CONFIG_INVALID');
    expect(error.problem).toContain(problem);
    expect(error.remedy).toContain(remedy);
  });

  test('whatever is written is either taken or refused in words', async () => {
    const signs = fc.constantFrom(...'ab\\()[]{}*+?|^$.,-0159QEwWbpPLşж:=!<>');
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: signs, maxLength: 20 }), async (source) => {
        const pattern = await compilePattern(source).catch((error: unknown) => error);
        if (pattern instanceof PostaciError) expect(pattern.problem).toContain('pattern');
        else expect(pattern).toHaveProperty('test');
      }),
      { numRuns: 500 },
    );
  });
});
