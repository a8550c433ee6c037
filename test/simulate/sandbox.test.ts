import { expect, test } from '@jest/globals';
import type { Config } from '../../src/core/config.js';
import type { Database } from '../../src/core/database.js';
import type { Limits } from '../../src/core/settings.js';
import { type BookedIntent, readBooks } from '../../src/daemon/simulate/books.js';
import { readRecording } from '../../src/daemon/simulate/read-recording.js';
import { simulateOn } from '../../src/daemon/simulate/simulate.js';
import { trafficOf, type Utterance } from '../../src/daemon/simulate/traffic.js';
import { addPause } from '../../src/outbox/pauses.js';
import { describeFastestDatabase } from '../support/databases.js';
import { NO_LIMITS } from '../support/road.js';
import { RealAccount } from './real-account.js';
import { configFor, EXPIRE_AFTER_MS } from './settings.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A Monday. */
const START = Date.UTC(2027, 4, 3, 7);
/** With it a whole day is recorded, when ten hours have been lived: less would be repeated hour by hour. */
const EVENING_BEFORE = START - 14 * HOUR;
const BLACKOUT = '2027-05-04';
/**
 * There and back in the virtual Telegram, where a push takes 20 ms more. At the sandbox time stands still meanwhile: so
 * much may a moment differ, and what follows from it.
 */
const LINE_MS = 2;
const BOUND_MS = 100;
/** How often a daemon looks at its queue without being told. */
const LOOK_MS = 60_000;

const LIMITS: Limits = {
  ...NO_LIMITS,
  activeWindows: [{ startMinute: 8 * 60, endMinute: 20 * 60 }],
  blackoutDays: [BLACKOUT],
  messagesPerDay: 10,
  messagesPerHour: 4,
  minIntervalMs: 2 * MINUTE,
  minIntervalPerPeerMs: 41 * MINUTE,
};

/** Each of them is met. A blackout day is the window's. */
const RULES = [
  'day-cap',
  'expiry',
  'hour-cap',
  'minimum-interval',
  'peer-interval',
  'slow-mode',
  'somebody-spoke',
  'window',
];

/** What a rule says, but for ids of messages: those are each Telegram's own. */
interface Said {
  readonly at: number;
  readonly verdict: string;
  readonly rule: string | null;
  readonly until: number | null;
  readonly reason: string;
  readonly figure: string | null;
}

/**
 * What was said of one, in order. Too late is what a daemon finds within a minute, when it looks at its queue, and a
 * simulation at once: told as at once.
 */
function saidOf({ decisions, notBefore }: BookedIntent): readonly Said[] {
  const expiresAt = notBefore + EXPIRE_AFTER_MS;
  return decisions.map(({ at, verdict, rule, until, reason, figure }) => {
    const late = rule === 'expiry' && at - expiresAt <= LOOK_MS;
    const plain = late || rule === 'somebody-spoke';
    return {
      ...{ at: late ? expiresAt : at, verdict, rule, until, reason },
      figure: plain ? null : figure,
    };
  });
}

/** Every proposal since then, with all that was decided about it and what became of it. */
async function storiesOf(database: Database, account: string, since: number) {
  const books = await readBooks(database, account);
  return books
    .filter(({ createdAt }) => createdAt >= since)
    .map((intent) => {
      const { dedupeKey, state, rule, reason, notBefore, createdAt, settledAt, content } = intent;
      const said = saidOf(intent);
      return {
        ...{ dedupeKey, state, rule, reason, notBefore, createdAt, said, text: content.text },
        settledAt: state === 'expired' ? said.at(-1)?.at : settledAt,
      };
    });
}

/** The same, with each moment that differs by no more than the line's time as it was lived. */
function asLived<T>(foreseen: T, lived: unknown): T;
function asLived(foreseen: unknown, lived: unknown): unknown {
  if (typeof foreseen === 'number' && typeof lived === 'number') {
    return Math.abs(foreseen - lived) <= BOUND_MS ? lived : foreseen;
  }
  if (Array.isArray(foreseen) && Array.isArray(lived)) {
    return foreseen.map((one, index) => asLived(one, lived[index]));
  }
  if (typeof foreseen !== 'object' || foreseen === null) return foreseen;
  if (typeof lived !== 'object' || lived === null) return foreseen;
  const other = new Map(Object.entries(lived));
  return Object.fromEntries(
    Object.entries(foreseen).map(([name, value]) => [name, asLived(value, other.get(name))]),
  );
}

/** How often, by group; where slow mode is, each of three people once an hour at most. */
const EVERY_MINUTES = [17, 43, 21, 190];

/** Somebody writes somewhere every so often. */
function talk(peers: readonly number[], from: number, to: number): readonly Utterance[] {
  const said: Utterance[] = [];
  for (const [index, peer] of peers.entries()) {
    const everyMs = EVERY_MINUTES[index] ?? 60;
    for (let at = from + (index + 1) * 7_000; at < to; at += everyMs * MINUTE)
      said.push({ peer, at });
  }
  return said.sort((a, b) => a.at - b.at);
}

describeFastestDatabase('a simulation', (open) => {
  test('decides as the daemon then does, at the sandbox with GramJS', async () => {
    const real = await open();
    await RealAccount.during(real, EVENING_BEFORE, async (account) => {
      const { key, clock } = account;
      const peers = ['Group', 'Basic', 'Slow', 'Invited'].map((title) => account.chat(title));
      const config: Config = configFor(peers, LIMITS, real.schemaName);

      // A day is lived, so that there is something to begin with: sends, a queue, somebody's last word.
      const evening = peers.slice(0, 1).map((peer) => ({ peer, at: EVENING_BEFORE + MINUTE }));
      const day = talk(peers, START, START + 10 * HOUR);
      await account.live(config, [...evening, ...day], START + 10 * HOUR);

      const compare = async (hours: number) => {
        const from = clock.now();
        const to = from + hours * HOUR;
        const recording = await readRecording(real, key, 7, from);
        const said = trafficOf(
          recording,
          { from, to },
          () => true,
          () => 0.5,
        );
        const database = await open();
        const report = await simulateOn({
          ...{ config, recording, database, from, days: hours / 24, seed: 1 },
          signal: new AbortController().signal,
          latency: { lowestMs: LINE_MS, highestMs: LINE_MS },
        });
        await account.live(config, said, to);
        return {
          report,
          foreseen: await storiesOf(database, key, from),
          lived: await storiesOf(real, key, from),
        };
      };

      const days = await compare(48);
      expect(asLived(days.foreseen, days.lived)).toEqual(days.lived);
      expect(days.lived.some(({ state }) => state === 'sent')).toBe(true);
      const rules = new Set(days.lived.flatMap(({ said }) => said.map(({ rule }) => rule)));
      expect([...rules].filter((rule) => rule !== null).sort()).toEqual(RULES);
      expect(days.report.holds.map(({ rule }) => rule)).toContain('slow-mode');

      await addPause(real, key, 'message', 'operator', clock.now());
      const paused = await compare(6);
      expect(asLived(paused.foreseen, paused.lived)).toEqual(paused.lived);
      expect(paused.lived.map(({ state }) => state)).not.toContain('sent');
      expect(paused.report.holds.map(({ rule }) => rule)).toEqual(['paused']);
    });
  }, 90_000);
});
