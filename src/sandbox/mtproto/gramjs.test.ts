import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Api, type TelegramClient } from 'telegram';
import { Raw } from 'telegram/events/index.js';
import { connectGramjs } from '../../../test/clients/gramjs.js';
import { realClock, StubWorld } from '../../../test/mtproto/stub-world.js';
import { testServerKey } from '../../../test/support/server-key.js';
import { DROP_AND_CUT, RpcError } from '../rpc.js';
import { MtprotoServer } from './server.js';

const serverKey = testServerKey();

describe('an unmodified GramJS client', () => {
  let world: StubWorld;
  let server: MtprotoServer;
  let client: TelegramClient;

  /** The first one meets a pq as hard as Telegram's; for the others it is an easy one. */
  let easyFactors = false;
  beforeEach(async () => {
    world = new StubWorld();
    server = new MtprotoServer({ invoke: world.invoke, serverKey, clock: realClock, easyFactors });
    easyFactors = true;
    const { port } = await server.start({ host: '127.0.0.1', port: 0 });
    world.port = port;
    client = await connect();
  });

  function connect(session?: string): Promise<TelegramClient> {
    return connectGramjs({
      host: '127.0.0.1',
      port: world.port,
      dcId: 2,
      publicKeyPem: serverKey.publicPem,
      ...(session === undefined ? {} : { session }),
    });
  }

  afterEach(async () => {
    await client.destroy();
    await server.stop();
  });

  test('exchanges keys and gets its calls answered', async () => {
    const [self] = await client.invoke(new Api.users.GetUsers({ id: [new Api.InputUserSelf()] }));
    expect(self).toBeInstanceOf(Api.User);
    expect(self instanceof Api.User && self.firstName).toBe('Ayşe');
    const state = await client.invoke(new Api.updates.GetState());
    expect(state.pts).toBe(1);
  });

  const getState = (): Promise<Api.updates.State> => client.invoke(new Api.updates.GetState());

  function sendMessage(text: string): Promise<Api.TypeUpdates> {
    return client.invoke(
      new Api.messages.SendMessage({ peer: new Api.InputPeerSelf(), message: text }),
    );
  }

  test('sends many messages at once, chained, and each is carried out once', async () => {
    const texts = Array.from({ length: 20 }, (_, index) => `mesaj ${index}`);
    const answers = await Promise.all(texts.map(sendMessage));
    expect(answers.every((answer) => answer instanceof Api.UpdateShortSentMessage)).toBe(true);
    const sent = world.journal
      .filter(({ call }) => call._ === 'messages.sendMessage')
      .map(({ call }) => call.message);
    expect(sent).toEqual(texts);
  });

  test('sees the code and the text of an error', async () => {
    world.answers.set('messages.sendMessage', async () => {
      throw new RpcError(420, 'FLOOD_WAIT_30');
    });
    await expect(sendMessage('merhaba')).rejects.toMatchObject({ seconds: 30, code: 420 });
  });

  test('hears what is pushed', async () => {
    const heard = new Promise<unknown>((resolve) => client.addEventHandler(resolve, new Raw({})));
    server.push(world.userId, { _: 'updateShort', update: { _: 'updateConfig' } });
    expect(await heard).toBeInstanceOf(Api.UpdateConfig);
  });

  test('goes on after its line was cut', async () => {
    server.cut();
    expect((await getState()).pts).toBe(1);
  });

  test('gets the answer to a call whose first answer was lost with the line', async () => {
    world.answers.set('messages.sendMessage', async () => {
      world.answers.delete('messages.sendMessage');
      return DROP_AND_CUT;
    });
    expect(await sendMessage('bir kez')).toBeInstanceOf(Api.UpdateShortSentMessage);
    expect(world.count('messages.sendMessage')).toBe(2);
  });

  test('goes on after the salts were rotated', async () => {
    server.rotateSalts();
    expect((await getState()).pts).toBe(1);
    expect((await getState()).pts).toBe(1);
  });

  test('comes back with its saved session, without another key exchange', async () => {
    const session = String(client.session.save());
    await client.destroy();
    const [key] = server.keysOf(world.userId);
    client = await connect(session);
    await getState();
    expect(server.keysOf(world.userId)).toEqual([key]);
  });

  test('never gets an answer once its key is forgotten; built anew, it does', async () => {
    for (const key of server.keysOf(world.userId)) server.forgetKey(key.id);
    const lost = getState().then(
      () => 'answered',
      () => 'failed',
    );
    await client.destroy();
    client = await connect();
    expect((await getState()).pts).toBe(1);
    expect(await Promise.race([lost, Promise.resolve('unsettled')])).not.toBe('answered');
  });
});
