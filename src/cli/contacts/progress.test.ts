import { describe, expect, test } from '@jest/globals';
import { openProgress } from './progress.js';

function output(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, write: (text: string) => written.push(text), written };
}

describe('progress', () => {
  test('on a terminal is one line that renews itself and goes in the end', () => {
    const terminal = output(true);
    const progress = openProgress(terminal, 12_000);
    progress.at(1_000);
    progress.at(2_000);
    progress.end();
    progress.end();
    expect(terminal.written).toEqual([
      '\r1,000 of 12,000 rows\u001b[K',
      '\r2,000 of 12,000 rows\u001b[K',
      '\r\u001b[K',
    ]);
  });

  test('elsewhere is a line every 10,000 rows', () => {
    const pipe = output(false);
    const progress = openProgress(pipe, 25_000);
    for (let rows = 1_000; rows <= 25_000; rows += 1_000) progress.at(rows);
    progress.end();
    expect(pipe.written).toEqual(['10,000 of 25,000 rows\n', '20,000 of 25,000 rows\n']);
  });
});
