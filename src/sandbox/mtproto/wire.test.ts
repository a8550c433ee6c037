import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { initialized, SandboxServer } from '../../../test/mtproto/sandbox-server.js';
import { DROP_AND_CUT, type KeyRecord, type TlObject } from '../rpc.js';
import type { KeyStore } from './session/key-ring.js';

const getState: TlObject = { _: 'updates.getState' };
const tooLong: TlObject = { _: 'updatesTooLong' };
const userId = 777;

describe('what the world asks of the wire', () => {
  let sandbox: SandboxServer;

  beforeEach(async () => {
    sandbox = await SandboxServer.start();
  });

  afterEach(async () => {
    await sandbox.stop();
    expect(sandbox.faults).toEqual([]);
  });

  describe('a push', () => {
    test('reaches every session of the user but the excepted one', async () => {
      const first = await sandbox.connectReady();
      const second = await sandbox.connectReady();
      sandbox.server.push(userId, tooLong, first.sessionId);
      await second.expect('updatesTooLong');
      await first.call(getState);
      expect(first.find('updatesTooLong')).toBeUndefined();
    });

    test('does not reach another user, nor a session that only calls without updates', async () => {
      const client = await sandbox.connectWithKey();
      const quiet = { _: 'invokeWithoutUpdates', query: initialized({ _: 'help.getConfig' }) };
      await client.call(quiet);
      sandbox.server.push(userId, tooLong);
      await client.call({ _: 'invokeWithoutUpdates', query: getState });
      expect(client.find('updatesTooLong')).toBeUndefined();
      await client.call(getState);
      sandbox.server.push(1, tooLong);
      await client.call(getState);
      expect(client.find('updatesTooLong')).toBeUndefined();
      sandbox.server.push(userId, tooLong);
      await client.expect('updatesTooLong');
    });

    test('during a call goes out before its answer, in one container', async () => {
      const client = await sandbox.connectReady();
      sandbox.world.answers.set('updates.getState', async () => {
        sandbox.server.push(userId, tooLong);
        return { _: 'updates.state' };
      });
      await client.call(getState);
      const { message } = await client.expect('updatesTooLong');
      const answer = client.received.at(-1);
      expect(answer?.containerId).toBe(message.containerId);
      expect(answer && answer.messageId > message.messageId).toBe(true);
    });

    test('with a field that does not fit throws at the world, naming the field', () => {
      const update = { _: 'updateShort', update: { _: 'updateUserName', user_id: 5 } };
      return sandbox.connectReady().then(() => {
        expect(() => sandbox.server.push(userId, update)).toThrow('updateUserName.user_id');
      });
    });

    test('waits for a session that comes back, and is not kept for ever', async () => {
      const client = await sandbox.connectReady();
      client.close();
      await sandbox.lineLost(client);
      sandbox.server.push(userId, tooLong);
      const again = await sandbox.reconnect(client);
      again.send(getState);
      await again.expect('updatesTooLong');
      again.close();
      await sandbox.lineLost(again);
      for (let count = 0; count < 200; count++) sandbox.server.push(userId, tooLong);
      const late = await sandbox.reconnect(again);
      late.send(getState);
      await late.expect('new_session_created');
      await late.call(getState);
      expect(late.find('updatesTooLong')).toBeUndefined();
    });
  });

  test('a forgotten key is answered -404', async () => {
    const client = await sandbox.connectReady();
    const [record] = sandbox.server.keysOf(userId);
    expect(record?.id).toBe(client.key.id);
    sandbox.server.forgetKey(client.key.id);
    expect(sandbox.server.keysOf(userId)).toEqual([]);
    client.send(getState);
    expect(await client.until(() => client.transportErrors[0])).toBe(-404);
  });

  test('cut breaks one user’s connections, or all', async () => {
    const client = await sandbox.connectReady();
    const stranger = await sandbox.connect();
    sandbox.server.cut(userId);
    await client.until(() => client.closed || undefined);
    expect(stranger.closed).toBe(false);
    sandbox.server.cut();
    await stranger.until(() => stranger.closed || undefined);
  });

  test('a silent server reads, carries out nothing, answers nothing, and then goes on', async () => {
    const client = await sandbox.connectReady();
    const loud = await sandbox.connectReady();
    const before = sandbox.world.journal.length;
    sandbox.server.silence(true, userId);
    client.send(getState);
    sandbox.server.push(userId, tooLong);
    await sandbox.allRead(client);
    expect(sandbox.world.journal.length).toBe(before);
    sandbox.server.silence(false, userId);
    await client.call(getState);
    expect(client.find('updatesTooLong')).toBeUndefined();
    await loud.call(getState);
  });

  describe('faults of a call', () => {
    test('one that is never answered leaves the others alone', async () => {
      const client = await sandbox.connectReady();
      sandbox.world.answers.set('updates.getDifference', async () => null);
      const lost = client.send({ _: 'updates.getDifference' });
      await client.call(getState);
      expect(client.results(lost)).toEqual([]);
    });

    test('an answer lost after its effect breaks the line, and a repetition is carried out again', async () => {
      const client = await sandbox.connectReady();
      sandbox.world.answers.set('messages.sendMessage', async () => DROP_AND_CUT);
      const call = client.message({ _: 'messages.sendMessage', peer: { _: 'inputPeerSelf' } });
      client.sendMessage(call);
      await client.until(() => client.closed || undefined);
      expect(sandbox.world.count('messages.sendMessage')).toBe(1);
      expect(client.results(call.messageId)).toEqual([]);
      sandbox.world.answers.delete('messages.sendMessage');
      const again = await sandbox.reconnect(client);
      again.sendMessage(call);
      await again.resultOf(call.messageId);
      expect(sandbox.world.count('messages.sendMessage')).toBe(2);
    });
  });
});

describe('a key store', () => {
  class MemoryStore implements KeyStore {
    readonly records = new Map<bigint, KeyRecord>();
    load = async () => [...this.records.values()];
    save = async (record: KeyRecord) => {
      this.records.set(record.id, { ...record });
    };
    remove = async (keyId: bigint) => {
      this.records.delete(keyId);
    };
  }

  test('lets a client go on after the server was started anew, with its layer and account', async () => {
    const keyStore = new MemoryStore();
    const before = await SandboxServer.start({ keyStore });
    const client = await before.connectReady();
    await before.stop();
    expect(keyStore.records.get(client.key.id)).toMatchObject({ layer: 198, userId });
    const after = await SandboxServer.start({ keyStore });
    try {
      const again = await after.reconnect(client);
      again.send(getState);
      const { object } = await again.expect('bad_server_salt');
      again.salt = typeof object.new_server_salt === 'bigint' ? object.new_server_salt : 0n;
      expect(await again.call(getState)).toMatchObject({ _: 'updates.state' });
      after.server.forgetKey(client.key.id);
      expect(keyStore.records.size).toBe(0);
    } finally {
      await after.stop();
    }
  });
});
