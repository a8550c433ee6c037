import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatWindow, parseActiveWindows } from './active-windows.js';
import { parseBoolean } from './boolean.js';
import { parseDatabaseUrl } from './database-url.js';
import { formatDuration, parseDuration } from './duration.js';
import { splitList } from './list.js';
import type { Parsed } from './parsed.js';
import { formatSchedule, parseSchedule } from './schedule.js';
import { parseTimeZone } from './time-zone.js';

const parsedValue = <T>(parsed: Parsed<T>): T => {
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.value;
};

describe('yes and no', () => {
  test.each(['true', 'YES', '1', 'on', 'Evet', 'AÇIK', 'да', 'Вкл'])('%s is yes', (text) => {
    expect(parsedValue(parseBoolean(text))).toBe(true);
  });
  test.each(['false', 'No', '0', 'OFF', 'Hayır', 'HAYIR', 'kapalı', 'нет', 'ВЫКЛ'])(
    '%s is no',
    (text) => {
      expect(parsedValue(parseBoolean(text))).toBe(false);
    },
  );
});

describe('durations', () => {
  test.each([
    ['90', 90_000],
    ['90s', 90_000],
    ['1.5h', 5_400_000],
    ['1h 30m', 5_400_000],
    ['500ms', 500],
    ['2d', 172_800_000],
    ['0', 0],
  ])('%s is %i ms', (text, ms) => {
    expect(parsedValue(parseDuration(text))).toBe(ms);
  });
  test.each(['', '-5', '5x', 'm5', '1h-', '4000d'])('%j is none', (text) => {
    expect(parseDuration(text).ok).toBe(false);
  });
  test('what is shown is read back as the same', () => {
    fc.assert(
      fc.property(fc.nat(10 ** 10), (ms) => {
        expect(parsedValue(parseDuration(formatDuration(ms)))).toBe(ms);
      }),
    );
  });
});

describe('windows', () => {
  test.each([
    ['5-10,18-24', ['05:00-10:00', '18:00-24:00']],
    ['05:30-10', ['05:30-10:00']],
    ['22-2', ['22:00-02:00']],
    ['22-0', ['22:00-24:00']],
    ['0-24', ['00:00-24:00']],
    ['5 – 10; 18—20', ['05:00-10:00', '18:00-20:00']],
  ])('%s', (text, shown) => {
    expect(parsedValue(parseActiveWindows(text)).map(formatWindow)).toEqual(shown);
  });
  test.each(['24:30-5', '5:60-6', '5-', '-5', '5', 'a-b', '24-0', '1-2-3'])(
    '%s is none',
    (text) => {
      expect(parseActiveWindows(text).ok).toBe(false);
    },
  );
});

describe('schedules', () => {
  test.each([
    ['30m', 'every 30m'],
    ['every 30m±5m', 'every 30m±5m'],
    ['1800+-300', 'every 30m±5m'],
    ['cron 0 9 * * 1-5', 'cron 0 9 * * 1-5'],
    ['cron: 0 0 9 * * *', 'cron 0 0 9 * * *'],
    ['traffic 10m-2h', 'traffic 10m-2h'],
    ['traffic 10m..2h', 'traffic 10m-2h'],
  ])('%s', (text, shown) => {
    expect(formatSchedule(parsedValue(parseSchedule(text)))).toBe(shown);
  });
  test.each(['', '0', 'every', 'cron', 'traffic 5m', '5m±5m', 'cron * * * *'])(
    '%j is none',
    (text) => {
      expect(parseSchedule(text).ok).toBe(false);
    },
  );
});

describe('database URLs', () => {
  test.each([
    ['postgres://u:p@db/x', 'postgresql://u:p@db/x', undefined],
    [
      'postgresql+psycopg2://u:p@db:5432/x?schema=customer1',
      'postgresql://u:p@db:5432/x',
      'customer1',
    ],
    [
      'postgresql://u:p%40@db/x?sslmode=require&schema=a%20b&options=-c%20a=b+c',
      'postgresql://u:p%40@db/x?sslmode=require&options=-c%20a=b+c',
      'a b',
    ],
    ['postgresql:///x?host=/run/postgresql', 'postgresql:///x?host=/run/postgresql', undefined],
  ])('%s', (text, url, schema) => {
    const expected = { kind: 'postgres', url, ...(schema === undefined ? {} : { schema }) };
    expect(parsedValue(parseDatabaseUrl(text))).toEqual(expected);
  });
  test.each(['sqlite:///data/users.db', 'sqlite+aiosqlite:///data/users.db'])('%s', (text) => {
    expect(parsedValue(parseDatabaseUrl(text))).toEqual({ kind: 'sqlite', file: 'data/users.db' });
  });
});

describe('lists', () => {
  test.each([
    ['a,b, c', ['a', 'b', 'c']],
    ['a b\nc', ['a', 'b', 'c']],
    ['["a", "b"]', ['a', 'b']],
    ['[-1001, -1002]', ['-1001', '-1002']],
    ['a,,b,', ['a', 'b']],
  ])('%j', (text, items) => {
    expect(splitList(text)).toEqual(items);
  });
});

describe('time zones', () => {
  test.each(['Europe/Istanbul', 'UTC', 'Asia/Calcutta', 'europe/istanbul'])(
    '%s is known',
    (name) => {
      expect(parseTimeZone(name).ok).toBe(true);
    },
  );
});
