import { afterEach, describe, expect, test } from '@jest/globals';
import { returnBigInt } from 'telegram/Helpers.js';
import { Api } from 'telegram/tl/index.js';
import { type SandboxAccount, sandboxAccount } from '../../../../test/support/sandbox-account.js';
import { silentLogger } from '../../../../test/support/silent-logger.js';
import { until } from '../../../../test/support/telegram-account.js';
import type { Push, Sequence } from '../../../core/updates.js';
import { systemClock } from '../../../lib/system-clock.js';
import { edit, erase } from '../../../sandbox/world/alter.js';
import { addressOf, trust } from '../line/data-centres.js';
import { Link } from '../line/link.js';
import { MemoryPeerStore } from '../peers/memory-peer-store.js';
import { PeerBook } from '../peers/peer-book.js';
import { PeerFinder } from '../peers/peer-finder.js';
import { inputChannel, inputPeer } from '../peers/peers.js';
import { askSelf } from '../self.js';
import { Hearing } from './hearing.js';

const never = new AbortController().signal;
const big = (id: number) => returnBigInt(id);

describe('what a link hears', () => {
  const undo: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (let next = undo.pop(); next; next = undo.pop()) await next();
  });

  async function setup() {
    const account = await sandboxAccount();
    undo.push(() => account.dispose());
    const { settings, session, selfId } = account;
    if (settings.dataCentre) trust(settings.dataCentre);
    const peers = new PeerBook(new MemoryPeerStore(), systemClock, silentLogger);
    undo.push(() => peers.flush());
    const pushes: Push[] = [];
    const status = { online: true };
    const hearing = new Hearing({
      peers,
      logger: silentLogger,
      selfId: () => selfId,
      online: () => status.online,
      serverTime: () => Date.now(),
    });
    hearing.onPush((push) => pushes.push(push));
    const common = { apiId: 1, authKey: session.authKey, route: {}, clock: systemClock };
    const address = addressOf(session.dcId, settings.dataCentre);
    const link = await Link.open(
      { ...common, address, logger: silentLogger, ...hearing.ears },
      never,
    );
    undo.push(async () => link.end('DISCONNECTED'));
    await askSelf(link);
    const { pts } = await link.invoke(new Api.updates.GetState());
    const finder = new PeerFinder({ invoke: (call) => link.invoke(call) }, peers, systemClock);
    const known = async (id: number) => {
      const peer = await finder.find(id, never);
      if (!peer) throw new Error(`${id} is unknown`);
      return peer;
    };
    const ptsIn = (id: number) => account.sandbox.world.state.box(id).pts;
    // Coming online is no news here.
    pushes.length = 0;
    return { account, hearing, link, pushes, pts, known, ptsIn, status };
  }

  const othersIn = ({ sandbox, selfId }: SandboxAccount, chat: number) => {
    const { state } = sandbox.world;
    const id = [...state.members(chat).keys()].find((one) => one !== selfId) ?? 0;
    return { id, person: state.persons.get(id) };
  };

  /** Follows a sequence through all that was told of it; throws where something is missing. */
  function follow(pushes: readonly Push[], from: number, channel?: number): number {
    return pushes
      .flatMap((push) => (push.kind === 'updates' ? push.updates : []))
      .flatMap((update) => (update.kind === 'sequenced' ? [update] : []))
      .filter(({ count, sequence }) => count > 0 && isOf(sequence, channel))
      .reduce((at, { pts, count }) => {
        if (at + count !== pts) throw new Error(`at ${at} came ${pts}, which moves by ${count}`);
        return pts;
      }, from);
  }
  const isOf = (sequence: Sequence, channel?: number) =>
    sequence.of === 'channel' ? sequence.channel === channel : channel === undefined;

  test('own calls of every kind, in the midst of what others do, leave no gap', async () => {
    const { account, link, pushes, pts, known, ptsIn } = await setup();
    const { world } = account.sandbox;
    const group = account.chat('Group').id;
    const basic = account.chat('Basic').id;
    const from = ptsIn(group);
    const talker = othersIn(account, group);
    const other = othersIn(account, basic);
    if (!talker.person || !other.person) throw new Error('nobody is there');
    let randomId = 1;
    const send = async (chat: number, message: string) => {
      const request = { peer: inputPeer(await known(chat)), message, randomId: big(randomId++) };
      const answer = await link.invoke(new Api.messages.SendMessage(request));
      const { state } = world;
      return { answer, id: state.boxFor(chat, account.selfId).idsOf(chat).at(-1) ?? 0 };
    };

    for (const chat of [group, basic]) {
      const peer = inputPeer(await known(chat));
      const { id: speaker, person } = chat === group ? talker : other;
      if (!person) throw new Error('nobody is there');
      account.say(speaker, chat, 'somebody else');
      const { id } = await send(chat, 'own');
      const theirs = account.say(speaker, chat, 'somebody else again');
      await link.invoke(new Api.messages.EditMessage({ peer, id, message: 'own, changed' }));
      const message = world.state.messageAt(chat, account.selfId, theirs);
      if (!message) throw new Error('the message is not there');
      edit(world, person, message, { text: 'changed', entities: [] });
      const second = (await send(chat, 'goes')).id;
      erase(world, person, [message], true);
      if (chat === group) {
        const channel = inputChannel(await known(group));
        await link.invoke(new Api.channels.DeleteMessages({ channel, id: [second] }));
        await link.invoke(new Api.channels.ReadHistory({ channel, maxId: 0 }));
      } else {
        await link.invoke(new Api.messages.DeleteMessages({ id: [second], revoke: true }));
        await link.invoke(new Api.messages.ReadHistory({ peer, maxId: 0 }));
      }
      const forward = { fromPeer: peer, id: [id], toPeer: peer, randomId: [big(randomId++)] };
      await link.invoke(new Api.messages.ForwardMessages(forward));
      account.say(speaker, chat, 'the last');
    }
    const heardLast = () =>
      follow(pushes, pts) === ptsIn(account.selfId) && follow(pushes, from, group) === ptsIn(group);
    await until(heardLast, 'both sequences followed to their ends');
    expect(ptsIn(group) - from).toBeGreaterThanOrEqual(9);
    expect(ptsIn(account.selfId) - pts).toBeGreaterThanOrEqual(9);
  });

  test('an update that cannot be read is told, and the link goes on', async () => {
    const { account, link, pushes } = await setup();
    account.sandbox.wire.pushUndecodable(account.selfId);
    await until(() => pushes.length > 0, 'told');
    expect(pushes).toEqual([
      { kind: 'too-long', reason: expect.stringContaining('could not be read') },
    ]);
    await link.invoke(new Api.updates.GetState());
    expect(link.ended.aborted).toBe(false);
  });

  test('a session that the server has made anew is told, unless nobody relies on it yet', async () => {
    const { account, link, pushes, status } = await setup();
    const news = { kind: 'too-long', reason: 'the server has made a new session' };
    account.sandbox.wire.renewSessions(account.selfId);
    await link.invoke(new Api.updates.GetState());
    await until(() => pushes.length > 0, 'told');
    expect(pushes).toEqual([news]);
    status.online = false;
    account.sandbox.wire.renewSessions(account.selfId);
    await link.invoke(new Api.updates.GetState());
    await link.ping();
    expect(pushes).toEqual([news]);
  });

  test('a handler that throws is told that it missed something, once', async () => {
    const { account, hearing, pushes } = await setup();
    const told: Push[] = [];
    hearing.onPush((push) => {
      told.push(push);
      throw new Error('a bug in a handler');
    });
    const { id } = account.chat('Group');
    account.say(othersIn(account, id).id, id, 'x');
    await until(() => told.length >= 2, 'told');
    const both = [{ kind: 'updates' }, { kind: 'too-long', reason: 'a handler failed' }];
    expect(told).toMatchObject(both);
    expect(pushes).toMatchObject(both);
  });
});
