import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { linesBackwards } from './lines-backwards.js';
import { type LogSearch, searchLog } from './log-search.js';

const START = Date.UTC(2026, 4, 1, 12);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postaci-search-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A line as the logger writes it, so many milliseconds after the start. */
const line = (ms: number, message: string, more: Record<string, unknown> = {}) =>
  `${JSON.stringify({ time: new Date(START + ms).toISOString(), level: 'info', message, ...more })}\n`;

const write = (name: string, ...lines: readonly string[]) =>
  writeFileSync(join(folder, name), lines.join(''));

const search = async (wanted: Partial<LogSearch> = {}) =>
  (await searchLog(folder, { limit: 100, ...wanted })).map(({ message }) => message);

describe('the log', () => {
  test('is found oldest first, over all the files that were set aside', async () => {
    write('bot.10.log', line(0, 'first'));
    write('bot.2.log', line(1, 'second'));
    write('bot.1.log', line(2, 'third'));
    write('bot.log', line(3, 'fourth'));
    write('bot.log.bak', line(4, 'not ours'));
    write('robot.log', line(5, 'not ours'));
    expect(await search()).toEqual(['first', 'second', 'third', 'fourth']);
    expect(await search({ limit: 2 })).toEqual(['third', 'fourth']);
    expect(await search({ limit: 0 })).toEqual([]);
  });

  test('gives a line with all that it says', async () => {
    write('bot.log', line(7, 'sent', { level: 'warn', peer: -1001, text: 'two\nlines' }));
    expect(await searchLog(folder, { limit: 1 })).toEqual([
      {
        at: START + 7,
        level: 'warn',
        message: 'sent',
        fields: { peer: -1001, text: 'two\nlines' },
      },
    ]);
  });

  test('that is not there yet holds nothing', async () => {
    expect(await search()).toEqual([]);
    rmSync(folder, { recursive: true });
    expect(await search()).toEqual([]);
    mkdirSync(folder);
    writeFileSync(join(folder, 'bot.log'), '');
    expect(await search()).toEqual([]);
  });

  test('is info and worse, unless another level is asked for', async () => {
    const levels = ['debug', 'info', 'warn', 'error'] as const;
    write('bot.log', ...levels.map((level, ms) => line(ms, level, { level })));
    expect(await search()).toEqual(['info', 'warn', 'error']);
    for (const [from, level] of levels.entries()) {
      expect(await search({ level })).toEqual(levels.slice(from));
    }
  });

  test('is searched in any letter case, in fields too, and with quotes as they were said', async () => {
    write(
      'bot.log',
      line(0, 'Hello'),
      line(1, 'other', { reason: 'say "HELLO" to ÇAĞRI' }),
      line(2, 'not this'),
    );
    expect(await search({ text: 'hello' })).toEqual(['Hello', 'other']);
    expect(await search({ text: '"hello" to çağri' })).toEqual(['other']);
    expect(await search({ text: 'nowhere' })).toEqual([]);
  });

  test('passes over what is no line of it, wherever it stands', async () => {
    write(
      'bot.log',
      'torn off"}\n',
      line(0, 'one'),
      '\n[]\nnull\n{"time":"never","level":"info","message":"x"}\n',
      line(1, 'two', { level: 'fatal' }),
      line(2, 'three'),
      '{"time":"2026-05-01T12:00:00.003Z","level":"in',
    );
    expect(await search()).toEqual(['one', 'three']);
    expect(await search({ limit: 2, since: START })).toEqual(['one', 'three']);
  });

  test('begins with `since`, and ends before `before`', async () => {
    write('bot.log', ...[0, 1, 2, 3].map((ms) => line(ms, `${ms}`)));
    expect(await search({ since: START + 1, before: START + 3 })).toEqual(['1', '2']);
  });

  test('is turned page by page without losing a line or telling one twice', async () => {
    const times = [0, 1, 1, 1, 2, 2, 3, 3, 3, 3, 3, 4];
    const lines = times.map((ms, index) => line(ms, `line ${index}`));
    write('bot.2.log', ...lines.slice(0, 3));
    // One millisecond on both sides of where a file was set aside.
    write('bot.1.log', ...lines.slice(3, 9));
    write('bot.log', ...lines.slice(9));
    for (const limit of [1, 2, 3, 5]) {
      const pages: string[][] = [];
      for (let before = Number.POSITIVE_INFINITY; ; ) {
        const page = await searchLog(folder, { limit, before });
        const [oldest] = page;
        if (!oldest) break;
        const left = times.length - pages.flat().length;
        expect(page.length).toBeGreaterThanOrEqual(Math.min(limit, left));
        pages.unshift(page.map(({ message }) => message));
        before = oldest.at;
      }
      expect(pages.flat()).toEqual(times.map((_, index) => `line ${index}`));
    }
  });

  test('is read no further back than it has to be', async () => {
    write('bot.1.log', line(0, 'old'));
    write('bot.log', ...Array.from({ length: 10 }, (_, index) => line(index + 1, `new ${index}`)));
    // What cannot be read would be noticed.
    rmSync(join(folder, 'bot.1.log'));
    mkdirSync(join(folder, 'bot.1.log'));
    expect(await search({ limit: 3 })).toEqual(['new 7', 'new 8', 'new 9']);
    expect(await search({ since: START + 9 })).toEqual(['new 8', 'new 9']);
    await expect(search({ limit: 50 })).rejects.toThrow();
  });

  test('of many megabytes shows its last page at once', async () => {
    const block = Array.from({ length: 5_000 }, (_, index) => line(index, 'x'.repeat(130)));
    for (const name of ['bot.2.log', 'bot.1.log', 'bot.log']) {
      write(name);
      for (let block10 = 0; block10 < 10; block10++)
        appendFileSync(join(folder, name), block.join(''));
    }
    appendFileSync(join(folder, 'bot.log'), line(5_000, 'the end'));
    const before = process.cpuUsage();
    expect((await search({ limit: 200 })).at(-1)).toBe('the end');
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(500);
  });

  test('is not told twice when a file is set aside meanwhile', async () => {
    write('bot.log', line(0, 'one'));
    const looking = searchLog(folder, { limit: 10 });
    renameSync(join(folder, 'bot.log'), join(folder, 'bot.1.log'));
    write('bot.log', line(1, 'two'));
    const found = (await looking).map(({ message }) => message);
    expect(found.filter((message) => message === 'one')).toHaveLength(1);
  });
});

describe('lines from the end of a file', () => {
  test.each([1, 2, 3, 7, 64])('are whole, over chunks of %d bytes', async (chunk) => {
    const text = 'ğ first\n\nsecond 🌱\nthird\nopen end';
    writeFileSync(join(folder, 'x'), text);
    const file = await open(join(folder, 'x'));
    const lines: string[] = [];
    for await (const one of linesBackwards(file, chunk)) lines.push(one);
    await file.close();
    expect(lines.reverse()).toEqual(text.split('\n').filter(Boolean));
  });
});
