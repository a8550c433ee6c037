import { describe, expect, test } from '@jest/globals';
import { returnBigInt } from 'telegram/Helpers.js';
import { Api } from 'telegram/tl/index.js';
import { scriptedCaller } from '../../../../test/support/scripted-caller.js';
import { silentLogger } from '../../../../test/support/silent-logger.js';
import type { IncomingMessage } from '../../../core/incoming.js';
import type { KnownPeer } from '../../../core/peers.js';
import type { Push, Update } from '../../../core/updates.js';
import { VirtualClock } from '../../../lib/virtual-clock.js';
import { TelegramError } from '../failure.js';
import { MemoryPeerStore } from './memory-peer-store.js';
import { PeerBook } from './peer-book.js';
import { PeerFinder } from './peer-finder.js';

const never = new AbortController().signal;
const GROUP = -1_000_000_000_005;
const group: KnownPeer = { id: GROUP, kind: 'supergroup', title: 'Group', accessHash: 8n };
const anna = () =>
  new Api.User({ id: returnBigInt(5_001), accessHash: returnBigInt(9), firstName: 'Anna' });
const noDialogs = new Api.messages.Dialogs({ dialogs: [], messages: [], users: [], chats: [] });

function setup(...answers: unknown[]) {
  const { caller, requests } = scriptedCaller(answers);
  const clock = new VirtualClock(0);
  const book = new PeerBook(new MemoryPeerStore(), clock, silentLogger);
  book.learn([group]);
  return { finder: new PeerFinder(caller, book, clock), requests };
}

/** Somebody was heard in the group. */
function heard(senderId: number, messageId: number, own = false): Push {
  const said = { peer: GROUP, messageId, at: 0, own, senderId, text: 'x' };
  const incoming: IncomingMessage = { kind: 'message', ...said };
  const sequence = { of: 'channel', channel: GROUP } as const;
  const update: Update = { kind: 'sequenced', sequence, pts: 1, count: 1, incoming };
  return { kind: 'updates', seqStart: 0, seq: 0, date: 0, updates: [update] };
}

describe('a stranger in a group', () => {
  test('is found by the message that was heard last, and then known', async () => {
    const { finder, requests } = setup([anna()]);
    finder.see(heard(5_001, 17));
    finder.see(heard(5_001, 18));
    expect(await finder.find(5_001, never)).toMatchObject({ title: 'Anna', accessHash: 9n });
    expect(await finder.find(5_001, never)).toMatchObject({ title: 'Anna' });
    expect(requests).toHaveLength(1);
    expect(requests).toMatchObject([{ id: [{ msgId: 18, className: 'InputUserFromMessage' }] }]);
  });

  test('is looked for among the chats when the message is gone', async () => {
    const gone = setup(new TelegramError(400, 'MSG_ID_INVALID'), noDialogs, noDialogs);
    expect(await gone.finder.find(5_001, never, { peer: GROUP, messageId: 1 })).toBeUndefined();
    expect(gone.requests).toHaveLength(3);
    const silent = setup([new Api.UserEmpty({ id: returnBigInt(5_001) })], noDialogs, noDialogs);
    expect(await silent.finder.find(5_001, never, { peer: GROUP, messageId: 1 })).toBeUndefined();
  });

  test('is asked for again later when Telegram wants to wait', async () => {
    const { finder } = setup(new TelegramError(420, 'FLOOD_WAIT_30'), [anna()]);
    const seenIn = { peer: GROUP, messageId: 1 };
    await expect(finder.find(5_001, never, seenIn)).rejects.toThrow('FLOOD_WAIT_30');
    expect(await finder.find(5_001, never, seenIn)).toMatchObject({ title: 'Anna' });
  });

  test('is forgotten for newer ones; own words are no sighting', async () => {
    const { finder, requests } = setup(noDialogs, noDialogs);
    finder.see(heard(5_001, 17));
    for (let id = 1; id <= 1_000; id++) finder.see(heard(6_000 + id, id));
    finder.see(heard(5_002, 18, true));
    expect(await finder.find(5_001, never)).toBeUndefined();
    expect(await finder.find(5_002, never)).toBeUndefined();
    expect(requests).toHaveLength(2);
  });
});
