import { afterEach, describe, expect, test } from '@jest/globals';
import { type SandboxAccount, sandboxAccount } from '../../../test/support/sandbox-account.js';
import { silentLogger } from '../../../test/support/silent-logger.js';
import { IMPATIENT } from '../../../test/support/telegram-account.js';
import type { FloodWaits } from '../../core/flood-waits.js';
import { systemClock } from '../../lib/system-clock.js';
import { createTelegramMessenger } from './messenger.js';
import { MemoryPeerStore } from './peers/memory-peer-store.js';

const never = new AbortController().signal;

/** What was noted, and what is known from before. */
class NotedWaits implements FloodWaits {
  readonly noted: { readonly method: string; readonly code: string }[] = [];
  readonly known = new Map<string, number>();

  until(method: string): number | undefined {
    return this.known.get(method);
  }

  note(method: string, code: string, untilMs: number): void {
    this.noted.push({ method, code });
    this.known.set(method, untilMs);
  }
}

describe('a call that Telegram wants to rest', () => {
  const undo: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (let next = undo.pop(); next; next = undo.pop()) await next();
  });

  async function setUp() {
    const account = await sandboxAccount();
    undo.push(() => account.dispose());
    const floodWaits = new NotedWaits();
    const messenger = () => {
      const made = createTelegramMessenger({
        account: account.settings,
        session: account.session,
        peers: new MemoryPeerStore(),
        clock: systemClock,
        logger: silentLogger,
        timings: IMPATIENT,
        floodWaits,
      });
      undo.push(() => made.disconnect());
      return made;
    };
    return { account, floodWaits, messenger };
  }

  function flood({ sandbox }: SandboxAccount, method: string, seconds: number) {
    const effect = { kind: 'error', code: 420, text: `FLOOD_WAIT_${seconds}` } as const;
    const id = sandbox.faults.add({ method, effect });
    return () => sandbox.faults.list().find((fault) => fault.id === id)?.struck;
  }

  test('is made once; until its end it is answered without a call, with the seconds that are left', async () => {
    const { account, floodWaits, messenger } = await setUp();
    const telegram = messenger();
    await telegram.connect(never);
    const calls = flood(account, 'contacts.resolveUsername', 100);
    for (let tries = 0; tries < 5; tries++) {
      const resolution = await telegram.resolve({ by: 'username', username: 'anna' }, never);
      expect(resolution).toMatchObject({
        status: 'wait',
        code: expect.stringMatching(/^FLOOD_WAIT_(100|99)$/),
      });
    }
    expect(calls()).toBe(1);
    expect(floodWaits.noted).toEqual([
      { method: 'contacts.resolveUsername', code: 'FLOOD_WAIT_100' },
    ]);
    // Other methods go on.
    expect(await telegram.freeze(never)).toEqual({ kind: 'free' });
    floodWaits.known.set('contacts.resolveUsername', systemClock.now() - 1);
    await telegram.resolve({ by: 'username', username: 'anna' }, never);
    expect(calls()).toBe(2);
  });

  test('is one by another process, too, once that knows', async () => {
    const { account, floodWaits, messenger } = await setUp();
    const calls = flood(account, 'contacts.resolveUsername', 100);
    floodWaits.known.set('contacts.resolveUsername', systemClock.now() + 100_000);
    const telegram = messenger();
    await telegram.connect(never);
    await telegram.resolve({ by: 'username', username: 'anna' }, never);
    expect(calls()).toBe(0);
  });

  test.each(['users.getUsers', 'help.getConfig'])(
    'while connecting (%s) is not made again by the next attempt',
    async (method) => {
      const { account, floodWaits, messenger } = await setUp();
      const calls = flood(account, method, 300);
      for (let tries = 0; tries < 3; tries++) {
        await expect(messenger().connect(never)).rejects.toMatchObject({
          code: 'TELEGRAM_UNREACHABLE',
        });
      }
      expect(calls()).toBe(1);
      expect(floodWaits.noted).toEqual([{ method, code: 'FLOOD_WAIT_300' }]);
    },
  );

  test('unless it is a send: the outbox keeps those waits', async () => {
    const { account, floodWaits, messenger } = await setUp();
    const telegram = messenger();
    await telegram.connect(never);
    flood(account, 'messages.sendMessage', 100);
    const content = { kind: 'text', text: 'x' } as const;
    const delivery = { peer: account.chat('Group').id, content, randomIds: [1n] };
    expect(await telegram.deliver(delivery, never)).toMatchObject({
      status: 'wait',
      code: 'FLOOD_WAIT_100',
    });
    expect(floodWaits.noted).toEqual([]);
  });
});
