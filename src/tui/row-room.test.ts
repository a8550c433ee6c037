import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bar } from './bar.js';
import { cells } from './panels/parts/cells.js';
import { plain, type Row } from './panels/parts/rows.js';
import { beside, cutRow, padRow, rowCells, spread, titleRow } from './row-room.js';
import { strangerText } from './stranger-text.js';

const ROW: Row = [{ text: 'Ayşe ', tone: 'strong' }, { text: '日本語 ' }, { text: 'дерево' }];

describe('room in a row', () => {
  test('a row is cut at any width, wide characters too, and says so', () => {
    expect(plain(cutRow(ROW, 80))).toBe('Ayşe 日本語 дерево');
    expect(plain(cutRow(ROW, 9))).toBe('Ayşe 日…');
    expect(plain(cutRow(ROW, 5))).toBe('Ayşe…');
    for (let columns = 1; columns < 20; columns += 1) {
      expect(rowCells(cutRow(ROW, columns))).toBeLessThanOrEqual(columns);
      expect(rowCells(padRow(ROW, columns))).toBe(columns);
    }
  });

  test('two parts stand at the two edges', () => {
    expect(plain(spread([{ text: 'left' }], [{ text: 'right' }], 15))).toBe('left      right');
    expect(plain(spread([{ text: 'long left' }], [{ text: 'right' }], 12))).toBe('long…  right');
    expect(plain(titleRow('Events', 20, [{ text: '+3' }]))).toBe('── Events ─────── +3');
  });

  test('lists stand beside each other, whichever is longer', () => {
    const rows = beside([[{ text: 'a' }]], [[{ text: '1' }], [{ text: '2' }]], 3, { text: ' ' });
    expect(rows.map(plain)).toEqual(['a   1', '    2']);
  });

  test('a bar is empty only for nothing, full only for all', () => {
    expect([bar(0, 10, 4), bar(1, 1_000, 4), bar(999, 1_000, 4), bar(12, 10, 4)]).toEqual([
      '░░░░',
      '█░░░',
      '███░',
      '████',
    ]);
  });
});

describe('what strangers wrote', () => {
  test('cannot steer the terminal, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(strangerText(text)).not.toMatch(/\p{C}/u);
        expect(strangerText(text)).not.toMatch(/[\u2028\u2029\n\r\t]/);
      }),
    );
  });

  test('is read as it was meant, where it can be', () => {
    expect(strangerText('Merhaba, ağaç! Привет 日本')).toBe('Merhaba, ağaç! Привет 日本');
    expect(strangerText('👨‍👩‍👧 👍🏽 ❤️ 🇹🇷')).toBe('👨 👍 ❤ TR');
    expect(strangerText('a\u202eb\x1b[31mc\nd')).toBe('a?b?[31mc d');
    expect(cells(strangerText(`z${'\u0300'.repeat(40)}`))).toBe(1);
  });
});
