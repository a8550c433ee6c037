import { describe, expect, test } from '@jest/globals';
import { returnBigInt } from 'telegram/Helpers.js';
import { Api } from 'telegram/tl/index.js';
import { scriptedCaller } from '../../../../test/support/scripted-caller.js';
import { silentLogger } from '../../../../test/support/silent-logger.js';
import { VirtualClock } from '../../../lib/virtual-clock.js';
import { TelegramError } from '../failure.js';
import { MemoryPeerStore } from '../peers/memory-peer-store.js';
import { PeerBook } from '../peers/peer-book.js';
import { PeerFinder } from '../peers/peer-finder.js';
import { Hearing } from './hearing.js';
import { TelegramUpdates } from './update-source.js';

const never = new AbortController().signal;
const big = (id: number) => returnBigInt(id);
const date = 1_800_000_000;
const CHANNEL = -1_000_000_001_234;
const news = new Api.Channel({
  ...{ id: big(1_234), accessHash: big(7), title: 'News', date, broadcast: true },
  photo: new Api.ChatPhotoEmpty(),
});
const empty = new Api.messages.Dialogs({ dialogs: [], messages: [], users: [], chats: [] });
const nothing = new Api.updates.ChannelDifferenceEmpty({ final: true, pts: 9 });

function setup(...answers: unknown[]) {
  const { caller, requests } = scriptedCaller(answers);
  const clock = new VirtualClock(date * 1_000);
  const peers = new PeerBook(new MemoryPeerStore(), clock, silentLogger);
  const hearing = new Hearing({
    ...{ peers, logger: silentLogger, selfId: () => 777, online: () => true },
    serverTime: () => clock.now(),
  });
  const finder = new PeerFinder(caller, peers, clock);
  const source = new TelegramUpdates({ caller, peers, finder, hearing, selfId: () => 777 });
  return { source, hearing, peers, requests };
}

describe('asking for what was missed', () => {
  test('a channel that a push named is known', async () => {
    const { source, hearing, requests } = setup(nothing);
    const content = { updates: [], users: [], chats: [news] };
    hearing.ears.onUpdates(new Api.Updates({ ...content, date, seq: 0 }));
    expect(await source.channelDifference(CHANNEL, 9, never)).toMatchObject({ kind: 'part' });
    expect(requests).toMatchObject([{ channel: { channelId: big(1_234), accessHash: big(7) } }]);
  });

  test('a channel that nobody named is looked for among the chats', async () => {
    const dialog = new Api.Dialog({
      ...{ peer: new Api.PeerChannel({ channelId: big(1_234) }), topMessage: 1, pts: 9 },
      ...{ readInboxMaxId: 0, readOutboxMaxId: 0, unreadCount: 0, unreadMentionsCount: 0 },
      ...{ unreadReactionsCount: 0, notifySettings: new Api.PeerNotifySettings({}) },
    });
    const chats = { dialogs: [dialog], messages: [], users: [], chats: [news] };
    const { source, requests } = setup(new Api.messages.Dialogs(chats), nothing);
    expect(await source.channelDifference(CHANNEL, 9, never)).toMatchObject({ pts: 9 });
    expect(requests).toHaveLength(2);
  });

  test('one that is not there either is not taken for gone: a push may name it yet', async () => {
    const { source } = setup(empty, empty);
    await expect(source.channelDifference(CHANNEL, 9, never)).rejects.toThrow(`${CHANNEL} is not`);
    await expect(source.messagesAfter(CHANNEL, 1, 10, never)).rejects.toThrow(`${CHANNEL} is not`);
  });

  test('patience that looking for a channel needs is told as well', async () => {
    const { source } = setup(new TelegramError(420, 'FLOOD_WAIT_4'));
    const wait = { kind: 'wait', code: 'FLOOD_WAIT_4', waitMs: 4_000 };
    expect(await source.channelDifference(CHANNEL, 9, never)).toEqual(wait);
  });

  test('whom the answers tell of is learnt', async () => {
    const { source, peers } = setup(
      new Api.updates.Difference({
        ...{ newMessages: [], newEncryptedMessages: [], otherUpdates: [], users: [] },
        chats: [news],
        state: new Api.updates.State({ pts: 1, qts: 1, date, seq: 1, unreadCount: 0 }),
      }),
    );
    await source.difference({ pts: 1, qts: 1, seq: 1, date }, never);
    expect(await peers.get(CHANNEL)).toMatchObject({ title: 'News', accessHash: 7n });
    await peers.flush();
  });
});
