import { beforeEach, expect, test } from '@jest/globals';
import { TestBox } from '../../../test/sandbox/test-box.js';
import { object, objects, type TestSession } from '../../../test/sandbox/test-session.js';
import type { TlObject } from '../rpc.js';
import { erase } from '../world/alter.js';
import { storePhoto } from '../world/photo.js';
import { say } from '../world/say.js';

let box: TestBox;
let ada: TestSession;
let cem: TestSession;

beforeEach(() => {
  box = new TestBox();
  ada = box.session('ada_account');
  cem = box.session('cem_account');
});

const peerOf = (username: string) => box.world.state.byUsername(username) ?? 0;

/** Cem, who owns the channel, posts. @returns the posts' ids. */
function post(captions: readonly string[], channel = peerOf('news_channel')): number[] {
  const from = box.world.state.persons.get(peerOf('cem_account'));
  if (!from) throw new Error('there is no Cem');
  const album = captions.length > 1 ? { groupedId: '42', several: true } : {};
  return captions.map((text) => {
    const said = { text, entities: [], media: storePhoto(box.world) };
    const verdict = say(box.world, { from, peer: channel, said, ...album });
    if ('refused' in verdict) throw new Error(verdict.refused.text);
    return box.world.state.box(channel).idOf(verdict.message.number) ?? 0;
  });
}

async function discussion(session: TestSession, msg_id: number): Promise<TlObject> {
  const peer = await session.peer('news_channel');
  return session.call('messages.getDiscussionMessage', { peer, msg_id });
}

function groupIn(answer: TlObject): TlObject {
  const group = objects(answer, 'chats').find(({ title }) => title === 'Comments');
  const { id = 0n, access_hash = 0n } = group ?? { _: 'none' };
  return { _: 'inputPeerChannel', channel_id: id, access_hash };
}

const replyTo = (id: number) => ({ reply_to: { _: 'inputReplyToMessage', reply_to_msg_id: id } });
const newId = (answer: TlObject) => Number(objects(answer, 'updates')[0]?.id);

test('the parts of an album are discussed together: all copies are told, the first part’s last', async () => {
  const [first = 0, second = 0, third = 0] = post(['a caption', '', '']);
  const answers = await Promise.all([first, second, third].map((id) => discussion(ada, id)));
  for (const answer of answers) {
    expect(objects(answer, 'messages').map(({ fwd_from }) => fwd_from)).toMatchObject([
      { channel_post: third },
      { channel_post: second },
      { channel_post: first },
    ]);
  }
});

test('an answer to any part of an album counts as a comment to it', async () => {
  const [first = 0, second = 0] = post(['a caption', '']);
  const before = await discussion(ada, first);
  const [copyOfSecond, root] = objects(before, 'messages').map(({ id }) => Number(id));
  await ada.say(groupIn(before), 'to the second', 1n, replyTo(copyOfSecond ?? 0));
  await ada.say(groupIn(before), 'to the first', 2n, replyTo(root ?? 0));
  const after = await discussion(ada, second);
  expect(objects(after, 'messages').at(-1)).toMatchObject({ id: root, replies: { replies: 2 } });
  const history = await cem.call('messages.getHistory', {
    peer: groupIn(await discussion(cem, first)),
    ...HISTORY,
  });
  expect(objects(history, 'messages')[1]).toMatchObject({
    reply_to: { reply_to_msg_id: copyOfSecond, reply_to_top_id: root },
  });
});

test('a post whose copy was deleted takes no comments any more', async () => {
  const [id = 0] = post(['news']);
  const copy = box.world.state.messages.findLast(({ origin }) => origin?.savedFrom?.id === id);
  const owner = box.world.state.persons.get(peerOf('cem_account'));
  if (!copy || !owner) throw new Error('there is no copy');
  expect(erase(box.world, owner, [copy], true)).toBeUndefined();
  const peer = await ada.peer('news_channel');
  const asked = ada.refused('messages.getDiscussionMessage', { peer, msg_id: id });
  expect(await asked).toBe('400 MSG_ID_INVALID');
  const [seen] = objects(await ada.call('messages.getHistory', { peer, ...HISTORY }), 'messages');
  expect(seen).toMatchObject({ id });
  expect(seen).not.toHaveProperty('replies');
});

