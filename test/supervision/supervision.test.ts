import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTelegramMessenger } from '../../src/adapters/telegram/messenger.js';
import { MemoryPeerStore } from '../../src/adapters/telegram/peers/memory-peer-store.js';
import type { ConnectionState, Delivery, Messenger } from '../../src/core/messenger.js';
import type { PeerId } from '../../src/core/peer.js';
import { pushedMessages } from '../support/pushed-messages.js';
import { type SandboxAccount, sandboxAccount } from '../support/sandbox-account.js';
import { silentLogger } from '../support/silent-logger.js';
import { until } from '../support/telegram-account.js';
import { FastClock } from './fast-clock.js';
import { type LineMode, openUnsteadyLine, type UnsteadyLine } from './unsteady-line.js';

const never = new AbortController().signal;
const SECOND = 1_000;
/** Room for a busy machine, in the fast clock's time. */
const SLACK_MS = 4_000;

/** A messenger with the default timings, on a clock that runs faster, at a sandbox behind a line. */
interface Scene {
  readonly account: SandboxAccount;
  readonly line: UnsteadyLine;
  readonly clock: FastClock;
  readonly messenger: Messenger;
  readonly group: PeerId;
  readonly states: readonly { readonly state: ConnectionState; readonly at: number }[];
}

type Undo = () => Promise<void>;

async function openScene(undo: Undo[]): Promise<Scene> {
  const account = await sandboxAccount();
  undo.push(() => account.dispose());
  const line = await openUnsteadyLine(account.sandbox.ready.mtproto);
  undo.push(() => line.close());
  const { settings, session } = account;
  const clock = new FastClock();
  const messenger = createTelegramMessenger({
    account: { ...settings, dataCentre: { ...account.sandbox.ready.mtproto, port: line.port } },
    session,
    peers: new MemoryPeerStore(),
    clock,
    logger: silentLogger,
  });
  undo.push(() => messenger.disconnect());
  const states: { state: ConnectionState; at: number }[] = [];
  messenger.onConnection((state) => states.push({ state, at: clock.now() }));
  await messenger.connect(never);
  const group = account.chat('Group').id;
  // Learns who the group is, while everything is well.
  await messenger.deliver(textTo(group, 'all is well', 1n), never);
  return { account, line, clock, messenger, group, states };
}

const textTo = (peer: PeerId, text: string, randomId: bigint): Delivery => ({
  peer,
  content: { kind: 'text', text },
  randomIds: [randomId],
});

/** It sends, and what it sends is there once. */
async function works({ messenger, account, group }: Scene): Promise<void> {
  await until(() => messenger.connection === 'online', 'online again');
  const delivery = textTo(group, 'works', 7n);
  let outcome = await messenger.deliver(delivery, never);
  // A line that broke meanwhile has a successor.
  if (outcome.status !== 'sent') outcome = await messenger.deliver(delivery, never);
  expect(outcome.status).toBe('sent');
  expect(account.arrived(group).filter(({ text }) => text === 'works')).toHaveLength(1);
}

async function noticed({ states, clock }: Scene, since: number): Promise<number> {
  await until(() => states.some(({ state, at }) => state === 'offline' && at >= since), 'offline');
  return (states.find(({ state }) => state === 'offline')?.at ?? clock.now()) - since;
}

/** Nothing is said on a line that stops answering; it is noticed, and replaced. */
const quietly = (mode: LineMode) => async (stage: Scene) => {
  const { line, clock, states } = stage;
  const since = clock.now();
  line.mode = mode;
  expect(await noticed(stage, since)).toBeLessThanOrEqual(10 * SECOND);
  line.mode = 'through';
  const mended = clock.now();
  await works(stage);
  expect(clock.now() - mended).toBeLessThan(30 * SECOND);
  expect(states.map(({ state }) => state)).not.toContain('stopped');
};

