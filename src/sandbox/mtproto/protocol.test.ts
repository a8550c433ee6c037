import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { RawClient } from '../../../test/mtproto/raw-client.js';
import { initialized, SandboxServer } from '../../../test/mtproto/sandbox-server.js';
import { RpcError, type TlObject } from '../rpc.js';
import { ByteWriter } from './codec/byte-writer.js';
import { gzipPackedId, messageContainerId } from './codec/constructor-ids.js';
import { longOf } from './codec/fields.js';

const getState: TlObject = { _: 'updates.getState' };
const invalidCall: TlObject = { _: 'messages.getAllDrafts' };

function packed(bytes: Buffer): Buffer {
  const writer = new ByteWriter();
  writer.int(gzipPackedId);
  writer.bytes(gzipSync(bytes));
  return writer.result();
}

describe('the protocol', () => {
  let sandbox: SandboxServer;

  beforeEach(async () => {
    sandbox = await SandboxServer.start();
  });

  afterEach(async () => {
    await sandbox.stop();
    expect(sandbox.faults).toEqual([]);
  });

  describe('salts', () => {
    test('first contact with salt 0 is answered bad_server_salt, and the new salt is good', async () => {
      const client = await sandbox.connectWithKey();
      client.salt = 0n;
      const refused = client.send(initialized(getState));
      const { object } = await client.expect('bad_server_salt');
      expect(object).toMatchObject({ bad_msg_id: refused, error_code: 48 });
      expect(sandbox.world.journal).toEqual([]);
      client.salt = longOf(object, 'new_server_salt');
      expect(await client.call(initialized(getState))).toMatchObject({ _: 'updates.state' });
    });

    test('future salts are many, and each can be told from the next', async () => {
      const client = await sandbox.connectReady();
      const asked = client.send({ _: 'get_future_salts', num: 64 });
      const { object } = await client.expect('future_salts');
      expect(object.req_msg_id).toBe(asked);
      const salts = Array.isArray(object.salts) ? object.salts : [];
      expect(salts).toHaveLength(64);
      expect(new Set(salts.map((row: TlObject) => row.salt)).size).toBe(64);
    });

    test('rotation ends every salt and announces a new session', async () => {
      const client = await sandbox.connectReady();
      const before = (await client.expect('new_session_created')).object;
      client.received.length = 0;
      sandbox.server.rotateSalts();
      client.send(getState);
      const { object } = await client.expect('bad_server_salt');
      client.salt = longOf(object, 'new_server_salt');
      const retried = client.send(getState);
      const after = (await client.expect('new_session_created')).object;
      expect(after.unique_id).not.toBe(before.unique_id);
      expect(after.first_msg_id).toBe(retried);
      await client.resultOf(retried);
    });
  });

  describe('message ids and sequence numbers', () => {
    async function complaintAbout(
      client: RawClient,
      change: { messageId?: bigint; sequenceNumber?: number },
    ): Promise<TlObject> {
      client.sendMessage({ ...client.message(getState), ...change });
      return (await client.expect('bad_msg_notification')).object;
    }

    test.each([
      ['too old', 16, -400],
      ['from the future', 17, 60],
    ])('a message id that is %s is refused with %i', async (_name, code, seconds) => {
      const client = await sandbox.connectReady();
      const messageId = BigInt(Math.floor(Date.now() / 1000) + seconds) << 32n;
      expect(await complaintAbout(client, { messageId })).toMatchObject({
        error_code: code,
        bad_msg_id: messageId,
      });
    });

    test('a message id that four does not divide is refused with 18', async () => {
      const client = await sandbox.connectReady();
      const messageId = client.nextMessageId() + 1n;
      expect(await complaintAbout(client, { messageId })).toMatchObject({ error_code: 18 });
    });

    test('a sequence number that falls is refused with 32, one that is ahead with 33', async () => {
      const client = await sandbox.connectReady();
      const earlier = client.message(getState);
      const later = client.message(getState);
      client.sendMessage(later);
      await client.resultOf(later.messageId);
      client.sendMessage({ ...earlier, sequenceNumber: later.sequenceNumber + 2 });
      expect((await client.expect('bad_msg_notification')).object).toMatchObject({
        error_code: 33,
      });
      client.received.length = 0;
      expect(await complaintAbout(client, { sequenceNumber: 1 })).toMatchObject({ error_code: 32 });
    });

    test('a container whose id was used before is refused with 19', async () => {
      const client = await sandbox.connectReady();
      const ping = client.message({ _: 'ping', ping_id: 1n });
      const id = client.sendContainer([ping]);
      await client.expect('pong');
      const again = client.message({ _: 'ping', ping_id: 2n });
      const writer = new ByteWriter();
      writer.int(messageContainerId);
      writer.int(1);
      writer.long(again.messageId);
      writer.int(again.sequenceNumber);
      writer.int(again.body.length);
      writer.raw(again.body);
      client.sendMessage({ messageId: id, sequenceNumber: 4, body: writer.result() });
      expect((await client.expect('bad_msg_notification')).object).toMatchObject({
        error_code: 19,
      });
    });

    test('a malformed container is refused with 64', async () => {
      const client = await sandbox.connectReady();
      const body = Buffer.alloc(8);
      body.writeUInt32LE(messageContainerId, 0);
      body.writeUInt32LE(3, 4);
      const bad = client.send(body, { content: false });
      expect((await client.expect('bad_msg_notification')).object).toMatchObject({
        error_code: 64,
        bad_msg_id: bad,
      });
    });
  });

  describe('calls', () => {
    test('a call before initConnection is refused, and after it the layer is remembered', async () => {
      const client = await sandbox.connectWithKey();
      expect(await client.call(getState)).toMatchObject({
        error_message: 'CONNECTION_NOT_INITED',
      });
      await client.call(initialized(getState));
      const again = await sandbox.reconnect(client);
      again.sessionId = 99n;
      expect(await again.call(getState)).toMatchObject({ _: 'updates.state' });
    });

    test('the calls of a container are answered in one container, an error among them', async () => {
      const client = await sandbox.connectReady();
      const calls = [getState, invalidCall, getState].map((call) => client.message(call));
      client.sendContainer(calls);
      const answers = await Promise.all(calls.map((call) => client.resultOf(call.messageId)));
      expect(answers.map((bytes) => client.codec.decode(bytes)._)).toEqual([
        'updates.state',
        'rpc_error',
        'updates.state',
      ]);
      const carriers = client.received.filter(({ body }) =>
        calls.some(({ messageId }) => body.readBigInt64LE(4) === messageId),
      );
      expect(new Set(carriers.map(({ containerId }) => containerId)).size).toBe(1);
    });

    test('a packed call is understood, also inside a wrapper, and a long answer comes packed', async () => {
      const client = await sandbox.connectReady();
      const call = client.codec.encode(getState);
      expect(client.codec.decode(await client.resultOf(client.send(packed(call))))._).toBe(
        'updates.state',
      );
      const wrapped = Buffer.concat([Buffer.alloc(4), packed(call)]);
      wrapped.writeUInt32LE(0xbf9459b7, 0);
      expect(client.codec.decode(await client.resultOf(client.send(wrapped)))._).toBe(
        'updates.state',
      );
      const users = Array.from({ length: 200 }, (_, index) => ({ _: 'user', id: BigInt(index) }));
      sandbox.world.answers.set('users.getUsers', async () => users);
      const asked = client.send({ _: 'users.getUsers', id: [] });
      expect(client.codec.decodeResult('users.getUsers', await client.resultOf(asked))).toEqual(
        users,
      );
      const carrier = client.received.find(
        ({ body }) => body.length > 16 && body.readBigInt64LE(4) === asked,
      );
      expect(carrier?.body.readUInt32LE(12)).toBe(gzipPackedId);
    });

    test('a repeated call is answered again and not carried out again', async () => {
      const client = await sandbox.connectReady();
      const call = client.message({ _: 'messages.sendMessage', peer: { _: 'inputPeerSelf' } });
      client.sendMessage(call);
      const first = await client.resultOf(call.messageId);
      client.sendMessage(call);
      const [, second] = await client.until(() => {
        const results = client.results(call.messageId);
        return results.length > 1 ? results : undefined;
      });
      expect(second).toEqual(first);
      expect(sandbox.world.count('messages.sendMessage')).toBe(1);
    });

    test('bytes that are no call are refused, and the next call is served', async () => {
      const client = await sandbox.connectReady();
      const unknown = client.send(Buffer.from('efbeadde', 'hex'));
      expect(client.codec.decode(await client.resultOf(unknown))).toMatchObject({
        error_message: 'INPUT_METHOD_INVALID_deadbeef',
      });
      const cutShort = client.send(
        client.codec.encode({ _: 'users.getUsers', id: [] }).subarray(0, 8),
      );
      expect(client.codec.decode(await client.resultOf(cutShort))).toMatchObject({
        error_message: 'INPUT_FETCH_ERROR',
      });
      expect(await client.call(getState)).toMatchObject({ _: 'updates.state' });
    });

    test('an answer that does not fit the schema is a fault of the world, told by its path', async () => {
      const client = await sandbox.connectReady();
      sandbox.world.answers.set('updates.getState', async () => ({
        _: 'updates.state',
        pts: 'many',
      }));
      expect(await client.call(getState)).toMatchObject({ error_code: 500 });
      expect(String(sandbox.faults.pop())).toContain('updates.getState().updates.state.pts');
    });

    test('invokeAfterMsg waits for the earlier call and fails with it', async () => {
      const client = await sandbox.connectReady();
      let release: () => void = () => {};
      const gate = new Promise<void>((resolve) => {
        release = resolve;
      });
      sandbox.world.answers.set('messages.sendMessage', async () => {
        await gate;
        throw new RpcError(400, 'PEER_ID_INVALID');
      });
      const first = client.send({
        _: 'messages.sendMessage',
        peer: { _: 'inputPeerSelf' },
      });
      const after = client.send({ _: 'invokeAfterMsg', msg_id: first, query: getState });
      await client.call({ _: 'help.getConfig' });
      expect(client.results(after)).toEqual([]);
      release();
      expect(client.codec.decode(await client.resultOf(after))).toMatchObject({
        error_message: 'MSG_WAIT_FAILED',
      });
      const good = client.send(getState);
      const later = client.send({ _: 'invokeAfterMsgs', msg_ids: [good], query: getState });
      expect(client.codec.decode(await client.resultOf(later))._).toBe('updates.state');
    });
  });

  describe('cancelling', () => {
    test('a running call is dropped: its answer never comes', async () => {
      const client = await sandbox.connectReady();
      let release: () => void = () => {};
      sandbox.world.answers.set(
        'updates.getDifference',
        () =>
          new Promise((resolve) => {
            release = () => resolve({ _: 'updates.differenceEmpty' });
          }),
      );
      const running = client.send({ _: 'updates.getDifference' });
      await client.call(getState);
      const drop = await client.call({ _: 'rpc_drop_answer', req_msg_id: running });
      expect(drop._).toBe('rpc_answer_dropped_running');
      release();
      await client.call(getState);
      expect(client.results(running)).toEqual([]);
    });

    test('an answered call and an unknown one are told apart', async () => {
      const client = await sandbox.connectReady();
      const answered = client.send(getState);
      await client.resultOf(answered);
      expect((await client.call({ _: 'rpc_drop_answer', req_msg_id: answered }))._).toBe(
        'rpc_answer_dropped',
      );
      expect((await client.call({ _: 'rpc_drop_answer', req_msg_id: 4n }))._).toBe(
        'rpc_answer_unknown',
      );
    });
  });

  describe('acknowledgements', () => {
    test('a call that takes long is acknowledged before it is answered', async () => {
      const client = await sandbox.connectReady();
      sandbox.world.answers.set('updates.getDifference', async () => null);
      const unanswered = client.send({ _: 'updates.getDifference' });
      const { object } = await client.expect('msgs_ack');
      expect(object.msg_ids).toEqual([unanswered]);
    });

    test('states: received and answered, received and running, unknown, not yet sent', async () => {
      const client = await sandbox.connectReady();
      sandbox.world.answers.set('updates.getDifference', async () => null);
      const running = client.send({ _: 'updates.getDifference' });
      const answered = client.send(getState);
      await client.resultOf(answered);
      const future = answered + (1000n << 32n);
      client.send({ _: 'msgs_state_req', msg_ids: [answered, running, 4n, future] });
      const { object } = await client.expect('msgs_state_info');
      expect([...(Buffer.isBuffer(object.info) ? object.info : [])]).toEqual([108, 44, 2, 3]);
    });

    test('what was not acknowledged is sent again on a new connection, under its old id', async () => {
      const client = await sandbox.connectReady();
      const lost = client.send(getState);
      await client.resultOf(lost);
      const acknowledged = client.send(getState);
      const carrier = await client.until(() =>
        client.received.find(
          ({ body }) => body.length > 12 && body.readBigInt64LE(4) === acknowledged,
        ),
      );
      client.send({ _: 'msgs_ack', msg_ids: [carrier.messageId] }, { content: false });
      await client.call({ _: 'help.getConfig' });
      client.close();
      const again = await sandbox.reconnect(client);
      again.send({ _: 'ping', ping_id: 1n });
      await again.resultOf(lost);
      await again.expect('pong');
      expect(again.results(acknowledged)).toEqual([]);
      const ids = new Set(client.received.map(({ messageId }) => messageId));
      expect(again.received.some(({ messageId }) => ids.has(messageId))).toBe(true);
    });

    test('msg_resend_req brings a message again, or its state when it is gone', async () => {
      const client = await sandbox.connectReady();
      const asked = client.send(getState);
      await client.resultOf(asked);
      const carrier = client.received.find(
        ({ body }) => body.length > 12 && body.readBigInt64LE(4) === asked,
      );
      client.send({ _: 'msg_resend_req', msg_ids: [carrier?.messageId ?? 0n] });
      await client.until(() => (client.results(asked).length > 1 ? true : undefined));
      client.send({ _: 'msg_resend_req', msg_ids: [5n] });
      await client.expect('msgs_state_info');
    });
  });

  test('noise on the port harms nobody', async () => {
    const noise = await sandbox.connect();
    noise.writeRaw(
      Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n'.repeat(3)),
    );
    await noise.until(() => noise.closed || undefined);
    const client = await sandbox.connectReady();
    expect((await client.call(getState))._).toBe('updates.state');
  });
});
