import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { printable, printableJson } from './printable.js';

describe('what is printed', () => {
  test('steers no terminal, whoever wrote it; our own colours and line ends stay', () => {
    const hostile = 'Ada\u001b[2J\u001b]0;owned\u0007\u009b1A\u202etxt\r\u001b[8mhidden';
    expect(printable(`1\n\u001b[34m██\u001b[0m ${hostile}`)).toBe(
      '1\n\u001b[34m██\u001b[0m Ada?[2J?]0;owned??1A?txt??[8mhidden',
    );
    expect(printable('👩\u200d👧 ağaç дерево 漢字')).toBe('👩\u200d👧 ağaç дерево 漢字');
  });

  test('as JSON means what it meant, and holds nothing that steers', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const printed = printableJson(JSON.stringify({ text }));
        expect(JSON.parse(printed)).toEqual({ text });
        // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is what is tested
        expect(printed).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      }),
    );
  });
});
