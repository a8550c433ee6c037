import { beforeEach, describe, expect, test } from '@jest/globals';
import { TestBox } from '../../../test/sandbox/test-box.js';
import { object, objects, type TestSession } from '../../../test/sandbox/test-session.js';

let box: TestBox;
let ada: TestSession;
let cem: TestSession;

beforeEach(() => {
  box = new TestBox();
  ada = box.session('ada_account');
  cem = box.session('cem_account');
});

const inTopic = (id: number) => ({
  reply_to: { _: 'inputReplyToMessage', reply_to_msg_id: id, top_msg_id: id },
});

describe('forum topics', () => {
  const page = { offset_date: 0, offset_id: 0, offset_topic: 0, limit: 10 };

  async function topics() {
    const channel = await ada.channel('forum_group');
    const answer = await ada.call('channels.getForumTopics', { channel, ...page });
    return objects(answer, 'topics');
  }

  async function topicId(title: string): Promise<number> {
    return Number((await topics()).find((topic) => topic.title === title)?.id);
  }

  test('are listed with what is closed', async () => {
    expect(await topics()).toMatchObject([
      { title: 'Closed topic', closed: true },
      { title: 'Open topic' },
      { title: 'General', id: 1 },
    ]);
  });

  test('an open one takes a message, and its header names it', async () => {
    const id = await topicId('Open topic');
    const answer = await ada.say(await ada.peer('forum_group'), 'x', 1n, inTopic(id));
    expect(object(objects(answer, 'updates')[2] ?? { _: '' }, 'message')).toMatchObject({
      reply_to: { forum_topic: true, reply_to_msg_id: id },
    });
    const top = (await topics()).find((topic) => topic.id === id)?.top_message;
    expect(top).toBe(objects(answer, 'updates')[0]?.id);
  });

  test('a closed one refuses, and so does one that is not there', async () => {
    const peer = await ada.peer('forum_group');
    const fields = { peer, message: 'x', random_id: 1n };
    const closed = { ...fields, ...inTopic(await topicId('Closed topic')) };
    expect(await ada.refused('messages.sendMessage', closed)).toBe('400 TOPIC_CLOSED');
    const none = { ...fields, ...inTopic(999) };
    expect(await ada.refused('messages.sendMessage', none)).toBe('400 MSG_ID_INVALID');
  });

  test('a deleted one is named as such', async () => {
    const id = await topicId('Open topic');
    const { peer: forum } = [...box.world.state.chats.values()].find((chat) => chat.forum) ?? {};
    const topic = box.world.state.topics(forum ?? 0).get(id);
    if (!topic || forum === undefined) throw new Error('no topic');
    box.world.commit({ is: 'topic', peer: forum, topic: { ...topic, deleted: true } });
    const fields = { peer: await ada.peer('forum_group'), message: 'x', random_id: 1n };
    expect(await ada.refused('messages.sendMessage', { ...fields, ...inTopic(id) })).toBe(
      '400 TOPIC_DELETED',
    );
  });

  test('what names no topic lands in General', async () => {
    const answer = await ada.say(await ada.peer('forum_group'), 'x', 1n);
    const message = object(objects(answer, 'updates')[2] ?? { _: '' }, 'message');
    expect(message.reply_to).toBeUndefined();
  });
});

describe('channels and their comments', () => {
  test('a post is copied to the discussion group, where it is the root of the comments', async () => {
    const posted = await cem.say(await cem.peer('news_channel'), 'news', 1n);
    const postId = Number(objects(posted, 'updates')[0]?.id);
    const peer = await ada.peer('news_channel');
    const discussion = { peer, msg_id: postId };
    const found = await ada.call('messages.getDiscussionMessage', discussion);
    const root = objects(found, 'messages').at(-1);
    expect(root).toMatchObject({
      message: 'news',
      from_id: { _: 'peerChannel' },
      fwd_from: { channel_post: postId, saved_from_msg_id: postId },
    });
    const group = objects(found, 'chats').find(({ title }) => title === 'Comments');
    const to = {
      _: 'inputPeerChannel',
      channel_id: group?.id ?? 0n,
      access_hash: group?.access_hash ?? 0n,
    };
    const reply_to = { _: 'inputReplyToMessage', reply_to_msg_id: Number(root?.id) };
    await ada.say(to, 'a comment', 2n, { reply_to });
    const history = { ...HISTORY, peer };
    const [post] = objects(await ada.call('messages.getHistory', history), 'messages');
    expect(post).toMatchObject({ post: true, replies: { comments: true, replies: 1 } });
    const replies = await ada.call('messages.getReplies', { ...history, msg_id: postId });
    expect(objects(replies, 'messages')).toMatchObject([{ message: 'a comment' }]);
  });

  test('only its admins post in a channel', async () => {
    const fields = { peer: await ada.peer('news_channel'), message: 'x', random_id: 1n };
    expect(await ada.refused('messages.sendMessage', fields)).toBe('400 CHAT_ADMIN_REQUIRED');
  });

  test('the full channel tells of slow mode and of the linked chat', async () => {
    await ada.say(await ada.peer('slow_group'), 'x', 1n);
    const slow = { channel: await ada.channel('slow_group') };
    expect(await ada.call('channels.getFullChannel', slow)).toMatchObject({
      full_chat: { slowmode_seconds: 30, slowmode_next_send_date: expect.any(Number) },
    });
    const news = { channel: await ada.channel('news_channel') };
    expect(await ada.call('channels.getFullChannel', news)).toMatchObject({
      full_chat: { linked_chat_id: expect.any(BigInt) },
    });
  });
});

