import type { PeerId } from '../../../core/peer.js';
import type { TlObject } from '../../rpc.js';
import { type Message, type Origin, peerFor } from '../../world/message.js';
import { topicIdOf } from '../../world/thread.js';
import type { World } from '../../world/world.js';
import type { Cast } from './cast.js';
import { tlPeer } from './chat.js';
import { engagement } from './engagement.js';
import { tlMedia } from './media.js';

const seconds = (ms: number) => Math.floor(ms / 1_000);

/** A message as the viewer has it, under the id that it has for them; its people join the cast. */
export function tlMessage(
  world: World,
  viewerId: number,
  message: Message,
  id: number,
  cast: Cast,
): TlObject {
  const peer = peerFor(message, viewerId);
  cast.add(peer, message.from, message.origin?.from);
  const head = { ...headOf(message, viewerId, peer), id };
  const reply_to = replyHeader(world, viewerId, message);
  if (message.action) {
    return { _: 'messageService', ...head, ...reply_to, action: message.action };
  }
  return {
    _: 'message',
    ...head,
    ...reply_to,
    ...(mentions(world, viewerId, message) ? { mentioned: true } : {}),
    ...(world.state.chats.get(message.peer)?.protected ? { noforwards: true } : {}),
    ...(message.origin ? { fwd_from: forwardHeader(message.origin) } : {}),
    message: message.text,
    ...(message.media ? { media: tlMedia(world, message.media) } : {}),
    ...(message.entities.length > 0 ? { entities: message.entities } : {}),
    ...(message.groupedId === undefined ? {} : { grouped_id: BigInt(message.groupedId) }),
    ...(message.editedAtMs === undefined ? {} : { edit_date: seconds(message.editedAtMs) }),
    ...postFields(world, message),
    ...engagement(world, viewerId, message),
  };
}

function headOf(
  message: Message,
  viewerId: number,
  peer: PeerId,
): { readonly [field: string]: TlObject | number | true } {
  const out = message.from === viewerId;
  // In private chats the sender of what came in is the peer, and is not repeated.
  const named = message.peer < 0 ? message.from !== message.peer : out;
  return {
    ...(out ? { out: true } : {}),
    ...(message.silent ? { silent: true } : {}),
    ...(message.from === message.peer && message.peer < 0 ? { post: true } : {}),
    ...(named ? { from_id: tlPeer(message.from) } : {}),
    peer_id: tlPeer(peer),
    date: seconds(message.atMs),
  };
}

function replyHeader(
  world: World,
  viewerId: number,
  message: Message,
): { readonly reply_to?: TlObject } {
  const box = world.state.boxFor(message.peer, viewerId);
  const idOf = (number: number | undefined) =>
    number === undefined ? undefined : box.idOf(number);
  const answered = idOf(message.replyTo);
  const root = idOf(message.thread);
  const topic = topicIdOf(world, message) !== undefined && root !== undefined;
  const target = answered ?? root;
  if (target === undefined) return {};
  return {
    reply_to: {
      _: 'messageReplyHeader',
      ...(topic ? { forum_topic: true } : {}),
      reply_to_msg_id: target,
      ...(root !== undefined && root !== target ? { reply_to_top_id: root } : {}),
    },
  };
}

/** Is the viewer named in the text, or answered? */
function mentions(world: World, viewerId: number, message: Message): boolean {
  if (message.peer > 0 || message.from === viewerId) return false;
  const { state } = world;
  if (state.message(message.replyTo)?.from === viewerId) return true;
  const username = state.persons.get(viewerId)?.username?.toLowerCase();
  return message.entities.some(
    ({ _, offset, length }) =>
      _ === 'messageEntityMention' &&
      message.text.slice(Number(offset) + 1, Number(offset) + Number(length)).toLowerCase() ===
        username,
  );
}

function forwardHeader(origin: Origin): TlObject {
  return {
    _: 'messageFwdHeader',
    from_id: tlPeer(origin.from),
    date: seconds(origin.atMs),
    ...(origin.post === undefined ? {} : { channel_post: origin.post }),
    ...(origin.savedFrom
      ? {
          saved_from_peer: tlPeer(origin.savedFrom.peer),
          saved_from_msg_id: origin.savedFrom.id,
        }
      : {}),
  };
}

/** Views of a channel's post. */
function postFields(
  { state }: World,
  message: Message,
): { readonly [field: string]: TlObject | number } {
  if (message.from !== message.peer || message.peer > 0) return {};
  return { views: state.members(message.peer).size, forwards: 0 };
}
