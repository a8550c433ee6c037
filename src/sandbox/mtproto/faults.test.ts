import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { RawClient } from '../../../test/mtproto/raw-client.js';
import { SandboxServer } from '../../../test/mtproto/sandbox-server.js';
import { AnsweredTwice, RpcError, type TlObject } from '../rpc.js';
import { rpcResultId } from './codec/constructor-ids.js';
import { UNDECODABLE } from './push.js';

const getState: TlObject = { _: 'updates.getState' };
const nearestDc: TlObject = { _: 'help.getNearestDc' };
/** Whose keys the stub world's callers hold. */
const userId = 777;
const updatesTooLong: TlObject = { _: 'updatesTooLong' };

describe('what faults ask of the wire', () => {
  let sandbox: SandboxServer;
  let client: RawClient;

  beforeEach(async () => {
    sandbox = await SandboxServer.start();
    client = await sandbox.connectReady();
  });

  afterEach(async () => {
    await sandbox.stop();
    expect(sandbox.faults).toEqual([]);
  });

  test('an error that goes first stands in front of the updates in their container', async () => {
    sandbox.world.answers.set('help.getNearestDc', () => {
      sandbox.server.push(userId, updatesTooLong);
      sandbox.server.push(userId, updatesTooLong);
      throw new RpcError(500, 'RPC_CALL_FAIL', true);
    });
    client.received.length = 0;
    const id = client.send(nearestDc);
    await client.expect('updatesTooLong');
    const [error, first, second] = client.received;
    expect(error?.body.readUInt32LE(0)).toBe(rpcResultId);
    expect(error?.body.readBigInt64LE(4)).toBe(id);
    expect(error?.containerId).toBeDefined();
    expect([first?.containerId, second?.containerId]).toEqual([
      error?.containerId,
      error?.containerId,
    ]);
  });

  test('an answer that is given twice comes under two message ids', async () => {
    sandbox.world.answers.set('updates.getState', async () => {
      const state = { pts: 1, qts: 0, date: 1, seq: 0, unread_count: 0 };
      return new AnsweredTwice({ _: 'updates.state', ...state });
    });
    const id = client.send(getState);
    await client.until(() => (client.results(id).length > 1 ? true : undefined));
    const answers = client.received.filter(({ body }) => body.readBigInt64LE(4) === id);
    expect(new Set(answers.map(({ messageId }) => messageId)).size).toBe(2);
    expect(sandbox.world.count('updates.getState')).toBe(1);
  });

  test('a frozen line takes what is written, answers nothing, and does not break', async () => {
    const other = await sandbox.connectReady();
    const frozen = sandbox.world.journal[0]?.context.connectionId ?? 0;
    const thaw = sandbox.server.freeze({ connectionId: frozen });
    const id = client.send(getState);
    sandbox.server.push(userId, updatesTooLong);
    await other.expect('updatesTooLong');
    await client.flushed();
    expect(client.results(id)).toEqual([]);
    expect(sandbox.world.count('updates.getState')).toBe(0);
    expect(client.closed).toBe(false);
    const again = await sandbox.reconnect(client);
    // What the frozen line swallowed is still owed.
    await again.call(getState);
    await again.expect('updatesTooLong');
    expect(client.closed).toBe(false);
    thaw();
    expect(await client.until(() => client.closed || undefined)).toBe(true);
    expect(again.closed).toBe(false);
  });

  test('a session that the server has lost is announced anew, and owed nothing', async () => {
    sandbox.server.push(userId, updatesTooLong);
    await client.expect('updatesTooLong');
    const before = (await client.expect('new_session_created')).object.unique_id;
    sandbox.server.renewSessions(userId);
    sandbox.server.push(userId, updatesTooLong);
    client.received.length = 0;
    const again = await sandbox.reconnect(client);
    await again.call(getState);
    const { object } = await again.expect('new_session_created');
    expect(object.unique_id).not.toBe(before);
    expect(again.find('updatesTooLong')).toBeUndefined();
    sandbox.server.push(userId, updatesTooLong);
    await again.expect('updatesTooLong');
  });

  test('an update that no layer knows is an updateShort around it', async () => {
    client.received.length = 0;
    sandbox.server.pushUndecodable(userId);
    const body = await client.until(() => client.received[0]?.body);
    expect(body).toEqual(UNDECODABLE);
    const known = client.codec.encode({
      _: 'updateShort',
      update: { _: 'updateLoginToken' },
      date: 0,
    });
    expect(body.readUInt32LE(0)).toBe(known.readUInt32LE(0));
    expect(() => client.codec.decode(body)).toThrow(/badc0de/);
  });
});
