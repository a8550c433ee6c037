import { describe, expect, test } from '@jest/globals';
import { TypeNotFoundError } from 'telegram/errors/Common.js';
import { BinaryReader } from 'telegram/extensions/BinaryReader.js';
import { returnBigInt } from 'telegram/Helpers.js';
import { RequestState } from 'telegram/network/RequestState.js';
import { GZIPPacked, MessageContainer, RPCResult, TLMessage } from 'telegram/tl/core/index.js';
import { Api } from 'telegram/tl/index.js';
import { silentLogger } from '../../../../test/support/silent-logger.js';
import { TelegramError } from '../failure.js';
import { gramJsLogger } from './gramjs-logger.js';
import { Sender } from './sender.js';

async function setup() {
  const told: string[] = [];
  const updates: Api.TypeUpdates[] = [];
  const times: number[] = [];
  const answers: [request: unknown, answer: unknown][] = [];
  const missed: string[] = [];
  const events = {
    lost: () => told.push('lost'),
    keyForgotten: () => told.push('key forgotten'),
    updates: (update: Api.TypeUpdates) => updates.push(update),
    serverTime: (ms: number) => times.push(ms),
    answered: (request: unknown, answer: unknown) => answers.push([request, answer]),
    missed: (reason: string) => missed.push(reason),
  };
  const logger = gramJsLogger(silentLogger);
  const sender = await Sender.create(undefined, 2, events, logger, () => undefined);
  return { sender, told, updates, times, answers, missed };
}

/** A message id of the given second, half way through it. */
const idAt = (seconds: number, extra = 1) =>
  returnBigInt((BigInt(seconds) << 32n) + (1n << 31n) + BigInt(extra));

const short = (id: number) =>
  new Api.UpdateShortMessage({
    id,
    userId: returnBigInt(1),
    message: 'x',
    pts: 1,
    ptsCount: 1,
    date: 1,
  });

const failure = (reqMsgId: ReturnType<typeof returnBigInt>, errorMessage: string) =>
  new RPCResult(reqMsgId, undefined, new Api.RpcError({ errorCode: 420, errorMessage }));

/** A container as it comes from the wire. */
function container(...bodies: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32LE(MessageContainer.CONSTRUCTOR_ID, 0);
  head.writeInt32LE(bodies.length, 4);
  const parts = bodies.flatMap((body, at) => {
    const before = Buffer.alloc(16);
    before.writeBigInt64LE(BigInt(idAt(1_001, 4 * at + 1).toString()), 0);
    before.writeInt32LE(2 * at + 1, 8);
    before.writeInt32LE(body.length, 12);
    return [before, body];
  });
  return Buffer.concat([head, ...parts]);
}

/** An answer as it comes from the wire. */
function result(reqMsgId: ReturnType<typeof idAt>, answer: Api.updates.State): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt32LE(RPCResult.CONSTRUCTOR_ID, 0);
  head.writeBigInt64LE(BigInt(reqMsgId.toString()), 4);
  return Buffer.concat([head, answer.getBytes()]);
}