describe('joining and leaving', () => {
  test('a public group is joined, left and known by its participants', async () => {
    const channel = await ada.channel('foreign_group');
    const participant = { _: 'inputPeerSelf' };
    const ask = { channel, participant };
    expect(await ada.refused('channels.getParticipant', ask)).toBe('400 USER_NOT_PARTICIPANT');
    const joined = await ada.call('channels.joinChannel', { channel });
    expect(objects(joined, 'chats')[0]?.left).toBeUndefined();
    expect(await ada.call('channels.getParticipant', ask)).toMatchObject({
      participant: { _: 'channelParticipantSelf' },
    });
    expect(await ada.say(await ada.peer('foreign_group'), 'x', 1n)).toMatchObject({ _: 'updates' });
    await ada.call('channels.leaveChannel', { channel });
    expect(await ada.refused('channels.getParticipant', ask)).toBe('400 USER_NOT_PARTICIPANT');
  });

  test('an invite link shows a private group, then lets in', async () => {
    const hidden = [...box.world.state.chats.values()].find(({ title }) => title === 'Hidden');
    const hash = hidden?.inviteHash ?? '';
    expect(await ada.call('messages.checkChatInvite', { hash })).toMatchObject({
      _: 'chatInvite',
      title: 'Hidden',
      megagroup: true,
    });
    await ada.call('messages.importChatInvite', { hash });
    expect(await ada.call('messages.checkChatInvite', { hash })).toMatchObject({
      _: 'chatInviteAlready',
    });
    expect(await ada.refused('messages.importChatInvite', { hash })).toBe(
      '400 USER_ALREADY_PARTICIPANT',
    );
    expect(await ada.refused('messages.checkChatInvite', { hash: 'x'.repeat(16) })).toBe(
      '400 INVITE_HASH_EXPIRED',
    );
  });

  test('who is kicked sees the group no more, and who is muted is told so', async () => {
    const peer = await ada.peer('open_group');
    const marked = box.world.state.byUsername('open_group') ?? 0;
    const member = box.world.state.members(marked).get(ada.key.userId ?? 0);
    if (!member) throw new Error('Ada is no member');
    const forbidden = ['send_messages'] as const;
    box.world.commit({ is: 'member', peer: marked, member: { ...member, forbidden } });
    const fields = { peer, message: 'x', random_id: 1n };
    expect(await ada.refused('messages.sendMessage', fields)).toBe('400 USER_BANNED_IN_CHANNEL');
    box.world.commit({ is: 'member', peer: marked, member: { ...member, role: 'kicked' } });
    expect(await ada.refused('messages.sendMessage', fields)).toBe('400 CHANNEL_PRIVATE');
    expect((await ada.call('messages.getDialogs', DIALOGS))._).toBe('messages.dialogs');
  });
});

describe('reading back', () => {
  test('history honours its offsets', async () => {
    const peer = await ada.peer('open_group');
    for (let number = 1n; number <= 6n; number++) await ada.say(peer, `m${number}`, number);
    const read = async (more: { readonly [field: string]: number }) => {
      const answer = await ada.call('messages.getHistory', { ...HISTORY, peer, ...more });
      return objects(answer, 'messages').map(({ message }) => message);
    };
    expect(await read({ limit: 2 })).toEqual(['m6', 'm5']);
    expect(await read({ limit: 2, offset_id: 6 })).toEqual(['m4', 'm3']);
    expect(await read({ limit: 2, offset_id: 6, add_offset: -2 })).toEqual(['m6', 'm5']);
    expect(await read({ limit: 10, min_id: 5 })).toEqual(['m6', 'm5']);
    expect(await read({ limit: 10, max_id: 4 })).toEqual(['m2', 'm1', undefined]);
  });

  test('search finds words, and what one sent oneself', async () => {
    const peer = await ada.peer('open_group');
    await ada.say(peer, 'Elma var', 1n);
    await cem.say(await cem.peer('open_group'), 'elma yok', 2n);
    const search = { ...HISTORY, peer, filter: { _: 'inputMessagesFilterEmpty' } };
    const all = { ...search, q: 'elma', min_date: 0, max_date: 0 };
    expect(objects(await ada.call('messages.search', all), 'messages')).toHaveLength(2);
    const own = { ...all, from_id: { _: 'inputPeerSelf' } };
    expect(objects(await ada.call('messages.search', own), 'messages')).toMatchObject([
      { message: 'Elma var' },
    ]);
  });

  test('dialogs page to the end, each once', async () => {
    const seen: bigint[] = [];
    let more = DIALOGS;
    for (let pages = 0; pages < 20; pages++) {
      const answer = await ada.call('messages.getDialogs', { ...more, limit: 3 });
      const dialogs = objects(answer, 'dialogs');
      const last = dialogs.at(-1);
      if (!last) break;
      for (const dialog of dialogs) {
        const { channel_id, chat_id, user_id } = object(dialog, 'peer');
        seen.push(BigInt(String(channel_id ?? chat_id ?? user_id)));
      }
      const peer = object(last, 'peer');
      const offset_peer = { ...peer, _: `inputP${peer._.slice(1)}`, access_hash: 0n };
      more = { ...more, offset_id: Number(last.top_message), offset_date: 1, offset_peer };
    }
    const whole = await ada.call('messages.getDialogs', DIALOGS);
    expect(seen).toHaveLength(objects(whole, 'dialogs').length);
    expect(new Set(seen).size).toBe(seen.length);
  });
});

const HISTORY = {
  offset_id: 0,
  offset_date: 0,
  add_offset: 0,
  limit: 50,
  max_id: 0,
  min_id: 0,
  hash: 0n,
};

const DIALOGS = {
  offset_date: 0,
  offset_id: 0,
  offset_peer: { _: 'inputPeerEmpty' },
  limit: 100,
  hash: 0n,
};
