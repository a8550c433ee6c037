import type { PeerId } from '../../core/peer.js';
import { RpcError, type TlObject } from '../rpc.js';
import type { Message } from '../world/message.js';
import type { Person } from '../world/person.js';
import { react } from '../world/react.js';
import { isDiscussionRoot } from '../world/thread.js';
import type { World } from '../world/world.js';
import { numberField, objectField, objectsField } from './fields.js';
import type { Methods, Services } from './method.js';
import { messagesOf } from './page.js';
import { Cast } from './render/cast.js';
import { tlPeer } from './render/chat.js';
import { tlMessage } from './render/message.js';
import { tlReactions } from './render/reactions.js';
import { tlUpdates } from './render/update.js';
import { inputPeer } from './resolve.js';

/** Comments under posts, and reactions. @see https://core.telegram.org/api/discussion */
export function registerDiscussion(methods: Methods, { world }: Services): void {
  methods.on('messages.getDiscussionMessage', (call, { person }) => {
    const peer = inputPeer(world, person, objectField(call, 'peer'));
    return discussion(world, person, peer, numberField(call, 'msg_id'));
  });

  methods.on('messages.sendReaction', (call, { person }) => {
    const peer = inputPeer(world, person, objectField(call, 'peer'));
    const msg_id = numberField(call, 'msg_id');
    const message = world.state.messageAt(peer, person.id, msg_id);
    if (!message) throw new RpcError(400, 'MESSAGE_ID_INVALID');
    const emoji = objectsField(call, 'reaction').at(-1)?.emoticon;
    const refused = react(world, person, message, typeof emoji === 'string' ? emoji : undefined);
    if (refused) throw new RpcError(refused.code, refused.text);
    const reactions = tlReactions(world, person.id, message.number);
    const update = { _: 'updateMessageReactions', peer: tlPeer(peer), msg_id, reactions };
    return tlUpdates(world, [update], new Cast(world, person.id).add(peer));
  });
}

/** All copies of an album, the newest first; the root of the comments comes last. */
function discussion(world: World, person: Person, peer: PeerId, id: number): TlObject {
  const { state } = world;
  const asked = state.messageAt(peer, person.id, id);
  if (!asked) throw new RpcError(400, 'MSG_ID_INVALID');
  const root = rootOf(world, asked);
  const rootId = root && state.boxFor(root.peer, person.id).idOf(root.number);
  if (!root || rootId === undefined) throw new RpcError(400, 'MSG_ID_INVALID');
  const all = messagesOf(world, person, root.peer);
  const copies = all.filter(
    ({ message }) =>
      message === root ||
      (root.groupedId !== undefined &&
        message.groupedId === root.groupedId &&
        isDiscussionRoot(message)),
  );
  const cast = new Cast(world, person.id).add(peer, root.peer);
  const replies = all.filter(({ message }) => message.thread === root.number);
  return {
    _: 'messages.discussionMessage',
    messages: copies
      .reverse()
      .map((copy) => tlMessage(world, person.id, copy.message, copy.id, cast)),
    max_id: replies.at(-1)?.id ?? rootId,
    unread_count: 0,
    chats: cast.chats,
    users: cast.users,
  };
}

/** Where the thread of a post, of its copy, or of a message that began one, starts. */
function rootOf({ state }: World, asked: Message): Message | undefined {
  if (isDiscussionRoot(asked)) return state.message(state.rootOf(asked));
  const root = state.message(state.threadOfPost.get(asked.number));
  return root ?? (asked.thread === undefined ? undefined : asked);
}
