import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createBearerCheck } from './bearer.js';

const TOKEN = 'correct-horse-battery-staple';
const check = createBearerCheck({ reveal: () => TOKEN });

describe('the Authorization header', () => {
  test.each([
    [`Bearer ${TOKEN}`, 'right'],
    [`bearer   ${TOKEN} `, 'right'],
    [undefined, 'none'],
    ['', 'wrong'],
    ['Bearer ', 'wrong'],
    [TOKEN, 'wrong'],
    [`Basic ${TOKEN}`, 'wrong'],
    [`Bearer ${TOKEN}x`, 'wrong'],
    [`Bearer ${TOKEN.slice(0, -1)}`, 'wrong'],
    [`Bearer ${TOKEN.toUpperCase()}`, 'wrong'],
    [`Bearer ${TOKEN} ${TOKEN}`, 'wrong'],
    [`Bearer${TOKEN}`, 'wrong'],
  ])('%j is %s', (header, said) => {
    expect(check(header)).toBe(said);
  });

  test('is right in no other way', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(check(text)).toBe('wrong');
        expect(check(`Bearer ${text}`)).toBe(text.trim() === TOKEN ? 'right' : 'wrong');
      }),
    );
  });
});
