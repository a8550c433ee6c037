import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { renderMarkup } from './markup.js';

/** Renders, and writes each entity as `type:text`. */
function rendered(source: string) {
  const { text, entities } = renderMarkup([{ kind: 'marked', text: source }]);
  const spans = entities.map(
    ({ type, offset, length, url }) =>
      `${type}:${text.slice(offset, offset + length)}${url ? `→${url}` : ''}`,
  );
  return [text, ...spans];
}

describe('marks of the apps become entities', () => {
  test.each([
    ['plain', ['plain']],
    ['a **b c** d', ['a b c d', 'bold:b c']],
    ['__i__ ~~s~~ ||p|| `c`', ['i s p c', 'italic:i', 'strike:s', 'spoiler:p', 'code:c']],
    ['[here](https://t.me/x) now', ['here now', 'link:here→https://t.me/x']],
    ['**[b](https://x.tr)**', ['b', 'link:b→https://x.tr', 'bold:b']],
    ['**a __b__**', ['a b', 'bold:a b', 'italic:b']],
    ['**a** **b**', ['a b', 'bold:a', 'bold:b']],
    ['👍 **ğ**', ['👍 ğ', 'bold:ğ']],
    ['  **a** \n', ['a', 'bold:a']],
    ['** a **', ['** a **']],
    ['**a', ['**a']],
    ['a** b', ['a** b']],
    ['****', ['****']],
    ['Name: ____', ['Name: ____']],
    ['a || b || c', ['a || b || c']],
    ['2 * 3 ** 2', ['2 * 3 ** 2']],
    ['https://x.tr/a__b__c', ['https://x.tr/a__b__c']],
    ['[a] (b)', ['[a] (b)']],
    ['[a](javascript:x)', ['[a](javascript:x)']],
    ['x](https://x.tr)', ['x](https://x.tr)']],
  ])('%j', (source, expected) => {
    expect(rendered(source)).toEqual(expected);
  });

  test('a value that is put in may be marked, but marks nothing', () => {
    const { text, entities } = renderMarkup([
      { kind: 'marked', text: '**' },
      { kind: 'plain', text: '**Ali** __' },
      { kind: 'marked', text: '**' },
    ]);
    expect(text).toBe('**Ali** __');
    expect(entities).toEqual([{ type: 'bold', offset: 0, length: 10 }]);
  });
});

test('entities always lie within the text, which has no white space at its ends', () => {
  const piece = fc.constantFrom(
    '**',
    '__',
    '~~',
    '||',
    '`',
    '[',
    '](https://x.tr)',
    ' ',
    'a',
    '🙂',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const { text, entities } = renderMarkup([{ kind: 'marked', text: pieces.join('') }]);
      expect(text).toBe(text.trim());
      for (const { offset, length } of entities) {
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(length).toBeGreaterThan(0);
        expect(offset + length).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});
