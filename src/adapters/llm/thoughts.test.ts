import { expect, test } from '@jest/globals';
import { withoutThoughts } from './thoughts.js';

test.each([
  ['Merhaba', 'Merhaba'],
  ['<think>a plan</think>\n\nMerhaba', 'Merhaba'],
  ['<THINK>İİİ</Think>Merhaba', 'Merhaba'],
  ['<thinking>x</thinking>Bir <think>y</think>iki', 'Bir iki'],
  ['the beginning is missing</think> Merhaba', 'Merhaba'],
  ['a <think>b</think> c</think> d', 'd'],
  ['<think>it never ends', ''],
  ['Merhaba <think>and on', 'Merhaba'],
  ['1 < 2, think > act', '1 < 2, think > act'],
])('%j becomes %j', (text, kept) => {
  expect(withoutThoughts(text)).toBe(kept);
});

test('half a million beginnings, and ends, take no time', () => {
  const size = 500_000;
  const began = performance.now();
  expect(withoutThoughts('<think>'.repeat(size / 7))).toBe('');
  expect(withoutThoughts('</think>'.repeat(size / 8))).toBe('');
  expect(withoutThoughts('<think></think>'.repeat(size / 15))).toBe('');
  // Milliseconds; what looks behind again and again takes a quarter of one.
  expect(performance.now() - began).toBeLessThan(2_000);
});
