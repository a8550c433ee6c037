import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeText } from './decode-text.js';

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('a file’s bytes', () => {
  test('are UTF-8, with or without a mark at the beginning', () => {
    expect(decodeText(utf8('şeker, сахар 👍'))).toBe('şeker, сахар 👍');
    expect(decodeText(utf8('\uFEFFşeker'))).toBe('şeker');
  });

  test('in UTF-16 are told by their mark, and without one by their zero bytes', () => {
    const marked = Buffer.from('\uFEFF{}', 'utf16le');
    expect(decodeText(marked)).toMatchObject({ line: 1, problem: 'is UTF-16, not UTF-8' });
    expect(decodeText(marked.swap16())).toMatchObject({ problem: 'is UTF-16, not UTF-8' });
    const bare = Buffer.from('{}', 'utf16le');
    expect(decodeText(bare)).toMatchObject({ line: 1, problem: expect.stringContaining('zero') });
  });

  test.each([
    ['Windows-1254', [0x61, 0x0a, 0x0a, 0xfe, 0x65, 0x6b], 'FE', 3],
    ['Windows-1254, where ğ looks like a beginning', [0x64, 0x61, 0xf0, 0x0a], 'F0', 1],
    ['Windows-1251', [0x0a, 0xf6, 0xe5, 0xed, 0xe0], 'F6', 2],
    ['a letter that is cut off', [0x61, 0x0a, 0xc5], 'C5', 2],
  ])('in %s are named with line and byte', (_, bytes, byte, line) => {
    const problem = `is not UTF-8: the byte ${byte} stands there as in an older encoding`;
    expect(decodeText(Uint8Array.from(bytes))).toMatchObject({ line, problem });
  });

  test('are never read as something else than they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ max: 255, maxLength: 40 }), (bytes) => {
        const decoded = decodeText(bytes);
        if (typeof decoded === 'string') {
          const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
          expect([...utf8(decoded)]).toEqual([...bytes.subarray(marked ? 3 : 0)]);
        } else expect(decoded.line).toBeGreaterThan(0);
      }),
    );
  });
});
