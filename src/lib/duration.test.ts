import { expect, test } from '@jest/globals';
import { describeDuration } from './duration.js';

test.each([
  [0, '0 s'],
  [1, '1 ms'],
  [1_500, '1 s 500 ms'],
  [14_540, '15 s'],
  [450_000, '7 min 30 s'],
  [3_600_000, '1 h'],
  [3_605_000, '1 h'],
  [90_061_000, '1 d 1 h'],
  [-5, '0 s'],
])('%d milliseconds are %s', (ms, words) => {
  expect(describeDuration(ms)).toBe(words);
});
