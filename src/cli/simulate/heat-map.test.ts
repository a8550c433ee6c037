import { describe, expect, test } from '@jest/globals';
import { heatMapLines, paints } from './heat-map.js';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const empty = () => DAYS.map(() => new Array<number>(24).fill(0));

function mapWith(day: number, hour: number, count: number): number[][] {
  const map = empty();
  const row = map[day];
  if (row) row[hour] = count;
  return map;
}

const look = { days: DAYS, legend: 'in an hour', colour: false };

describe('the heat map', () => {
  test('is darker where there are more, and names its shades', () => {
    const map = mapWith(0, 6, 8);
    const monday = map[0];
    if (monday) [monday[7], monday[8]] = [4, 1];
    const lines = heatMapLines(map, look);
    expect(lines[0]).toBe('     00          06          12          18');
    expect(lines[1]).toBe(`Mon  ${'··'.repeat(6)}██▒▒░░${'··'.repeat(15)}    13`);
    expect(lines[7]).toBe(`Sun  ${'··'.repeat(24)}     0`);
    expect(lines.at(-1)).toBe('in an hour: ·· 0  ░░ 1–2  ▒▒ 3–4  ▓▓ 5–6  ██ 7–8');
  });

  test('of nothing is empty, and no wider than a terminal', () => {
    const lines = heatMapLines(empty(), look);
    expect(lines.slice(1, 8).every((line) => /^\w{3} {2}·+ {5}0$/.test(line))).toBe(true);
    expect(
      Math.max(...heatMapLines(mapWith(2, 2, 99_999), look).map((line) => line.length)),
    ).toBeLessThanOrEqual(80);
  });

  test('says the same in colour', () => {
    const map = mapWith(3, 23, 2);
    const plain = heatMapLines(map, look).join('\n');
    const coloured = heatMapLines(map, { ...look, colour: true }).join('\n');
    const escapes = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');
    expect(coloured).toMatch(escapes);
    expect(coloured.replaceAll(escapes, '')).toBe(plain);
  });

  test.each([
    [true, {}, true],
    [true, { NO_COLOR: '1' }, false],
    [true, { TERM: 'dumb' }, false],
    [false, {}, false],
  ])('paints in a terminal only (%p, %p)', (isTTY, environment, expected) => {
    expect(paints({ isTTY }, environment)).toBe(expected);
  });
});