describe('the sender', () => {
  test('an error in a container does not swallow the updates after it', async () => {
    const { sender, updates } = await setup();
    const call = new RequestState(new Api.updates.GetState());
    const callId = idAt(1_000);
    sender._pendingState.set(callId, call);
    const inner = [
      new TLMessage(idAt(1_001, 5), 1, short(1)),
      new TLMessage(idAt(1_001, 9), 3, failure(callId, 'FLOOD_WAIT_42')),
      new TLMessage(idAt(1_001, 13), 5, short(2)),
      new TLMessage(idAt(1_001, 17), 7, short(3)),
    ];
    const answer = expect(call.promise).rejects.toEqual(new TelegramError(420, 'FLOOD_WAIT_42'));
    await sender._handleContainer(new TLMessage(idAt(1_002), 8, new MessageContainer(inner)));
    await answer;
    expect(updates).toEqual([short(1), short(2), short(3)]);
  });

  test('a result that cannot be read fails its own call alone', async () => {
    const { sender, updates, missed } = await setup();
    const call = new RequestState(new Api.updates.GetState());
    const callId = idAt(1_000);
    sender._pendingState.set(callId, call);
    const garbled = new RPCResult(callId, Buffer.from([1, 2, 3, 4, 5, 6, 7, 8]), undefined);
    const inner = [
      new TLMessage(idAt(1_001, 5), 1, garbled),
      new TLMessage(idAt(1_001, 9), 3, short(2)),
    ];
    const answer = expect(call.promise).rejects.toMatchObject({ code: 'UNREADABLE' });
    await sender._handleContainer(new TLMessage(idAt(1_002), 8, new MessageContainer(inner)));
    await answer;
    expect(updates).toEqual([short(2)]);
    expect(missed).toEqual([expect.stringContaining('could not be read')]);
  });

  test('an answer is told in its place among the updates, before whoever waits for it goes on', async () => {
    const { sender, updates, answers } = await setup();
    const request = new Api.updates.GetState();
    const call = new RequestState(request);
    sender._pendingState.set(idAt(1_000), call);
    const state = new Api.updates.State({ pts: 1, qts: 2, date: 3, seq: 4, unreadCount: 5 });
    const seen = call.promise?.then(() => [updates.length, answers.length]);
    const inner = [
      new TLMessage(idAt(1_001, 5), 1, short(1)),
      new TLMessage(idAt(1_001, 9), 3, new RPCResult(idAt(1_000), state.getBytes(), undefined)),
    ];
    await sender._handleContainer(new TLMessage(idAt(1_002), 8, new MessageContainer(inner)));
    expect(await seen).toEqual([1, 1]);
    expect(answers).toEqual([[request, expect.objectContaining({ pts: 1, qts: 2, seq: 4 })]]);
  });

  test('a packet of an unknown type is told, and the next one is heard', async () => {
    const { sender, updates, missed } = await setup();
    const unknown = Promise.reject(new TypeNotFoundError(0xdeadbeef, Buffer.alloc(0)));
    await sender._processMessage(new TLMessage(idAt(1, 5), 1, unknown));
    await sender._processMessage(new TLMessage(idAt(1, 9), 3, short(2)));
    expect(missed).toEqual([expect.stringContaining('deadbeef')]);
    expect(updates).toEqual([short(2)]);
  });

  test('a part of a container that cannot be read is told; the others are heard', async () => {
    const { sender, updates, answers, missed } = await setup();
    const call = new RequestState(new Api.updates.GetState());
    sender._pendingState.set(idAt(1_000), call);
    const state = new Api.updates.State({ pts: 1, qts: 2, date: 3, seq: 4, unreadCount: 5 });
    const unknown = Buffer.from('efbeadde00000000', 'hex');
    const zipped = await new GZIPPacked(Buffer.from('no zip')).toBytes();
    const cut = short(3).getBytes().subarray(0, 12);
    const bytes = container(
      ...[short(1).getBytes(), unknown, zipped, cut, result(idAt(1_000), state)],
      short(2).getBytes(),
    );
    const packet: unknown = new BinaryReader(bytes).tgReadObject();
    await sender._processMessage(new TLMessage(idAt(1_002), 8, packet));
    expect(updates.map((update) => 'id' in update && update.id)).toEqual([1, 2]);
    expect(answers).toHaveLength(1);
    expect(missed).toHaveLength(3);
    expect(missed[0]).toContain('deadbeef');
  });

  test('zipped words that cannot be read are told', async () => {
    const { sender, missed } = await setup();
    const zipped = new GZIPPacked(Buffer.from('not a TL object at all'));
    await sender._processMessage(new TLMessage(idAt(1), 1, zipped));
    expect(missed).toHaveLength(1);
  });

  test('a new session of the server is told', async () => {
    const { sender, missed } = await setup();
    const one = { firstMsgId: idAt(1), uniqueId: idAt(2), serverSalt: idAt(3) };
    await sender._processMessage(new TLMessage(idAt(1), 1, new Api.NewSessionCreated(one)));
    expect(missed).toEqual(['the server has made a new session']);
  });

  test('errors keep Telegram’s own words', async () => {
    for (const text of ['FLOOD_PREMIUM_WAIT_7', 'SLOWMODE_WAIT_30', 'PEER_FLOOD']) {
      const { sender } = await setup();
      const call = new RequestState(new Api.updates.GetState());
      sender._pendingState.set(idAt(1), call);
      sender._handleRPCResult(new TLMessage(idAt(2), 1, failure(idAt(1), text)));
      await expect(call.promise).rejects.toMatchObject({ code: 420, text });
    }
  });

  test('the server’s time is read from its answers, fractions included', async () => {
    const { sender, times } = await setup();
    const nobody = failure(idAt(1), 'X');
    sender._handleRPCResult(new TLMessage(idAt(1_800_000_000), 1, nobody));
    expect(times).toEqual([1_800_000_000_500]);
  });

  test('never reconnects by itself: it says that it is lost', async () => {
    const { sender, told } = await setup();
    sender.reconnect();
    sender._handleBadAuthKey();
    expect(told).toEqual(['lost', 'key forgotten']);
  });
});