/** What goes wrong, at how many times the speed, and what must come of it. */
const SCENARIOS: readonly (readonly [string, number, (stage: Scene) => Promise<void>])[] = [
  [
    'a silent line on which nothing is said is noticed within 10 s, and replaced within 30 s',
    3,
    quietly('silent'),
  ],
  [
    'a half-open line on which nothing is said is noticed within 10 s, and replaced within 30 s',
    3,
    quietly('half-open'),
  ],
  [
    'a call on a half-open line is in doubt within 10 s; repeated, it arrives once',
    3,
    async (stage) => {
      const { account, clock, messenger, group } = stage;
      account.sandbox.faults.add({
        method: 'messages.sendMessage',
        effect: { kind: 'half-open' },
        times: 1,
      });
      const since = clock.now();
      const outcome = await messenger.deliver(textTo(group, 'works', 7n), never);
      expect(outcome).toMatchObject({ status: 'unknown', code: 'DISCONNECTED' });
      expect(clock.now() - since).toBeLessThanOrEqual(10 * SECOND);
      await works(stage);
      expect(clock.now() - since).toBeLessThan(30 * SECOND);
    },
  ],
  [
    'a server that forgot the key is a clear stop within 30 s',
    3,
    async (stage) => {
      const { account, clock, messenger, group } = stage;
      account.sandbox.faults.add({
        method: 'messages.sendMessage',
        effect: { kind: 'forget-key' },
        times: 1,
      });
      const since = clock.now();
      await messenger.deliver(textTo(group, 'x', 2n), never);
      await until(() => messenger.connection === 'stopped', 'stopped');
      expect(clock.now() - since).toBeLessThan(30 * SECOND);
      const ended = { status: 'halt', health: 'logged-out', code: 'KEY_FORGOTTEN' };
      expect(messenger.ended).toMatchObject({ ...ended, reason: expect.stringMatching(/Log in/) });
      await expect(messenger.connect(never)).rejects.toMatchObject({ code: 'ACCOUNT_LOGGED_OUT' });
    },
  ],
  [
    'a server that takes every connection and drops it is tried with growing pauses, and found again',
    15,
    async (stage) => {
      const { line, clock, messenger } = stage;
      const before = line.taken;
      const since = clock.now();
      line.mode = 'cuts';
      expect(await noticed(stage, since)).toBeLessThanOrEqual(10 * SECOND);
      await clock.sleepUntil(since + 100 * SECOND);
      expect(messenger.connection).toBe('offline');
      // At 0, 0.5, 1.5, 3.5, 7.5, 15.5, 31.5 s, and every 20 s after that, up to a fifth sooner.
      expect(line.taken - before).toBeGreaterThanOrEqual(7);
      expect(line.taken - before).toBeLessThanOrEqual(13);
      line.mode = 'through';
      const mended = clock.now();
      await works(stage);
      expect(clock.now() - mended).toBeLessThan(30 * SECOND);
    },
  ],
  [
    'a server that lets it in and then drops it, again and again, is no hot loop either',
    15,
    async (stage) => {
      const { line, clock, messenger, states } = stage;
      const before = line.taken;
      const since = clock.now();
      const stop = messenger.onConnection((state) => {
        if (state === 'online') line.cut();
      });
      line.cut();
      await clock.sleepUntil(since + 100 * SECOND);
      expect(states.filter(({ state }) => state === 'online').length).toBeGreaterThan(5);
      expect(line.taken - before).toBeLessThanOrEqual(14);
      stop();
      const mended = clock.now();
      await works(stage);
      expect(clock.now() - mended).toBeLessThan(30 * SECOND);
    },
  ],
  [
    'an error in a container fails its own call alone: what stands behind it is heard',
    3,
    async (stage) => {
      const { account, clock, messenger, group, states } = stage;
      const heard: string[] = [];
      messenger.updates.onPush((push) => {
        for (const { text } of pushedMessages(push)) heard.push(text);
      });
      account.sandbox.faults.add({
        method: 'messages.sendMessage',
        effect: { kind: 'error-in-container', code: 420, text: 'SLOWMODE_WAIT_9' },
        times: 1,
      });
      const since = clock.now();
      const sending = messenger.deliver(textTo(group, 'x', 2n), never);
      const { faults } = account.sandbox;
      await until(() => faults.list().some(({ struck }) => struck > 0), 'the call struck');
      const speaker = account.person('Anna');
      account.say(speaker, group, 'behind the error');
      expect(await sending).toMatchObject({ status: 'wait', code: 'SLOWMODE_WAIT_9' });
      await until(() => heard.includes('behind the error'), 'the update behind it');
      account.say(speaker, group, 'and after it');
      await until(() => heard.includes('and after it'), 'the next update');
      expect(clock.now() - since).toBeLessThan(30 * SECOND);
      expect(states.map(({ state }) => state)).toEqual(['connecting', 'online']);
      await works(stage);
    },
  ],
  [
    'one call that is never answered ends by its deadline; the others go on',
    3,
    async (stage) => {
      const { account, clock, messenger, states } = stage;
      const method = 'contacts.resolveUsername';
      account.sandbox.faults.add({ method, effect: { kind: 'silence' } });
      const since = clock.now();
      const resolving = messenger.resolve({ by: 'username', username: 'nobody_at_all' }, never);
      await works(stage);
      expect(clock.now() - since).toBeLessThan(15 * SECOND);
      expect(await resolving).toMatchObject({ status: 'wait', code: 'DEADLINE' });
      expect(clock.now() - since).toBeLessThan(15 * SECOND + SLACK_MS);
      expect(states.map(({ state }) => state)).toEqual(['connecting', 'online']);
    },
  ],
];

describe('supervision, with the default timings', () => {
  const undo: Undo[] = [];
  const running = new Map<string, Promise<void>>();

  // All at once: they mostly wait.
  beforeAll(async () => {
    const opened = SCENARIOS.map(async ([name, speed, run]) => {
      return { name, speed, run, stage: await openScene(undo) };
    });
    for (const { name, speed, run, stage } of await Promise.all(opened)) {
      stage.clock.speedUp(speed);
      const story = run(stage);
      // Its own test tells.
      story.catch(() => undefined);
      running.set(name, story);
    }
  }, 60_000);

  afterAll(async () => {
    for (let next = undo.pop(); next; next = undo.pop()) await next();
  });

  test.each(SCENARIOS.map(([name]) => name))('%s', (name) => running.get(name));
});
