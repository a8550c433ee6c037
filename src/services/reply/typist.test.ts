import { expect, test } from '@jest/globals';
import type { Database, Row } from '../../core/database.js';
import { DEFAULT_PEOPLE_LIMITS } from '../../core/settings.js';
import { VirtualClock } from '../../lib/virtual-clock.js';
import { MOST_EXPECTED, Typist } from './typist.js';

/** A database that says of every answer that it is committed and waits. */
const waiting: Pick<Database, 'schema' | 'query'> = {
  schema: 'x',
  query: async <R extends Row>(_sql: string, params: readonly unknown[] = []) => {
    const ids = JSON.parse(String(params[1])) as number[];
    return ids.map((id) => ({ id, due: true }) as Row as R);
  },
};

test('of very many answers the sender is told all, though not all are shown to be typed', async () => {
  const clock = new VirtualClock(0);
  const typed = new Set<number>();
  let told = 0;
  const typist = new Typist({
    account: 'user:7',
    clock,
    database: { ...waiting, kind: 'embedded', transaction: refuse, close: refuse },
    messenger: {
      signals: {
        typing: async ({ peer }) => {
          typed.add(peer);
        },
      },
    },
    readTakeover: async () => undefined,
    limits: () => ({
      timeZone: 'UTC',
      activeWindows: [],
      blackoutDays: [],
      minIntervalMs: 0,
      minIntervalPerPeerMs: 0,
      people: DEFAULT_PEOPLE_LIMITS,
    }),
    onCommitted: () => {
      told++;
    },
  });
  const signal = new AbortController().signal;
  const proposed = MOST_EXPECTED + 500;
  for (let intent = 1; intent <= proposed; intent++) {
    typist.expect({ intent, peer: intent, from: 290_000, until: 300_000 });
    if (intent % 500 === 0) {
      await clock.run(clock.now() + 100);
      await typist.turn(signal);
    }
  }
  expect(told).toBe(proposed / 500);
  while (typist.nextAt < Number.POSITIVE_INFINITY) {
    await clock.run(typist.nextAt);
    await typist.turn(signal);
  }
  expect(typed.size).toBe(MOST_EXPECTED);
});

function refuse(): Promise<never> {
  throw new Error('not asked for');
}
