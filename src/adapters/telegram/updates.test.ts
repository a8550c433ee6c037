import { describe, expect, test } from '@jest/globals';
import { returnBigInt } from 'telegram/Helpers.js';
import { Api } from 'telegram/tl/index.js';
import { heardIn as heard, messagesIn } from './updates.js';

function heardIn(updates: Api.TypeUpdates, selfId: number) {
  const { pushes, peers } = heard(updates, selfId);
  return { incoming: messagesIn(pushes), peers };
}

const SELF = 777;
const date = 1_800_000_000;
const at = date * 1_000;
const big = (id: number) => returnBigInt(id);

const supergroup = new Api.PeerChannel({ channelId: big(1_234) });
const SUPERGROUP = -1_000_000_001_234;

function message(args: Partial<ConstructorParameters<typeof Api.Message>[0]>): Api.Message {
  return new Api.Message({ id: 1, peerId: supergroup, date, message: 'x', ...args });
}

function channelUpdate(of: Api.TypeMessage): Api.UpdateNewChannelMessage {
  return new Api.UpdateNewChannelMessage({ message: of, pts: 1, ptsCount: 1 });
}

function pushed(
  updates: Api.TypeUpdate[],
  users: Api.TypeUser[] = [],
  chats: Api.TypeChat[] = [],
): Api.Updates {
  return new Api.Updates({ updates, users, chats, date, seq: 0 });
}

describe('what a push from Telegram brings', () => {
  test('messages in order, with their chat, sender and server date', () => {
    const from = (id: number) => new Api.PeerUser({ userId: big(id) });
    const { incoming } = heardIn(
      pushed([
        channelUpdate(message({ id: 5, message: 'one', fromId: from(42) })),
        channelUpdate(message({ id: 6, message: 'two', fromId: from(SELF), out: true })),
        new Api.UpdateNewMessage({
          message: message({ id: 7, message: 'three', peerId: from(42) }),
          pts: 1,
          ptsCount: 1,
        }),
      ]),
      SELF,
    );
    expect(incoming).toEqual([
      {
        kind: 'message',
        peer: SUPERGROUP,
        messageId: 5,
        at,
        own: false,
        senderId: 42,
        text: 'one',
      },
      {
        kind: 'message',
        peer: SUPERGROUP,
        messageId: 6,
        at,
        own: true,
        senderId: SELF,
        text: 'two',
      },
      { kind: 'message', peer: 42, messageId: 7, at, own: false, senderId: 42, text: 'three' },
    ]);
  });

  test('an own message in a private chat is the account’s, though nobody is named', () => {
    const peerId = new Api.PeerUser({ userId: big(42) });
    const update = new Api.UpdateNewMessage({
      message: message({ peerId, out: true }),
      pts: 1,
      ptsCount: 1,
    });
    expect(heardIn(new Api.UpdateShort({ update, date }), SELF).incoming).toMatchObject([
      { peer: 42, own: true, senderId: SELF },
    ]);
  });

  test('a channel’s post has no sender', () => {
    const { incoming } = heardIn(pushed([channelUpdate(message({ post: true }))]), SELF);
    expect(incoming[0]).not.toHaveProperty('senderId');
  });

  test.each([
    [{ forumTopic: true, replyToMsgId: 9 }, 9],
    [{ forumTopic: true, replyToMsgId: 12, replyToTopId: 9 }, 9],
    [{ replyToMsgId: 12 }, undefined],
  ])('topic of a reply header %j is %s', (header, topicId) => {
    const replyTo = new Api.MessageReplyHeader(header);
    const { incoming } = heardIn(pushed([channelUpdate(message({ replyTo }))]), SELF);
    expect(incoming[0]?.topicId).toBe(topicId);
  });

  test('short forms for private chats and basic groups', () => {
    const short = { id: 3, message: 'short', pts: 1, ptsCount: 1, date };
    const private_ = new Api.UpdateShortMessage({ ...short, userId: big(42) });
    expect(heardIn(private_, SELF).incoming).toEqual([
      { kind: 'message', peer: 42, messageId: 3, at, own: false, senderId: 42, text: 'short' },
    ]);
    const own = new Api.UpdateShortMessage({ ...short, userId: big(42), out: true });
    expect(heardIn(own, SELF).incoming).toMatchObject([{ own: true, senderId: SELF, peer: 42 }]);
    const group = { ...short, fromId: big(42), chatId: big(99) };
    expect(heardIn(new Api.UpdateShortChatMessage(group), SELF).incoming).toMatchObject([
      { peer: -99, senderId: 42, own: false },
    ]);
  });

  test('joins, deleted messages and everything else say nothing', () => {
    const action = new Api.MessageActionPinMessage();
    const service = new Api.MessageService({ id: 1, peerId: supergroup, date, action });
    const updates = [
      channelUpdate(service),
      channelUpdate(new Api.MessageEmpty({ id: 2 })),
      new Api.UpdateDeleteMessages({ messages: [1], pts: 2, ptsCount: 1 }),
    ];
    expect(heardIn(pushed(updates), SELF).incoming).toEqual([]);
    expect(heardIn(new Api.UpdatesTooLong(), SELF).incoming).toEqual([]);
  });

  test('people and chats are learnt, but never from min objects or without an access hash', () => {
    const photo = new Api.ChatPhotoEmpty();
    const chat = { title: 'Group', photo, date };
    const hash = returnBigInt('-9223372036854775808');
    const { peers } = heardIn(
      pushed(
        [],
        [
          new Api.User({ id: big(1), accessHash: hash, firstName: 'Ada', lastName: 'L' }),
          new Api.User({ id: big(2), accessHash: big(5), min: true, firstName: 'Min' }),
          new Api.User({ id: big(3), firstName: 'No hash' }),
        ],
        [
          new Api.Channel({ ...chat, id: big(1_234), accessHash: big(7), megagroup: true }),
          new Api.Channel({
            ...chat,
            id: big(4),
            accessHash: big(7),
            broadcast: true,
            usernames: [
              new Api.Username({ username: 'old' }),
              new Api.Username({ username: 'current', active: true }),
            ],
          }),
          new Api.Channel({ ...chat, id: big(5), accessHash: big(7), min: true }),
          new Api.Chat({ ...chat, id: big(6), participantsCount: 3, version: 1 }),
        ],
      ),
      SELF,
    );
    expect(peers).toEqual([
      { id: 1, kind: 'user', title: 'Ada L', accessHash: -(2n ** 63n) },
      { id: SUPERGROUP, kind: 'supergroup', title: 'Group', accessHash: 7n },
      {
        id: -1_000_000_000_004,
        kind: 'channel',
        title: 'Group',
        username: 'current',
        accessHash: 7n,
      },
      { id: -6, kind: 'group', title: 'Group', accessHash: null },
    ]);
  });
});
