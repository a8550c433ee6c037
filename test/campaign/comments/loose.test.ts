import { expect, test } from '@jest/globals';
import { describeFastestDatabase, type OpenTestDatabase } from '../../support/databases.js';
import { judgeComments } from './judge.js';
import { liveComments } from './run.js';
import { S1_LIMITS, S1_SETTINGS } from './settings.js';

const HOUR = 3_600_000;
/** Eight in the morning, in Berlin. */
const BEGINNING = Date.UTC(2026, 5, 10, 6);

describeFastestDatabase(
  'a program that takes its limits for looser ones',
  (open: OpenTestDatabase) => {
    test('is found out by what it does', async () => {
      const db = await open();
      const { story, failures } = await liveComments(
        {
          ...{ seed: 3, startAt: BEGINNING, endsAt: BEGINNING + 8 * HOUR, outages: [] },
          believed: {
            ...S1_LIMITS,
            activeWindows: [],
            messagesPerDay: 500,
            messagesPerHour: 60,
            minIntervalMs: 0,
            minIntervalPerPeerMs: 0,
            maxInstantPerChatPerHour: 60,
          },
          settings: { ...S1_SETTINGS, instantDelayMs: 0, maxInstantPerChatPerHour: 60 },
          mishaps: {},
        },
        db,
      );
      expect(failures).toEqual([]);
      const rules = judgeComments(story, { limits: S1_LIMITS, settings: S1_SETTINGS });
      expect([...new Set(rules.map(({ rule }) => rule))].sort()).toEqual([
        'day-cap',
        'hour-cap',
        'instant-cap',
        'minimum-interval',
        'peer-interval',
        'window',
      ]);
    });
  },
);
