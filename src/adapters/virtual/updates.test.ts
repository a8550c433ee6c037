import { expect, test } from '@jest/globals';
import { silentLogger } from '../../../test/support/silent-logger.js';
import type { Push, Update } from '../../core/updates.js';
import { seededRandom } from '../../lib/seeded-random.js';
import { VirtualClock } from '../../lib/virtual-clock.js';
import {
  type Fault,
  type PushFault,
  QueuedFaults,
  seededPushFaults,
  seededQuestionFaults,
} from './faults.js';
import { VirtualMessenger } from './messenger.js';
import { VirtualWorld } from './world.js';

const GROUP = -1_000_000_000_001;
const never = new AbortController().signal;

/** A group, and an account that is connected and listens. */
async function stage() {
  const clock = new VirtualClock(Date.UTC(2026, 2, 1, 9));
  const world = new VirtualWorld(clock, {
    self: { id: 777, firstName: 'Ada' },
    chats: [{ id: GROUP, kind: 'supergroup', title: 'Group' }],
  });
  const faults = new QueuedFaults<Fault>();
  const pushFaults = new QueuedFaults<PushFault>();
  const client = async () => {
    const messenger = new VirtualMessenger(clock, world, {
      logger: silentLogger,
      deadlineMs: 5_000,
      faults,
      pushFaults,
    });
    const updates: Update[] = [];
    messenger.updates.onPush((push) => updates.push(...updatesIn(push)));
    await clock.during(messenger.connect(never));
    return { messenger, updates };
  };
  return { clock, world, faults, pushFaults, client };
}

test('a late push comes after the next one, with its own number', async () => {
  const { clock, world, pushFaults, client } = await stage();
  const { updates } = await client();
  pushFaults.add('late');
  world.say(GROUP, 1, 'one');
  await clock.run(clock.now() + 1_000);
  expect(updates).toEqual([]);
  world.say(GROUP, 1, 'two');
  await clock.run(clock.now() + 1_000);
  expect(updates).toMatchObject([
    { pts: 3, incoming: { text: 'two' } },
    { pts: 2, incoming: { text: 'one' } },
  ]);
});

test('what a client sent is no news to it, and is to the account’s other client', async () => {
  const { clock, client } = await stage();
  const own = await client();
  const other = await client();
  const content = { kind: 'text', text: 'own' } as const;
  await clock.during(own.messenger.deliver({ peer: GROUP, content, randomIds: [9n] }, never));
  await clock.run(clock.now() + 1_000);
  const incoming = { kind: 'message', text: 'own', own: true };
  expect(own.updates).toMatchObject([
    { kind: 'message-id', randomId: 9n },
    { pts: 2, incoming },
  ]);
  expect(other.updates).toMatchObject([{ pts: 2, incoming }]);
});

test('an own message whose answer was lost is missing from the sequence', async () => {
  const { clock, world, faults, client } = await stage();
  const { messenger, updates } = await client();
  faults.add({ kind: 'answer-lost' });
  const content = { kind: 'text', text: 'own' } as const;
  await clock.during(messenger.deliver({ peer: GROUP, content, randomIds: [9n] }, never));
  world.say(GROUP, 1, 'after it');
  await clock.run(clock.now() + 1_000);
  expect(updates).toMatchObject([{ pts: 3, count: 1, incoming: { text: 'after it' } }]);
});

test('what is on its way when the line breaks is lost, and what comes after it is not', async () => {
  const { clock, world, client } = await stage();
  const { messenger, updates } = await client();
  world.say(GROUP, 1, 'on its way');
  messenger.breakLine();
  world.say(GROUP, 1, 'nobody is connected');
  await clock.run(clock.now() + 60_000);
  expect(messenger.connection).toBe('online');
  world.say(GROUP, 1, 'online again');
  await clock.run(clock.now() + 60_000);
  expect(updates).toMatchObject([{ pts: 4, incoming: { text: 'online again' } }]);
});

test('a basic group that the account is not in moves nothing of its own', async () => {
  const clock = new VirtualClock(0);
  const chats = [{ id: -4_001, kind: 'group', title: 'Basic', member: false }] as const;
  const world = new VirtualWorld(clock, { self: { id: 777, firstName: 'Ada' }, chats });
  const before = world.log(0).pts;
  world.say(-4_001, 1, 'among themselves');
  expect(world.log(0).pts).toBe(before);
});

test('seeded mishaps are the same for the same seed, as often as they should be', () => {
  const rates = { lost: 0.1, twice: 0.1, late: 0.1, 'too-long': 0.1 };
  const drawn = (seed: number) => {
    const plan = seededPushFaults(seededRandom(seed), rates);
    return Array.from({ length: 2_000 }, () => plan.next());
  };
  expect(drawn(1)).toEqual(drawn(1));
  expect(drawn(1)).not.toEqual(drawn(2));
  for (const kind of ['lost', 'twice', 'late', 'too-long'] as const) {
    const times = drawn(1).filter((fault) => fault === kind).length;
    expect(times).toBeGreaterThan(140);
    expect(times).toBeLessThan(260);
  }
  const plan = seededQuestionFaults(seededRandom(1), { 'flood-wait': 0.5, silence: 0.5 });
  const questions = Array.from({ length: 100 }, () => plan.next());
  expect(new Set(questions.map((fault) => fault?.kind))).toEqual(new Set(['error', 'silence']));
});

function updatesIn(push: Push): readonly Update[] {
  return push.kind === 'updates' ? push.updates : [];
}
