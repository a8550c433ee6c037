import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { describeFastestDatabase } from '../../test/support/databases.js';
import {
  BASIC_GROUP,
  CHANNEL,
  InboxStage,
  OTHER_CHANNEL,
  OTHER_PERSON,
  PERSON,
} from '../../test/support/inbox-stage.js';
import type { ModelEvent } from '../../test/support/model-chats.js';
import { NO_FAULTS } from '../../test/support/model-updates.js';
import { mortalDatabase } from '../../test/support/mortal-database.js';
import type { PeerId } from '../core/peer.js';
import { heardUpdate } from './inbox-rows.js';

/** `INBOX_RUNS=500 npm test -- src/inbox/inbox.property` looks for long. */
const RUNS = Number(process.env.INBOX_RUNS ?? 15);
const IMMORTAL = Number.POSITIVE_INFINITY;
const CHATS = [PERSON, OTHER_PERSON, BASIC_GROUP, CHANNEL, OTHER_CHANNEL];

const chance = (most: number) => fc.integer({ min: 0, max: 100 * most }).map((n) => n / 100);
const faults = fc.record({
  lost: chance(0.4),
  doubled: chance(0.4),
  late: chance(0.4),
  latestMs: fc.integer({ min: 50, max: 3_000 }),
  failing: chance(0.3),
  waiting: chance(0.2),
  partSize: fc.integer({ min: 1, max: 8 }),
  tooLong: fc.integer({ min: 2, max: 40 }),
});

const chat = fc.constantFrom(...CHATS);
const talk = fc.record({
  type: fc.constantFrom('say' as const, 'say' as const, 'say' as const, 'edit', 'remove', 'stir'),
  chat,
  times: fc.integer({ min: 1, max: 6 }),
});
const pause = fc.record({ type: fc.constant('pause'), ms: fc.integer({ min: 1, max: 3_000 }) });
const step = fc.oneof(
  { weight: 10, arbitrary: talk },
  { weight: 6, arbitrary: pause },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constantFrom('offline', 'online', 'too-long', 'restart') }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('restart'), steps: fc.integer({ min: 0, max: 40 }) }),
  },
);
interface Step {
  readonly type: string;
  readonly chat?: PeerId;
  readonly times?: number;
  readonly ms?: number;
  /** Of a restart: so many steps of the database later the new process dies. */
  readonly steps?: number;
}

/** Lives through a script, in several lives when it says so. */
async function live(stage: InboxStage, steps: readonly Step[]): Promise<void> {
  const { telegram } = stage;
  let mortal = mortalDatabase(stage.database, IMMORTAL);
  const restart = async (lastStep: number) => {
    await stage.stop();
    mortal = mortalDatabase(stage.database, lastStep);
    await stage.start({ database: mortal });
  };
  for (const { type, chat: peer = PERSON, times = 1, ms = 0, steps: left = IMMORTAL } of steps) {
    if (type === 'pause') await stage.pass(ms);
    else if (type === 'offline' || type === 'online') telegram.turn(type);
    else if (type === 'too-long') telegram.push({ kind: 'too-long', reason: 'the script' });
    else if (type === 'restart') await restart(left);
    else for (let time = 0; time < times; time++) happen(stage, type, peer, time);
    if (mortal.dead) await restart(IMMORTAL);
  }
  await restart(IMMORTAL);
}

function happen({ telegram }: InboxStage, type: string, peer: PeerId, time: number): void {
  if (type === 'say') telegram.say(peer, { own: time === 2 });
  else if (type === 'edit') telegram.edit(peer);
  else if (type === 'remove') telegram.remove(peer);
  else telegram.stir(peer);
}

const keyOf = ({ sequence, pts, incoming }: ModelEvent) =>
  incoming && heardUpdate(sequence, pts, incoming).key;

describeFastestDatabase('whatever the line, Telegram and the process do', (open) => {
  test('every event is in the inbox once, in order per chat, and hearing ends where the world does', async () => {
    const database = await open();
    const property = fc.asyncProperty(
      fc.integer(),
      faults,
      fc.array(step, { minLength: 20, maxLength: 60 }),
      async (seed, wrong, steps) => {
        const { schema } = database;
        await database.query(
          `truncate ${schema}.inbox, ${schema}.inbox_work, ${schema}.update_state, ${schema}.channel_state,
             ${schema}.chats, ${schema}.activity`,
        );
        const stage = new InboxStage(database, seed);
        for (const peer of CHATS) stage.telegram.say(peer);
        await stage.start();
        await stage.pass(5_000);
        const before = new Set(stage.telegram.events);
        stage.telegram.faults = wrong;
        await live(stage, steps);
        stage.telegram.faults = { ...NO_FAULTS, tooLong: wrong.tooLong, partSize: wrong.partSize };
        // What was lost last is noticed by the next word.
        for (const peer of CHATS) stage.telegram.say(peer);
        await stage.pass(120_000);
        expect(stage.inbox.state).toMatchObject({ catchingUp: [], pending: 0 });
        await stage.stop();
        await judge(stage, before);
      },
    );
    await fc.assert(property, { seed: 7, numRuns: RUNS, endOnFailure: true });
  }, 120_000);
});

async function judge(stage: InboxStage, before: ReadonlySet<ModelEvent>): Promise<void> {
  const { telegram } = stage;
  const happened = telegram.events.filter((event) => event.incoming && !before.has(event));
  const rows = await stage.rows();
  const keys = new Set(rows.map(({ key }) => key));
  const owed = happened.filter(
    ({ incoming, swallowed }) => incoming?.kind === 'message' || !swallowed,
  );
  expect(owed.map(keyOf).filter((key) => key === undefined || !keys.has(key))).toEqual([]);
  const known = new Set(happened.map(keyOf));
  expect(rows.filter(({ key }) => !known.has(key))).toEqual([]);
  for (const peer of CHATS) {
    const ids = rows.flatMap((row) =>
      row.kind === 'message' && row.peer_id === peer ? [row.message_id ?? 0] : [],
    );
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
  }
  expect(await stage.common()).toMatchObject({ pts: telegram.ptsOf(PERSON), backfill_after: null });
  expect(await stage.channels()).toMatchObject(
    [OTHER_CHANNEL, CHANNEL].map((channel) => ({
      channel_id: channel,
      pts: telegram.ptsOf(channel),
      backfill_to: null,
      behind: false,
    })),
  );
}
