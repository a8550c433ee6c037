import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cells, fit, pad } from './cells.js';
import { manyLines, oneLine } from './visible-text.js';
import { wrap, wrapRanges } from './wrap.js';

const anyText = fc.string({ unit: 'grapheme', maxLength: 80 });

describe('cells', () => {
  test.each([
    ['abc', 3],
    ['ığüş', 4],
    ['Привет', 6],
    ['● … → ── ██░░ ✓ ✗ ▸', 19],
    ['✓\ufe0f', 2],
    ['и\u0306', 1],
    ['漢字', 4],
    ['한글', 4],
    ['👍', 2],
    ['👩‍👩‍👧', 2],
    ['🇹🇷', 2],
    ['e\u0301', 1],
    ['\u200d', 0],
    ['ﾊﾟ', 1],
  ])('%s takes %i', (text, taken) => {
    expect(cells(text)).toBe(taken);
  });

  test('a line is cut with a sign, and never wider than its room', () => {
    expect(fit('漢字漢字', 5)).toBe('漢字…');
    expect(fit('漢字', 4)).toBe('漢字');
    expect(pad('漢', 4)).toBe('漢  ');
    expect(pad('7', 3, 'right')).toBe('  7');
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 40 }), (text, columns) => {
        expect(cells(fit(text, columns))).toBeLessThanOrEqual(columns);
        expect(cells(pad(text, columns))).toBe(columns);
      }),
    );
  });
});

describe('wrapping', () => {
  test('breaks between words, and in them only where one is too long', () => {
    expect(wrap('one two three', 8)).toEqual(['one two', 'three']);
    expect(wrap('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
    expect(wrap('a abcdefgh', 4)).toEqual(['a', 'abcd', 'efgh']);
    expect(wrap('漢字漢字', 5)).toEqual(['漢字', '漢字']);
    expect(wrap('a\n\nb', 4)).toEqual(['a', '', 'b']);
  });

  test('loses nothing, and keeps to its columns', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 30 }), (text, columns) => {
        const rows = wrapRanges(text, columns);
        const pieces = rows.map(({ start, end }) => text.slice(start, end));
        expect(pieces.join('').replaceAll('\n', '')).toBe(text.replaceAll('\n', ''));
        for (const piece of pieces) expect(cells(piece.trimEnd())).toBeLessThanOrEqual(columns);
      }),
    );
  });
});

describe('a text of a stranger', () => {
  test('cannot steer the terminal', () => {
    expect(oneLine('\x1b[2J\u202eevil\r\n\tx\u2028y')).toBe('?[2J?evil  x y');
    expect(manyLines('a\r\nb\u0007')).toBe('a\nb?');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(oneLine(text)).not.toMatch(/(?![\u200c\u200d])\p{C}|[\u2028\u2029]/u);
      }),
    );
  });
});
