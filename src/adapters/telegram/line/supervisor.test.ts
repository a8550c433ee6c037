import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Api } from 'telegram/tl/index.js';
import { StubWorld } from '../../../../test/mtproto/stub-world.js';
import { testServerKey } from '../../../../test/support/server-key.js';
import { silentLogger } from '../../../../test/support/silent-logger.js';
import { accountAt, IMPATIENT, until } from '../../../../test/support/telegram-account.js';
import type { Clock } from '../../../core/clock.js';
import type { ConnectionState, Messenger } from '../../../core/messenger.js';
import { systemClock } from '../../../lib/system-clock.js';
import { MtprotoServer } from '../../../sandbox/mtproto/server.js';
import { RpcError } from '../../../sandbox/rpc.js';
import { LoginCaller } from '../login/login-caller.js';
import { createTelegramMessenger } from '../messenger.js';
import { MemoryPeerStore } from '../peers/memory-peer-store.js';

const serverKey = testServerKey();
/** A busy machine's delay; far below the deadlines of a client that is not impatient. */
const LENIENCY_MS = 5_000;

const never = new AbortController().signal;

describe('the connection to Telegram', () => {
  let world: StubWorld;
  let server: MtprotoServer;
  let messenger: Messenger;
  let states: ConnectionState[];
  let sleeps: number;

  beforeEach(async () => {
    world = new StubWorld();
    // Easy factors: each test makes a key.
    const easy = { serverKey, clock: systemClock, easyFactors: true };
    server = new MtprotoServer({ invoke: world.invoke, ...easy });
    const { port } = await server.start({ host: '127.0.0.1', port: 0 });
    world.port = port;
    const account = accountAt({
      host: '127.0.0.1',
      port,
      dcId: 2,
      publicKeyPem: serverKey.publicPem,
    });
    const options = { account, clock: systemClock, logger: silentLogger };
    const caller = new LoginCaller({ ...options, signal: never });
    await caller.invoke(new Api.updates.GetState());
    const session = caller.place;
    caller.close();
    const peers = new MemoryPeerStore();
    const clock: Clock = {
      now: systemClock.now,
      sleepUntil: (atMs, signal) => {
        sleeps++;
        return systemClock.sleepUntil(atMs, signal);
      },
    };
    messenger = createTelegramMessenger({ ...options, clock, session, peers, timings: IMPATIENT });
    states = [];
    sleeps = 0;
    messenger.onConnection((state) => states.push(state));
  });

  afterEach(async () => {
    await messenger.disconnect();
    await server.stop();
  });

  test('a cut line is replaced at once, with the same key', async () => {
    await messenger.connect(never);
    const keys = server.keysOf(world.userId).length;
    server.cut(world.userId);
    await until(() => states.includes('offline'), 'the cut noticed');
    await until(() => messenger.connection === 'online', 'online again');
    expect(states).toEqual(['connecting', 'online', 'offline', 'online']);
    expect(server.keysOf(world.userId)).toHaveLength(keys);
  });

  test('a server that falls silent is noticed after the silence and one unanswered ping', async () => {
    await messenger.connect(never);
    const began = Date.now();
    server.silence(true);
    await until(() => states.includes('offline'), 'the silence noticed');
    expect(Date.now() - began).toBeLessThan(
      IMPATIENT.silenceMs + IMPATIENT.pingDeadlineMs + LENIENCY_MS,
    );
    server.silence(false);
    await until(() => messenger.connection === 'online', 'online again');
  });

  test('a quiet line that answers its pings stays up', async () => {
    await messenger.connect(never);
    const before = sleeps;
    await until(() => sleeps >= before + 8, 'several silences and pings');
    expect(states).toEqual(['connecting', 'online']);
  });

  test('a call that is never answered ends by its deadline, and the line is kept', async () => {
    world.answers.set('contacts.resolveUsername', async () => null);
    await messenger.connect(never);
    const began = Date.now();
    const resolution = await messenger.resolve({ by: 'username', username: 'nobody' }, never);
    expect(resolution).toMatchObject({ status: 'wait', code: 'DEADLINE' });
    expect(Date.now() - began).toBeLessThan(IMPATIENT.callDeadlineMs + LENIENCY_MS);
    expect(states).toEqual(['connecting', 'online']);
  });

  test('a server that has forgotten the key for good (-404) ends the account’s session', async () => {
    await messenger.connect(never);
    for (const key of server.keysOf(world.userId)) server.forgetKey(key.id);
    server.cut();
    await until(() => messenger.connection === 'stopped', 'stopped');
    const content = { kind: 'text', text: 'x' } as const;
    const delivery = { peer: world.userId, content, randomIds: [1n] };
    expect(await messenger.deliver(delivery, never)).toMatchObject({
      status: 'halt',
      health: 'logged-out',
      code: 'KEY_FORGOTTEN',
    });
  });

  test('connecting with a forgotten key asks for a new login, and leaves nothing behind', async () => {
    for (const key of server.keysOf(world.userId)) server.forgetKey(key.id);
    await expect(messenger.connect(never)).rejects.toMatchObject({ code: 'ACCOUNT_LOGGED_OUT' });
    expect(messenger.connection).toBe('stopped');
  });

  test('a session that Telegram has ended is found out while nothing is sent', async () => {
    await messenger.connect(never);
    world.answers.set('users.getUsers', async () => {
      throw new RpcError(401, 'SESSION_REVOKED');
    });
    server.cut();
    await until(() => messenger.connection === 'stopped', 'stopped');
  });

  test('an account that has moved to another data centre needs a new login there', async () => {
    world.answers.set('messages.sendMessage', async () => {
      throw new RpcError(303, 'USER_MIGRATE_4');
    });
    await messenger.connect(never);
    const content = { kind: 'text', text: 'x' } as const;
    const delivery = { peer: world.userId, content, randomIds: [1n] };
    expect(await messenger.deliver(delivery, never)).toMatchObject({
      status: 'halt',
      health: 'logged-out',
      reason: expect.stringMatching(/another data centre.*postaci login/),
    });
    await until(() => messenger.connection === 'stopped', 'stopped');
    world.answers.set('users.getUsers', async () => {
      throw new RpcError(303, 'NETWORK_MIGRATE_1');
    });
    await expect(messenger.connect(never)).rejects.toMatchObject({ code: 'ACCOUNT_LOGGED_OUT' });
  });

  test('a flood wait while connecting is waited for, or told when it is too long', async () => {
    world.answers.set('users.getUsers', async () => {
      throw new RpcError(420, 'FLOOD_WAIT_1');
    });
    const connecting = messenger.connect(never);
    await until(() => world.count('users.getUsers') > 0, 'the first attempt');
    world.answers.delete('users.getUsers');
    const first = Date.now();
    await connecting;
    expect(Date.now() - first).toBeGreaterThan(900);
    await messenger.disconnect();
    world.answers.set('users.getUsers', async () => {
      throw new RpcError(420, 'FLOOD_WAIT_600');
    });
    await expect(messenger.connect(never)).rejects.toMatchObject({
      code: 'TELEGRAM_UNREACHABLE',
      problem: expect.stringContaining('FLOOD_WAIT_600'),
    });
  });

  test('nobody there: Telegram is unreachable, told by the deadline', async () => {
    await server.stop();
    const began = Date.now();
    await expect(messenger.connect(never)).rejects.toMatchObject({ code: 'TELEGRAM_UNREACHABLE' });
    expect(Date.now() - began).toBeLessThan(IMPATIENT.openDeadlineMs + LENIENCY_MS);
  });

  test('a server that does not answer the very first call does not hold us up for ever', async () => {
    server.silence(true);
    await expect(messenger.connect(never)).rejects.toMatchObject({ code: 'TELEGRAM_UNREACHABLE' });
    server.silence(false);
    await messenger.connect(never);
    expect(messenger.connection).toBe('online');
  });

  test('calling off while connecting gives the reason, and nothing goes on', async () => {
    server.silence(true);
    const controller = new AbortController();
    const connecting = messenger.connect(controller.signal);
    const reason = new Error('called off');
    setImmediate(() => controller.abort(reason));
    await expect(connecting).rejects.toBe(reason);
    expect(messenger.connection).toBe('stopped');
    server.silence(false);
  });
});
