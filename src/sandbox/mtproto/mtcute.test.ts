import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Long } from '@mtcute/core';
import type { BaseTelegramClient } from '@mtcute/core/client.js';
import { connectMtcute, type MtcuteOptions } from '../../../test/clients/mtcute.js';
import { realClock, StubWorld } from '../../../test/mtproto/stub-world.js';
import { testServerKey } from '../../../test/support/server-key.js';
import { DROP_AND_CUT } from '../rpc.js';
import { MtprotoServer } from './server.js';

const serverKey = testServerKey();

describe('an unmodified mtcute client', () => {
  let world: StubWorld;
  let server: MtprotoServer;
  let client: BaseTelegramClient | undefined;

  /** The first one meets a pq as hard as Telegram's; for the others it is an easy one. */
  let easyFactors = false;
  beforeEach(async () => {
    world = new StubWorld();
    server = new MtprotoServer({ invoke: world.invoke, serverKey, clock: realClock, easyFactors });
    easyFactors = true;
    world.port = (await server.start({ host: '127.0.0.1', port: 0 })).port;
  });

  afterEach(async () => {
    await client?.destroy();
    await server.stop();
  });

  async function connect(options: Partial<MtcuteOptions> = {}): Promise<BaseTelegramClient> {
    client = await connectMtcute({
      host: '127.0.0.1',
      port: world.port,
      dcId: 2,
      publicKeyPem: serverKey.publicPem,
      ...options,
    });
    return client;
  }

  test.each(['intermediate', 'padded', 'obfuscated'] as const)(
    'exchanges keys and gets answers over the %s transport',
    async (transport) => {
      const mtcute = await connect({ transport });
      const [self] = await mtcute.call({ _: 'users.getUsers', id: [{ _: 'inputUserSelf' }] });
      expect(self).toMatchObject({ _: 'user', firstName: 'Ayşe' });
    },
  );

  const sendMessage = (mtcute: BaseTelegramClient) =>
    mtcute.call({
      _: 'messages.sendMessage',
      peer: { _: 'inputPeerSelf' },
      message: 'merhaba '.repeat(100),
      randomId: Long.fromNumber(7),
    });

  test('sends a packed call in its own layer, and the world reads it in the words of 198', async () => {
    const mtcute = await connect();
    expect(await sendMessage(mtcute)).toMatchObject({ _: 'updateShortSentMessage', id: 5 });
    const sent = world.journal.find(({ call }) => call._ === 'messages.sendMessage');
    expect(sent?.call).toMatchObject({ random_id: 7n, message: 'merhaba '.repeat(100) });
    expect(sent?.context.key.layer).toBe(227);
  });

  test('binds a temporary key and speaks for its account', async () => {
    const mtcute = await connect({ usePfs: true });
    const [self] = await mtcute.call({ _: 'users.getUsers', id: [{ _: 'inputUserSelf' }] });
    expect(self).toMatchObject({ _: 'user' });
    const keys = new Set(world.journal.map(({ context }) => context.key.id));
    expect(keys.size).toBe(1);
    expect(server.keysOf(world.userId).map(({ id }) => id)).toEqual([...keys]);
  });

  test('goes on after its line was cut', async () => {
    const mtcute = await connect();
    await mtcute.call({ _: 'updates.getState' });
    server.cut();
    expect(await mtcute.call({ _: 'updates.getState' })).toMatchObject({ pts: 1 });
  });

  test('asks again when an answer was lost with the line', async () => {
    const mtcute = await connect();
    world.answers.set('messages.sendMessage', async () => {
      world.answers.delete('messages.sendMessage');
      return DROP_AND_CUT;
    });
    expect(await sendMessage(mtcute)).toMatchObject({ _: 'updateShortSentMessage' });
    expect(world.count('messages.sendMessage')).toBe(2);
  });

  test('goes on after the salts were rotated', async () => {
    const mtcute = await connect();
    await mtcute.call({ _: 'updates.getState' });
    server.rotateSalts();
    expect(await mtcute.call({ _: 'updates.getState' })).toMatchObject({ pts: 1 });
  });

  test('exchanges keys anew after its key was forgotten', async () => {
    const mtcute = await connect();
    await mtcute.call({ _: 'updates.getState' });
    const [key] = server.keysOf(world.userId);
    if (key) server.forgetKey(key.id);
    expect(await mtcute.call({ _: 'updates.getState' })).toMatchObject({ pts: 1 });
    expect(server.keysOf(world.userId).map(({ id }) => id)).not.toContain(key?.id);
  });

  test('hears what is pushed', async () => {
    const mtcute = await connect();
    await mtcute.call({ _: 'updates.getState' });
    const heard = new Promise((resolve) => mtcute.onServerUpdate.add(resolve));
    server.push(world.userId, { _: 'updateShort', update: { _: 'updateConfig' } });
    expect(await heard).toMatchObject({ _: 'updateShort', update: { _: 'updateConfig' } });
  });
});
