import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import {
  type SandboxAccount,
  sandboxAccount,
  sandboxLogin,
} from '../../../test/support/sandbox-account.js';
import { silentLogger } from '../../../test/support/silent-logger.js';
import { IMPATIENT, PATIENT, until } from '../../../test/support/telegram-account.js';
import type { ConnectionState, Delivery, Messenger } from '../../core/messenger.js';
import type { PeerStore } from '../../core/peers.js';
import { systemClock } from '../../lib/system-clock.js';
import type { CallEffect } from '../../sandbox/faults/fault.js';
import type { Rules } from '../../sandbox/world/rules.js';
import { createTelegramMessenger } from './messenger.js';
import { MemoryPeerStore } from './peers/memory-peer-store.js';
import { parseSessionString, sessionString } from './session/session-string.js';

const never = new AbortController().signal;

describe('the real GramJS at a Telegram in a box', () => {
  const undo: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (let next = undo.pop(); next; next = undo.pop()) await next();
  });

  async function account(rules: Partial<Rules> = {}): Promise<SandboxAccount> {
    const made = await sandboxAccount(rules);
    undo.push(() => made.dispose());
    return made;
  }

  function messengerFor(
    { settings, session }: SandboxAccount,
    peers: PeerStore = new MemoryPeerStore(),
    timings: object = {},
  ): Messenger {
    const messenger = createTelegramMessenger({
      account: settings,
      session,
      peers,
      clock: systemClock,
      logger: silentLogger,
      timings: { ...IMPATIENT, ...timings },
    });
    undo.push(() => messenger.disconnect());
    return messenger;
  }

  const textTo = (peer: number, text: string, randomId: bigint, topicId?: number): Delivery => ({
    peer,
    content: { kind: 'text', text },
    randomIds: [randomId],
    ...(topicId === undefined ? {} : { topicId }),
  });

  const strikeOnce = ({ sandbox }: SandboxAccount, method: string, effect: CallEffect) =>
    sandbox.faults.add({ method, effect, times: 1 });

  test('logs in with a two-step verification password, the wrong one first', async () => {
    const tries: (string | undefined)[] = [];
    const made = await sandboxLogin('Umut', {
      password: async ({ problem }) => {
        tries.push(problem);
        return tries.length === 1 ? 'yanlış' : 'çok gizli';
      },
    });
    undo.push(() => made.dispose());
    expect(tries).toEqual([undefined, expect.stringContaining('not the password')]);
    const messenger = messengerFor(made);
    await messenger.connect(never);
    expect(messenger.self.id).toBe(made.selfId);
  });

  test('a session that went through a session string is as good as new', async () => {
    const made = await account();
    const session = parseSessionString(sessionString(made.session));
    const messenger = messengerFor({ ...made, session });
    await messenger.connect(never);
    expect(messenger.self.id).toBe(made.selfId);
  });

  test.each(['error', 'original'] as const)(
    'after a crash between effect and answer the message is found again (%s)',
    async (duplicates) => {
      const made = await account({ duplicates });
      const { id } = made.chat('Forum');
      const delivery = textTo(id, 'once', -5n, made.topic(id, 'Open'));
      const first = messengerFor(made, new MemoryPeerStore(), { callDeadlineMs: 1_200 });
      await first.connect(never);
      await first.deliver(textTo(id, 'before it', 4n), never);
      strikeOnce(made, 'messages.sendMessage', { kind: 'answer-lost' });
      expect(await first.deliver(delivery, never)).toMatchObject({ status: 'unknown' });
      await first.disconnect();

      const second = messengerFor(made);
      await second.connect(never);
      const outcome = await second.deliver(delivery, never);
      const message = made.arrived(id).find(({ text }) => text === 'once');
      expect(made.arrived(id).filter(({ text }) => text === 'once')).toHaveLength(1);
      expect(outcome).toEqual({
        status: 'sent',
        messageIds: [message?.id],
        sentAt: message?.at,
        duplicate: true,
      });
    },
  );

  test('a duplicate whose message cannot be found is sent all the same, without an id', async () => {
    const made = await account({ duplicates: 'error' });
    const { id } = made.chat('Group');
    const first = messengerFor(made);
    await first.connect(never);
    await first.deliver(textTo(id, 'once', 6n), never);
    const second = messengerFor(made);
    await second.connect(never);
    const other = { ...textTo(id, 'a text that is not there', 6n) };
    expect(await second.deliver(other, never)).toMatchObject({
      status: 'sent',
      messageIds: [],
      duplicate: true,
    });
  });

  test('a call that is lost with its line is answered unknown at once, not at its deadline', async () => {
    const made = await account();
    const { id } = made.chat('Group');
    const messenger = messengerFor(made, new MemoryPeerStore(), { callDeadlineMs: 15_000 });
    await messenger.connect(never);
    strikeOnce(made, 'messages.sendMessage', { kind: 'answer-lost', cut: true });
    const began = Date.now();
    expect(await messenger.deliver(textTo(id, 'x', 7n), never)).toEqual({
      status: 'unknown',
      code: 'DISCONNECTED',
    });
    expect(Date.now() - began).toBeLessThan(5_000);
    expect(await messenger.deliver(textTo(id, 'x', 7n), never)).toMatchObject({ status: 'sent' });
    expect(made.arrived(id)).toHaveLength(1);
  });

  test('while there is no line, a delivery waits: it certainly had no effect', async () => {
    const made = await account();
    const messenger = messengerFor(made, new MemoryPeerStore(), { callDeadlineMs: 400 });
    await messenger.connect(never);
    const { id } = made.chat('Group');
    expect(await messenger.deliver(textTo(id, 'x', 1n), never)).toMatchObject({ status: 'sent' });
    await made.sandbox.stop();
    await until(() => messenger.connection === 'offline', 'offline');
    expect(await messenger.deliver(textTo(id, 'y', 2n), never)).toMatchObject({
      status: 'wait',
      scope: 'account',
      code: 'DISCONNECTED',
    });
  });

  test('new salts and a new server session are taken in stride', async () => {
    const made = await account();
    const { id } = made.chat('Group');
    const messenger = messengerFor(made);
    await messenger.connect(never);
    strikeOnce(made, 'messages.sendMessage', { kind: 'rotate-salts' });
    expect((await messenger.deliver(textTo(id, 'one', 1n), never)).status).toBe('sent');
    expect((await messenger.deliver(textTo(id, 'two', 2n), never)).status).toBe('sent');
    expect(made.arrived(id).map(({ text }) => text)).toEqual(['one', 'two']);
  });

  test('a key that is forgotten in the middle of a send ends the session', async () => {
    const made = await account();
    const messenger = messengerFor(made);
    await messenger.connect(never);
    strikeOnce(made, 'messages.sendMessage', { kind: 'forget-key' });
    const { id } = made.chat('Group');
    await messenger.deliver(textTo(id, 'x', 1n), never);
    await until(() => messenger.connection === 'stopped', 'stopped');
    expect(await messenger.deliver(textTo(id, 'x', 1n), never)).toMatchObject({
      status: 'halt',
      health: 'logged-out',
    });
  });

  test('an ended session is noticed on the first call, and nothing is tried any more', async () => {
    const made = await account();
    const messenger = messengerFor(made);
    const states: ConnectionState[] = [];
    messenger.onConnection((state) => states.push(state));
    await messenger.connect(never);
    made.sandbox.endSessions(made.selfId);
    const { id } = made.chat('Group');
    const outcome = await messenger.deliver(textTo(id, 'x', 1n), never);
    expect(outcome).toMatchObject({ status: 'halt', health: 'logged-out' });
    expect(states).toEqual(['connecting', 'online', 'stopped']);
    expect(await messenger.deliver(textTo(id, 'x', 1n), never)).toEqual(outcome);
  });

  test('a file that is not there is refused before anything is sent', async () => {
    const made = await account();
    const messenger = messengerFor(made);
    await messenger.connect(never);
    const content = { kind: 'media', media: 'document', path: '/nonexistent', text: '' } as const;
    const delivery = { peer: made.chat('Group').id, content, randomIds: [1n] };
    expect(await messenger.deliver(delivery, never)).toMatchObject({
      status: 'refused',
      scope: 'intent',
      code: 'FILE_UNREADABLE',
    });
  });

  test('a document of several parts arrives; an upload that breaks had no effect', async () => {
    const made = await account();
    const messenger = messengerFor(made, undefined, PATIENT);
    await messenger.connect(never);
    const folder = await mkdtemp(join(tmpdir(), 'postaci-upload-'));
    undo.push(() => rm(folder, { recursive: true }));
    const path = join(folder, 'list.txt');
    await writeFile(path, Buffer.alloc(1_200_000, 'a'));
    const content = { kind: 'media', media: 'document', path, text: 'a list' } as const;
    const delivery = { peer: made.chat('Group').id, content, randomIds: [9n] };
    strikeOnce(made, 'upload.saveFilePart', { kind: 'cut' });
    expect(await messenger.deliver(delivery, never)).toMatchObject({ status: 'wait' });
    expect(made.arrived(delivery.peer)).toEqual([]);
    expect(await messenger.deliver(delivery, never)).toMatchObject({ status: 'sent' });
    expect(made.arrived(delivery.peer)).toMatchObject([{ text: 'a list', randomId: 9n }]);
  });

  test('formatting arrives as it was meant', async () => {
    const made = await account();
    const messenger = messengerFor(made);
    await messenger.connect(never);
    const { id } = made.chat('Group');
    const text = '👋 bold and a link';
    const entities = [
      { type: 'bold', offset: 3, length: 4 },
      { type: 'link', offset: 14, length: 4, url: 'https://example.com/' },
    ] as const;
    const content = { kind: 'text', text, entities } as const;
    await messenger.deliver({ peer: id, content, randomIds: [3n] }, never);
    const said = made.sandbox.world.state.messages.at(-1);
    expect(said?.entities).toMatchObject([
      { _: 'messageEntityBold', offset: 3, length: 4 },
      { _: 'messageEntityTextUrl', offset: 14, length: 4, url: 'https://example.com/' },
    ]);
  });

  test('what was learnt is in the store: the next run asks nobody', async () => {
    const made = await account();
    const store = new MemoryPeerStore();
    const first = messengerFor(made, store);
    await first.connect(never);
    const found = await first.resolve({ by: 'username', username: 'the_group' }, never);
    await first.disconnect();
    const second = messengerFor(made, store);
    await second.connect(never);
    made.sandbox.faults.add({
      method: 'contacts.*',
      effect: { kind: 'error', code: 420, text: 'FLOOD_WAIT_99' },
    });
    expect(await second.resolve({ by: 'username', username: 'the_group' }, never)).toEqual(found);
    const unknown = { by: 'username', username: 'anna' } as const;
    expect(await second.resolve(unknown, never)).toEqual({
      status: 'wait',
      code: 'FLOOD_WAIT_99',
      waitMs: 99_000,
    });
  });
});
