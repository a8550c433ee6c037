import { describe, expect, test } from '@jest/globals';
import { returnBigInt } from 'telegram/Helpers.js';
import { Api } from 'telegram/tl/index.js';
import { engagementIn } from './engagement.js';
import { postsIn } from './posts.js';
import { discussionIn } from './root.js';

const CHANNEL = -1_000_000_000_007;
const GROUP = -1_000_000_000_008;

type Extra = Partial<ConstructorParameters<typeof Api.Message>[0]>;

const at = (channel: number) => new Api.PeerChannel({ channelId: returnBigInt(channel) });
const message = (id: number, extra: Extra = {}) =>
  new Api.Message({ id, peerId: at(7), date: 1_000 + id, message: `m${id}`, ...extra });
const album = (id: number, extra: Extra = {}) =>
  message(id, { groupedId: returnBigInt('9007199254740993'), message: '', ...extra });
const gone = (id: number) => new Api.MessageEmpty({ id });
const replies = (count: number) => new Api.MessageReplies({ replies: count, repliesPts: 1 });

describe('posts in what Telegram answers', () => {
  test('are told newest first, whatever the order was', () => {
    const posts = postsIn([message(1), album(4), message(6), album(3, { message: 'caption' })]);
    expect(posts).toEqual([
      { id: 6, at: 1_006_000, text: 'm6' },
      { id: 3, at: 1_003_000, text: 'caption', albumId: '9007199254740993' },
      { id: 1, at: 1_001_000, text: 'm1' },
    ]);
  });

  test('service messages and what is gone are none', () => {
    const action = new Api.MessageActionChatEditTitle({ title: 'x' });
    const service = new Api.MessageService({ id: 2, peerId: at(7), date: 1_000, action });
    expect(postsIn([service, gone(3)])).toEqual([]);
  });

  test('the newest edit of an album counts, and none that only reactions made', () => {
    const [edited] = postsIn([album(3, { editDate: 2_000 }), album(4, { editDate: 3_000 })]);
    expect(edited).toMatchObject({ editedAt: 3_000_000 });
    const [reacted] = postsIn([message(3, { editDate: 2_000, editHide: true })]);
    expect(reacted).not.toHaveProperty('editedAt');
  });
});

describe('the discussion in what Telegram answers', () => {
  const answer = (messages: Api.TypeMessage[]) =>
    new Api.messages.DiscussionMessage({ messages, chats: [], users: [], unreadCount: 0 });

  test('its root is the last message', () => {
    const copies = [
      message(12, { peerId: at(8) }),
      message(11, { peerId: at(8), replies: replies(5) }),
    ];
    expect(discussionIn(answer(copies), CHANNEL)).toEqual({
      kind: 'open',
      group: GROUP,
      rootId: 11,
      comments: 5,
    });
  });

  test.each([
    ['nothing', []],
    ['what is gone', [gone(11)]],
    ['the post itself', [message(11)]],
  ])('with %s in its place, there is none', (_what, messages) => {
    expect(discussionIn(answer(messages), CHANNEL)).toMatchObject({
      kind: 'closed',
      code: 'NO_DISCUSSION',
    });
  });
});

test('all reactions to a message are counted together; what was not told is gone', () => {
  const count = (emoticon: string, times: number) =>
    new Api.ReactionCount({ reaction: new Api.ReactionEmoji({ emoticon }), count: times });
  const reactions = new Api.MessageReactions({ results: [count('👍', 2), count('🔥', 3)] });
  const found = [message(2, { replies: replies(4) }), message(1, { reactions }), gone(3)];
  expect(engagementIn([1, 2, 3, 4], found)).toEqual([
    { messageId: 1, replies: 0, reactions: 5, gone: false },
    { messageId: 2, replies: 4, reactions: 0, gone: false },
    { messageId: 3, replies: 0, reactions: 0, gone: true },
    { messageId: 4, replies: 0, reactions: 0, gone: true },
  ]);
});
