import type { PeerId } from '../../core/peer.js';
import { isAdmin } from './access.js';
import { GENERAL_TOPIC_ID } from './chat.js';
import { type Message, peerFor } from './message.js';
import { type Refusal, refusal } from './refusal.js';
import type { State } from './state.js';
import type { World } from './world.js';

/** What a message is to answer, by ids as its sender counts. */
export interface Aim {
  readonly peer: PeerId;
  readonly fromId: number;
  readonly replyToId?: number;
  /** The root of a topic or of a comment thread. */
  readonly topId?: number;
}

/** Where it lands, by the world's numbers. */
export interface Place {
  readonly replyTo?: number;
  readonly thread?: number;
}

/** Finds the topic or comment thread that a message belongs to. */
export function placeOf(world: World, aim: Aim): Place | { readonly refused: Refusal } {
  const { state } = world;
  const answered = answeredBy(world, aim);
  const forum = state.chats.get(aim.peer)?.forum === true;
  const generalRoot = forum && aim.replyToId === GENERAL_TOPIC_ID;
  if (aim.replyToId !== undefined && !answered && !generalRoot) {
    const gone = state.topics(aim.peer).get(aim.replyToId)?.deleted === true;
    if (gone) return { refused: refusal(400, 'TOPIC_DELETED') };
    const topic = aim.replyToId === aim.topId;
    return { refused: refusal(400, topic ? 'MSG_ID_INVALID' : 'REPLY_MESSAGE_ID_INVALID') };
  }
  const replyTo = answered && !generalRoot ? { replyTo: answered.number } : {};
  if (forum) return inForum(world, aim, answered, replyTo);
  const root = aim.topId === undefined ? threadOf(state, answered) : rootOf(world, aim, aim.topId);
  return root === undefined ? replyTo : { ...replyTo, thread: root };
}

/** Private chats and basic groups share one count: an id may be that of a message in another chat. */
function answeredBy({ state }: World, { peer, fromId, replyToId }: Aim): Message | undefined {
  if (replyToId === undefined) return undefined;
  const message = state.messageAt(peer, fromId, replyToId);
  return message && peerFor(message, fromId) === peer ? message : undefined;
}

/** The thread of an answered message; a channel's post copied here is the root of its own. */
function threadOf(state: State, answered: Message | undefined): number | undefined {
  if (!answered) return undefined;
  if (answered.thread !== undefined) return answered.thread;
  return isDiscussionRoot(answered) ? state.rootOf(answered) : undefined;
}

/** Is this the copy of a channel's post in its discussion group? Of an album, all parts are. */
export const isDiscussionRoot = (message: Message): boolean =>
  message.from < 0 && message.origin?.savedFrom?.peer === message.from && message.peer < 0;

function rootOf({ state }: World, aim: Aim, topId: number): number | undefined {
  return state.boxFor(aim.peer, aim.fromId).numberOf(topId);
}

function inForum(
  world: World,
  aim: Aim,
  answered: Message | undefined,
  replyTo: Pick<Place, 'replyTo'>,
): Place | { readonly refused: Refusal } {
  const { state } = world;
  const topicId = aim.topId ?? topicOfAnswered(world, aim, answered);
  const topic = state.topics(aim.peer).get(topicId);
  if (!topic) return { refused: refusal(400, 'MSG_ID_INVALID') };
  if (topic.deleted) return { refused: refusal(400, 'TOPIC_DELETED') };
  if (topic.closed && !isAdmin(state, aim.peer, aim.fromId)) {
    return { refused: refusal(400, 'TOPIC_CLOSED') };
  }
  if (topicId === GENERAL_TOPIC_ID) return replyTo;
  const root = state.box(aim.peer).numberOf(topicId);
  return root === undefined ? replyTo : { ...replyTo, thread: root };
}

function topicOfAnswered({ state }: World, aim: Aim, answered: Message | undefined): number {
  if (!answered || aim.replyToId === undefined) return GENERAL_TOPIC_ID;
  if (state.topics(aim.peer).has(aim.replyToId)) return aim.replyToId;
  if (answered.thread === undefined) return GENERAL_TOPIC_ID;
  return state.box(aim.peer).idOf(answered.thread) ?? GENERAL_TOPIC_ID;
}

/** The topic of a forum's message; undefined outside of forums. */
export function topicIdOf({ state }: World, message: Message): number | undefined {
  if (!state.chats.get(message.peer)?.forum) return undefined;
  const box = state.box(message.peer);
  const own = box.idOf(message.number);
  if (own !== undefined && state.topics(message.peer).has(own)) return own;
  const root = message.thread === undefined ? undefined : box.idOf(message.thread);
  return root ?? GENERAL_TOPIC_ID;
}
