import { describe, expect, test } from '@jest/globals';
import { mostTokens, withinCaps } from './spending.js';

test('a request costs no more tokens than its bytes, and what it asks for', () => {
  const request = {
    instructions: 'abcd',
    conversation: [{ by: 'other' as const, text: 'Привет' }],
    maxTokens: 50,
  };
  expect(mostTokens(request)).toEqual({ input: 4 + 12 + 2 * 16, output: 50 });
});

describe('the caps of a day', () => {
  const moneyPerDay = { perDay: 1, inputPerMillion: 2, outputPerMillion: 8 };
  test.each([
    [{}, { input: 1e12, output: 1e12 }, true],
    [{ tokensPerDay: 100 }, { input: 60, output: 40 }, true],
    [{ tokensPerDay: 100 }, { input: 60, output: 41 }, false],
    [{ tokensPerDay: 0 }, { input: 1, output: 0 }, false],
    [{ moneyPerDay }, { input: 100_000, output: 100_000 }, true],
    [{ moneyPerDay }, { input: 100_001, output: 100_000 }, false],
    [{ tokensPerDay: 10, moneyPerDay }, { input: 11, output: 0 }, false],
  ])('%o and %o: %p', (caps, used, within) => {
    expect(withinCaps(used, caps)).toBe(within);
  });
});
