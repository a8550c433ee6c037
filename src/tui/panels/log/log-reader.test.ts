import { describe, expect, test } from '@jest/globals';
import type { LogLine, LogQuery } from '../../../control/contract/operations.js';
import { VirtualClock } from '../../../lib/virtual-clock.js';
import { AT_NEWEST, KEPT_LINES, PAGE, placeAt, placeIn } from './log-lines.js';
import { LogReader, type LogResult } from './log-reader.js';

const line = (at: number, message = `line ${at}`): LogLine => ({
  at,
  level: 'info',
  message,
  fields: {},
});

/** A log in memory that answers as the daemon does. */
function stage(lines: LogLine[]) {
  const queries: LogQuery[] = [];
  const clock = new VirtualClock(0);
  let result: LogResult | undefined;
  const failing = { now: false };
  const control = {
    log: async (query: LogQuery) => {
      queries.push(query);
      if (failing.now) throw new Error('no daemon answers');
      const { text = '', since = 0, before = Number.POSITIVE_INFINITY, limit } = query;
      const found = lines
        .filter(({ at, message }) => at >= since && at < before && message.includes(text))
        .map((one) => ({ ...one }));
      const oldest = found.at(-limit)?.at ?? 0;
      return found.filter(({ at }) => at >= oldest);
    },
  };
  const reader = new LogReader(control, clock, (now) => {
    result = now;
  });
  const shown = () => result?.lines.map(({ message }) => message) ?? [];
  return { reader, clock, queries, failing, shown, result: () => result };
}

describe('the log', () => {
  test('is searched once typing rests, with what was typed last', async () => {
    const { reader, clock, queries, shown } = stage([line(1, 'flood'), line(2, 'fine')]);
    for (const text of ['f', 'fl', 'flo']) reader.search({ text, level: 'info' }, 300);
    await clock.run(299);
    expect(queries).toEqual([]);
    await clock.run(301);
    expect(queries).toEqual([{ text: 'flo', level: 'info', limit: PAGE }]);
    expect(shown()).toEqual(['flood']);
  });

  test('is read back page by page, and no line is lost where several are of one millisecond', async () => {
    const all = Array.from({ length: PAGE * 2 + 50 }, (_, index) =>
      line(1_000 + Math.floor(index / 7), `line ${index}`),
    );
    const { reader, clock, shown, result } = stage(all);
    reader.search({ text: '', level: 'info' });
    await clock.run(1);
    while (!result()?.complete) {
      reader.older();
      await clock.run(1);
    }
    expect(shown()).toEqual(all.map(({ message }) => message));
  });

  test('is followed for days without growing, and what is older can be read again', async () => {
    const lines = [line(1)];
    const { reader, clock, result } = stage(lines);
    reader.search({ text: '', level: 'info' });
    await clock.run(1);
    for (let at = 2; at < KEPT_LINES + 500; at += PAGE / 2) {
      for (let one = at; one < at + PAGE / 2; one += 1) lines.push(line(one));
      await reader.newer();
    }
    expect(result()?.lines).toHaveLength(KEPT_LINES);
    expect(result()?.lines.at(-1)).toEqual(lines.at(-1));
    expect(result()?.complete).toBe(false);
  });

  test('is followed while that is asked for, each line once', async () => {
    const lines = [line(1)];
    const { reader, clock, shown, queries } = stage(lines);
    reader.search({ text: '', level: 'info' });
    await clock.run(1);
    reader.follow(true);
    lines.push(line(1, 'also at 1'), line(9));
    await clock.run(2_100);
    expect(shown()).toEqual(['line 1', 'also at 1', 'line 9']);
    reader.follow(false);
    const asked = queries.length;
    await clock.run(20_000);
    expect(queries).toHaveLength(asked);
  });

  test('that grew by more than a page is shown from its newest lines, and the rest can be read back', async () => {
    const lines = [line(1)];
    const { reader, clock, shown, result } = stage(lines);
    reader.search({ text: '', level: 'info' });
    await clock.run(1);
    for (let at = 2; at < PAGE + 50; at += 1) lines.push(line(at));
    reader.follow(true);
    await clock.run(2);
    expect(shown().at(0)).toBe('line 50');
    reader.older();
    await clock.run(3);
    expect(shown()).toEqual(lines.map(({ message }) => message));
    expect(result()?.complete).toBe(true);
    reader.end();
  });

  test('that cannot be read keeps what was read, and says why', async () => {
    const { reader, clock, shown, failing, result } = stage([line(1)]);
    reader.search({ text: '', level: 'info' });
    await clock.run(1);
    failing.now = true;
    reader.search({ text: '', level: 'warn' });
    await clock.run(2);
    expect(shown()).toEqual(['line 1']);
    expect(result()?.problem?.problem).toBe('no daemon answers');
  });
});

describe('the line that is chosen', () => {
  const lines = [line(1), line(2), line(3), line(4)];

  test('stays the same when older and newer ones come', () => {
    const place = placeAt(lines, { chosen: 1, top: 0 });
    expect(placeIn([line(-1), line(0), ...lines, line(5)], place, 3)).toEqual({
      chosen: 3,
      top: 2,
    });
  });

  test('is the newest until another is chosen', () => {
    expect(placeIn([...lines, line(5)], AT_NEWEST, 3)).toEqual({ chosen: 4, top: 2 });
    expect(placeAt(lines, { chosen: 3, top: 1 })).toBe(AT_NEWEST);
  });
});
