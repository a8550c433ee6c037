import { describe, expect, test } from '@jest/globals';
import { returnBigInt } from 'telegram/Helpers.js';
import { Api } from 'telegram/tl/index.js';
import type { Update } from '../../../core/updates.js';
import { updateOf, updatesOf } from './update-of.js';

const SELF = 777;
const date = 1_800_000_000;
const at = date * 1_000;
const big = (id: number) => returnBigInt(id);
const channelId = big(1_234);
const CHANNEL = -1_000_000_001_234;
const peer = new Api.PeerUser({ userId: big(42) });
const inChannel = new Api.PeerChannel({ channelId });
const moved = { pts: 17, ptsCount: 3 };

const message = (peerId: Api.TypePeer, args = {}) =>
  new Api.Message({ id: 5, peerId, date, message: 'x', ...args });
const pinned = (peerId: Api.TypePeer) =>
  new Api.MessageService({ id: 5, peerId, date, action: new Api.MessageActionPinMessage() });

const common: Update = { kind: 'sequenced', sequence: { of: 'pts' }, pts: 17, count: 3 };
const ofChannel: Update = { ...common, sequence: { of: 'channel', channel: CHANNEL } };
const facts = { messageId: 5, at, own: false, text: 'x' };
const said = { ...facts, peer: 42, senderId: 42 };
const webpage = new Api.WebPageEmpty({ id: big(1) });
const read = { maxId: 4, stillUnreadCount: 0 };

describe('an update and its place in a sequence', () => {
  test.each<[string, Api.TypeUpdate, Update]>([
    [
      'a message',
      new Api.UpdateNewMessage({ message: message(peer), ...moved }),
      { ...common, incoming: { kind: 'message', ...said } },
    ],
    [
      'a message of a channel',
      new Api.UpdateNewChannelMessage({ message: message(inChannel), ...moved }),
      { ...ofChannel, incoming: { kind: 'message', ...facts, peer: CHANNEL } },
    ],
    [
      'an edit',
      new Api.UpdateEditMessage({ message: message(peer, { editDate: date + 9 }), ...moved }),
      { ...common, incoming: { kind: 'edit', ...said, editedAt: at + 9_000 } },
    ],
    [
      'an edit without a date, of a channel',
      new Api.UpdateEditChannelMessage({ message: message(inChannel), ...moved }),
      { ...ofChannel, incoming: { kind: 'edit', ...facts, peer: CHANNEL, editedAt: at } },
    ],
    [
      'a deletion, whose chat is not named',
      new Api.UpdateDeleteMessages({ messages: [5, 6], ...moved }),
      { ...common, incoming: { kind: 'deletion', messageIds: [5, 6] } },
    ],
    [
      'a deletion in a channel',
      new Api.UpdateDeleteChannelMessages({ channelId, messages: [5], ...moved }),
      { ...ofChannel, incoming: { kind: 'deletion', peer: CHANNEL, messageIds: [5] } },
    ],
    ['a pin', new Api.UpdateNewMessage({ message: pinned(peer), ...moved }), common],
    [
      'a pin in a channel',
      new Api.UpdateNewChannelMessage({ message: pinned(inChannel), ...moved }),
      ofChannel,
    ],
    [
      'an edited service message',
      new Api.UpdateEditChannelMessage({ message: pinned(inChannel), ...moved }),
      ofChannel,
    ],
    ['a read mark', new Api.UpdateReadHistoryInbox({ peer, ...read, ...moved }), common],
    ['a receipt', new Api.UpdateReadHistoryOutbox({ peer, maxId: 4, ...moved }), common],
    ['contents read', new Api.UpdateReadMessagesContents({ messages: [1], ...moved }), common],
    ['a web page', new Api.UpdateWebPage({ webpage, ...moved }), common],
    [
      'its like of a channel',
      new Api.UpdateChannelWebPage({ channelId, webpage, ...moved }),
      ofChannel,
    ],
    ['archived chats', new Api.UpdateFolderPeers({ folderPeers: [], ...moved }), common],
    ['pinned messages', new Api.UpdatePinnedMessages({ peer, messages: [1], ...moved }), common],
    [
      'pinned messages of a channel',
      new Api.UpdatePinnedChannelMessages({ channelId, messages: [1], ...moved }),
      ofChannel,
    ],
    [
      'the read mark of a channel, which has no count',
      new Api.UpdateReadChannelInbox({ channelId, ...read, pts: 17 }),
      { ...ofChannel, count: 0 },
    ],
    [
      'a secret chat’s message',
      new Api.UpdateNewEncryptedMessage({
        qts: 17,
        message: new Api.EncryptedMessageService({
          randomId: big(1),
          chatId: 1,
          date,
          bytes: Buffer.alloc(0),
        }),
      }),
      { ...common, sequence: { of: 'qts' }, count: 1 },
    ],
    [
      'a member of a channel, which is the second count’s matter',
      new Api.UpdateChannelParticipant({
        channelId,
        date,
        actorId: big(1),
        userId: big(2),
        qts: 17,
      }),
      { ...common, sequence: { of: 'qts' }, count: 1 },
    ],
    [
      'a channel with too much to tell, its pts being none of ours',
      new Api.UpdateChannelTooLong({ channelId, pts: 99 }),
      { kind: 'channel-too-long', channel: CHANNEL },
    ],
    [
      'the message that a random id became',
      new Api.UpdateMessageID({ id: 5, randomId: returnBigInt('-9223372036854775808') }),
      { kind: 'message-id', messageId: 5, randomId: -(2n ** 63n) },
    ],
  ])('%s', (_, update, expected) => {
    expect(updateOf(update, SELF)).toEqual(expected);
  });

  test.each<[string, Api.TypeUpdate]>([
    [
      'typing',
      new Api.UpdateUserTyping({ userId: big(1), action: new Api.SendMessageTypingAction() }),
    ],
    ['a chat that has changed', new Api.UpdateChannel({ channelId })],
    ['views', new Api.UpdateChannelMessageViews({ channelId, id: 1, views: 2 })],
    [
      'a message without a place',
      new Api.UpdateNewMessage({ message: message(peer), pts: 0, ptsCount: 0 }),
    ],
    [
      'an empty message of a channel that is not named',
      new Api.UpdateNewChannelMessage({ message: new Api.MessageEmpty({ id: 1 }), ...moved }),
    ],
  ])('%s is nothing to anybody', (_, update) => {
    expect(updateOf(update, SELF)).toBeUndefined();
  });

  test('lists keep their order, without what is nothing', () => {
    const list = [
      new Api.UpdateMessageID({ id: 1, randomId: big(8) }),
      new Api.UpdateChannel({ channelId }),
      new Api.UpdateReadHistoryOutbox({ peer, maxId: 4, ...moved }),
    ];
    expect(updatesOf(list, SELF)).toEqual([
      { kind: 'message-id', messageId: 1, randomId: 8n },
      common,
    ]);
  });
});
