import { expect, test } from '@jest/globals';
import type { Row } from '../../../src/core/database.js';
import { describeFastestDatabase, type OpenTestDatabase } from '../../support/databases.js';
import { judgeComments } from './judge.js';
import { liveComments } from './run.js';
import { S1_LIMITS, S1_SETTINGS } from './settings.js';
import type { Story } from './story.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** In the middle of a morning window, in Berlin. */
const BEGINNING = Date.UTC(2026, 5, 10, 4);
const AWAY = { from: BEGINNING + 4 * HOUR, to: BEGINNING + 28 * HOUR };
const END = BEGINNING + 2 * DAY;

describeFastestDatabase('a language model that is away for a day', (open: OpenTestDatabase) => {
  test('is waited for: nothing fails, nothing bursts out when it is back, what was too old says so', async () => {
    const db = await open();
    const { story, failures, model } = await liveComments(
      {
        ...{ seed: 7, startAt: BEGINNING, endsAt: END, outages: [AWAY] },
        ...{ believed: S1_LIMITS, settings: S1_SETTINGS, mishaps: {} },
      },
      db,
    );
    expect(failures).toEqual([]);
    expect(judgeComments(story, { limits: S1_LIMITS, settings: S1_SETTINGS })).toEqual([]);
    expect(between(story, AWAY.from + MINUTE, AWAY.to)).toBe(0);
    // It was asked now and then, and not for every post.
    expect(model.refused).toBeGreaterThan(10);
    expect(model.refused).toBeLessThan(500);

    const { messagesPerHour = 0 } = S1_LIMITS;
    const later = between(story, AWAY.to, END);
    expect(later).toBeGreaterThan(messagesPerHour);
    expect(between(story, AWAY.to, AWAY.to + HOUR)).toBeLessThanOrEqual(messagesPerHour);
    expect(between(story, AWAY.to, AWAY.to + HOUR / 2)).toBeLessThanOrEqual(messagesPerHour / 2);

    const old = await db.query<Row & { state: string; reason: string | null; waited: boolean }>(
      `select state, reason, reason like '%nothing can be written now%' as waited
       from ${db.schema}.comment_posts where at < $1 and state not in ('commented')`,
      [new Date(END - S1_SETTINGS.freshMs - 5 * MINUTE)],
    );
    expect(old.filter(({ reason }) => reason === null)).toEqual([]);
    expect(old.filter(({ state }) => state === 'planned')).toEqual([]);
    expect(old.filter(({ waited }) => waited).length).toBeGreaterThan(0);
  }, 60_000);
});

function between({ comments }: Story, from: number, to: number): number {
  return comments.filter(({ arrivedAt }) => arrivedAt >= from && arrivedAt < to).length;
}
