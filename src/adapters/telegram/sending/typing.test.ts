import { describe, expect, test } from '@jest/globals';
import { scriptedCaller } from '../../../../test/support/scripted-caller.js';
import { silentLogger } from '../../../../test/support/silent-logger.js';
import type { KnownPeer } from '../../../core/peers.js';
import { VirtualClock } from '../../../lib/virtual-clock.js';
import { TelegramError } from '../failure.js';
import { MemoryPeerStore } from '../peers/memory-peer-store.js';
import { PeerBook } from '../peers/peer-book.js';
import { Typist } from './typing.js';

const never = new AbortController().signal;
const FORUM = -1_000_000_000_005;
const forum: KnownPeer = { id: FORUM, kind: 'supergroup', title: 'Forum', accessHash: 8n };

interface Circumstances {
  readonly answers?: readonly unknown[];
  readonly online?: () => boolean;
  readonly store?: MemoryPeerStore;
}

/** A typist who has met the forum, and what is called. */
function setup({ answers = [true], online = () => true, store = memory() }: Circumstances = {}) {
  const { caller, requests } = scriptedCaller(answers);
  const peers = new PeerBook(store, new VirtualClock(0), silentLogger);
  const logger = silentLogger;
  return { typist: new Typist({ caller, peers, online, logger, callDeadlineMs: 1 }), requests };
}

function memory(): MemoryPeerStore {
  const store = new MemoryPeerStore();
  void store.save([forum]);
  return store;
}

describe('typing', () => {
  test('names the peer and the topic', async () => {
    const { typist, requests } = setup();
    await typist.typing({ peer: FORUM, topicId: 11 }, never);
    expect(requests).toMatchObject([
      {
        className: 'messages.SetTyping',
        topMsgId: 11,
        action: { className: 'SendMessageTypingAction' },
      },
    ]);
  });

  test('asks nothing about a peer that is not known', async () => {
    const { typist, requests } = setup();
    await typist.typing({ peer: 99_999 }, never);
    expect(requests).toEqual([]);
  });

  test('makes no call without a line, not even when the line goes while the peer is looked up', async () => {
    const gone = setup({ online: () => false });
    await gone.typist.typing({ peer: FORUM }, never);
    let asked = 0;
    const going = setup({ online: () => ++asked === 1 });
    await going.typist.typing({ peer: FORUM }, never);
    expect([...gone.requests, ...going.requests]).toEqual([]);
  });

  test('is no error when Telegram refuses, or the database is away', async () => {
    const refused = setup({ answers: [new TelegramError(403, 'CHAT_WRITE_FORBIDDEN')] });
    await refused.typist.typing({ peer: FORUM }, never);
    expect(refused.requests).toHaveLength(1);
    const store = memory();
    store.get = () => Promise.reject(new Error('the database is away'));
    await expect(setup({ store }).typist.typing({ peer: FORUM }, never)).resolves.toBeUndefined();
  });

  test('ends with the reason when it is called off', async () => {
    const reason = new Error('called off');
    const controller = new AbortController();
    const { typist, requests } = setup();
    const typing = typist.typing({ peer: FORUM }, controller.signal);
    controller.abort(reason);
    await expect(typing).rejects.toBe(reason);
    expect(requests).toEqual([]);
  });
});