test('a deleted post, and one that is answered nowhere, has no discussion', async () => {
  const peer = await ada.peer('news_channel');
  expect(await ada.refused('messages.getDiscussionMessage', { peer, msg_id: 999 })).toBe(
    '400 MSG_ID_INVALID',
  );
  // The service message that made the channel.
  expect(await ada.refused('messages.getDiscussionMessage', { peer, msg_id: 1 })).toBe(
    '400 MSG_ID_INVALID',
  );
});

test('guests comment, unless the group wants members', async () => {
  const peer = await ada.peer('news_members');
  const fields = { peer, message: 'x', random_id: 1n };
  expect(await ada.refused('messages.sendMessage', fields)).toBe('403 CHAT_GUEST_SEND_FORBIDDEN');
  const [id = 0] = post(['news']);
  const found = await discussion(ada, id);
  const root = Number(objects(found, 'messages').at(-1)?.id);
  expect(newId(await ada.say(groupIn(found), 'a comment', 2n, replyTo(root)))).toBe(root + 1);
});

test('who is in a private channel may comment, who is not sees nothing', async () => {
  const { state } = box.world;
  const channel = state.chats.get(peerOf('news_channel'));
  const group = state.chats.get(peerOf('news_comments'));
  if (!channel || !group) throw new Error('the scenario has no channel');
  const [id = 0] = post(['news']);
  const found = await discussion(ada, id);
  const bora = box.session('bora_account');
  const boras = { peer: groupIn(await discussion(bora, id)), ...HISTORY };
  for (const { username: _, ...chat } of [channel, group]) box.world.commit({ is: 'chat', chat });
  expect(newId(await ada.say(groupIn(found), 'a comment', 1n))).toBeGreaterThan(0);
  expect(await bora.refused('messages.getHistory', boras)).toBe('400 CHANNEL_PRIVATE');
});

test('replies and reactions are counted; a reaction may change and be taken back', async () => {
  const peer = await ada.peer('open_group');
  const id = newId(await ada.say(peer, 'mine', 1n));
  const his = await cem.peer('open_group');
  await cem.say(his, 'an answer', 2n, replyTo(id));
  const seen = async () => {
    const input = { id: [{ _: 'inputMessageID', id }], channel: await ada.channel('open_group') };
    return objects(await ada.call('channels.getMessages', input), 'messages')[0] ?? { _: 'none' };
  };
  expect(await seen()).toMatchObject({ replies: { replies: 1 } });
  expect(await seen()).not.toHaveProperty('reactions');
  const react = (session: TestSession, emojis: readonly string[], from = peer) =>
    session.call('messages.sendReaction', {
      peer: from,
      msg_id: id,
      reaction: emojis.map((emoticon) => ({ _: 'reactionEmoji', emoticon })),
    });
  await react(ada, ['👍']);
  await react(cem, ['👍'], his);
  const reaction = { _: 'reactionEmoji', emoticon: '👍' };
  expect(object(await seen(), 'reactions')).toMatchObject({ results: [{ reaction, count: 2 }] });
  await react(cem, ['🔥'], his);
  expect(objects(object(await seen(), 'reactions'), 'results')).toMatchObject([
    { count: 1, chosen_order: 0 },
    { count: 1, reaction: { emoticon: '🔥' } },
  ]);
  await react(cem, [], his);
  await react(ada, []);
  expect(await seen()).not.toHaveProperty('reactions');
});

test('nobody reacts to what is gone', async () => {
  const peer = await ada.peer('open_group');
  const fields = { peer, msg_id: 999, reaction: [] };
  expect(await ada.refused('messages.sendReaction', fields)).toBe('400 MESSAGE_ID_INVALID');
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
