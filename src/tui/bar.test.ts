import { describe, expect, test } from '@jest/globals';
import { bar, fullCells } from './bar.js';

describe('a bar', () => {
  test('never shows something as nothing, nor almost all as all', () => {
    expect([bar(0, 10, 4), bar(1, 1_000, 4), bar(999, 1_000, 4), bar(10, 10, 4)]).toEqual([
      '░░░░',
      '█░░░',
      '███░',
      '████',
    ]);
  });

  test('stays in its cells, whatever the figures are', () => {
    expect([fullCells(25, 10, 4), fullCells(-1, 10, 4), fullCells(5, 0, 4)]).toEqual([4, 0, 4]);
  });
});
