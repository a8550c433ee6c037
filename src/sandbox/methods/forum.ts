import { RpcError, type TlObject } from '../rpc.js';
import { type Chat, GENERAL_TOPIC_ID, type Topic } from '../world/chat.js';
import type { Person } from '../world/person.js';
import { topicIdOf } from '../world/thread.js';
import type { World } from '../world/world.js';
import { numberField, numbersField, objectField } from './fields.js';
import type { Handler, Methods, Services } from './method.js';
import { type Found, messagesOf } from './page.js';
import { Cast } from './render/cast.js';
import { tlPeer } from './render/chat.js';
import { tlMessage } from './render/message.js';
import { inputChannel } from './resolve.js';

/** The topics of forums. @see https://core.telegram.org/api/forum */
export function registerForum(methods: Methods, { world }: Services): void {
  const list: Handler = (call, { person }) => {
    const chat = forum(world, person, call);
    const wanted = typeof call.q === 'string' ? call.q.toLowerCase() : '';
    const topics = [...world.state.topics(chat.peer).values()]
      .filter(({ deleted, title }) => !deleted && title.toLowerCase().includes(wanted))
      .sort((a, b) => b.id - a.id);
    const offset = numberField(call, 'offset_topic');
    const rest = offset === 0 ? topics : topics.filter(({ id }) => id < offset);
    const part = rest.slice(0, Math.max(0, Math.min(numberField(call, 'limit'), 100)));
    return answer(world, person, chat, part, topics.length);
  };

  const byId: Handler = (call, { person }) => {
    const chat = forum(world, person, call);
    const known = world.state.topics(chat.peer);
    const topics = numbersField(call, 'topics').map((id) => known.get(id) ?? id);
    return answer(world, person, chat, topics, topics.length);
  };

  methods.on('channels.getForumTopics', list);
  methods.on('channels.getForumTopicsByID', byId);
  // Since layer 205 they are methods of messages, with a peer for a channel.
  methods.on('messages.getForumTopics', list);
  methods.on('messages.getForumTopicsByID', byId);
}

function forum(world: World, person: Person, call: TlObject): Chat {
  const chat = inputChannel(world, person, objectField(call, call.peer ? 'peer' : 'channel'));
  if (!chat.forum) throw new RpcError(400, 'CHANNEL_FORUM_MISSING');
  return chat;
}

/** @param topics a bare id is of a topic that is not there. */
function answer(
  world: World,
  person: Person,
  chat: Chat,
  topics: readonly (Topic | number)[],
  count: number,
): TlObject {
  const cast = new Cast(world, person.id).add(chat.peer);
  const all = messagesOf(world, person, chat.peer);
  const messages: TlObject[] = [];
  const lines = topics.map((topic): TlObject => {
    if (typeof topic === 'number') return { _: 'forumTopicDeleted', id: topic };
    if (topic.deleted) return { _: 'forumTopicDeleted', id: topic.id };
    const top = all.findLast(({ message }) => topicIdOf(world, message) === topic.id);
    if (top) messages.push(tlMessage(world, person.id, top.message, top.id, cast));
    // Newer layers name the forum in each of its topics.
    return { ...tlTopic(person, topic, top, cast), peer: tlPeer(chat.peer) };
  });
  return {
    _: 'messages.forumTopics',
    order_by_create_date: true,
    count,
    topics: lines,
    messages,
    chats: cast.chats,
    users: cast.users,
    pts: world.state.box(chat.peer).pts,
  };
}

function tlTopic(person: Person, topic: Topic, top: Found | undefined, cast: Cast): TlObject {
  cast.add(topic.creatorId);
  return {
    _: 'forumTopic',
    ...(topic.creatorId === person.id ? { my: true } : {}),
    ...(topic.closed ? { closed: true } : {}),
    ...(topic.id === GENERAL_TOPIC_ID ? { pinned: true } : {}),
    id: topic.id,
    date: Math.floor(topic.atMs / 1_000),
    title: topic.title,
    icon_color: 0x6fb9f0,
    top_message: top?.id ?? topic.id,
    read_inbox_max_id: top?.id ?? topic.id,
    read_outbox_max_id: 0,
    unread_count: 0,
    unread_mentions_count: 0,
    unread_reactions_count: 0,
    from_id: tlPeer(topic.creatorId),
    notify_settings: { _: 'peerNotifySettings' },
  };
}
