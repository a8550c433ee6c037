import { describe, expect, test } from '@jest/globals';
import { drawChanges, withoutColours } from './frame.js';

const shown = (text: string) => text.replaceAll('\x1b', '^');

describe('drawing what changed', () => {
  test('only rows that changed, each from its own first cell', () => {
    expect(shown(drawChanges(['a', 'b', 'c'], ['a', 'B', 'c'], 10))).toBe('^[2;1H^[0mB^[0m^[K');
    expect(drawChanges(['a'], ['a'], 10)).toBe('');
  });

  test('rows that are no more are emptied', () => {
    expect(shown(drawChanges(['a', 'b'], ['a'], 10))).toBe('^[2;1H^[0m^[0m^[K');
  });

  test('a row that fills the width keeps its last cell, however wide its characters are', () => {
    expect(shown(drawChanges([''], ['1234'], 4))).toBe('^[1;1H^[0m1234^[0m');
    expect(shown(drawChanges([''], ['\x1b[31m日本\x1b[39m'], 4))).not.toContain('^[K');
    expect(shown(drawChanges([''], ['123'], 4))).toContain('^[K');
  });

  test('where nobody knows what is there, all is drawn', () => {
    expect(shown(drawChanges(null, ['a', ''], 4))).toBe(
      '^[0m^[2J^[1;1H^[0ma^[0m^[K^[2;1H^[0m^[0m^[K',
    );
  });

  test('colours can be taken out', () => {
    expect(withoutColours('\x1b[1m\x1b[38;5;9mred\x1b[39m\x1b[22m')).toBe('red');
  });
});
