import type { PeerId } from '../../core/peer.js';
import { nameOf } from '../world/access.js';
import type { Chat } from '../world/chat.js';
import type { Message } from '../world/message.js';
import { isChannelPeer } from '../world/peer-id.js';
import { topicIdOf } from '../world/thread.js';
import type { World } from '../world/world.js';

/** A message as it really arrived, with the keys that `GET /world/messages` answers. */
export interface MessageReport {
  /** The group, or the person written to. */
  readonly chat: PeerId;
  /** As the chat counts; in private chats and basic groups, as the sender counts. `null` once deleted. */
  readonly id: number | null;
  /** Who it shows as its sender, as a marked peer id: a person, or a channel or group that speaks for itself. */
  readonly sender: PeerId;
  readonly sender_name: string;
  /** The account that sent it; `null` for simulated people. */
  readonly account: number | null;
  /** Signed 64 bits in decimal; `null` when no client sent it. */
  readonly random_id: string | null;
  /** ISO 8601 with milliseconds. */
  readonly time: string;
  readonly time_ms: number;
  readonly text: string;
  readonly topic: number | null;
  readonly reply_to: number | null;
  readonly media: 'photo' | 'document' | null;
  readonly grouped_id: string | null;
  readonly forwarded_from: PeerId | null;
  readonly edited: boolean;
  readonly deleted: boolean;
}

/** Everything that was said in a chat, or everywhere, oldest first; service messages are left out. */
export function messagesReport(world: World, chat?: PeerId): MessageReport[] {
  return world.state.messages
    .filter((message) => !message.action && (chat === undefined || concerns(message, chat)))
    .map((message) => messageReport(world, message));
}

function concerns({ peer, from }: Message, chat: PeerId): boolean {
  return peer === chat || (peer > 0 && from === chat);
}

export function messageReport(world: World, message: Message): MessageReport {
  const { state } = world;
  const box = state.box(isChannelPeer(message.peer) ? message.peer : message.authorId);
  const replyTo = message.replyTo === undefined ? undefined : box.idOf(message.replyTo);
  const account = state.persons.get(message.authorId);
  return {
    chat: message.peer,
    id: box.idOf(message.number) ?? null,
    sender: message.from,
    sender_name: nameOf(state, message.from),
    account: account?.login || account?.botToken ? account.id : null,
    random_id: message.randomId ?? null,
    time: new Date(message.atMs).toISOString(),
    time_ms: message.atMs,
    text: message.text,
    topic: topicIdOf(world, message) ?? null,
    reply_to: replyTo ?? null,
    media: message.media?.kind ?? null,
    grouped_id: message.groupedId ?? null,
    forwarded_from: message.origin?.from ?? null,
    edited: message.editedAtMs !== undefined,
    deleted: message.deletedAtMs !== undefined,
  };
}

/** A chat of the world, as the ready line and the control endpoint name it. */
export interface ChatReport {
  readonly id: PeerId;
  readonly kind: Chat['kind'];
  readonly title: string;
  readonly username: string | null;
  readonly inviteHash: string;
  readonly slowModeSeconds: number;
  readonly members: number;
  readonly topics: readonly {
    readonly id: number;
    readonly title: string;
    readonly closed: boolean;
  }[];
}

export function chatsReport({ state }: World): ChatReport[] {
  return [...state.chats.values()].map((chat) => ({
    id: chat.peer,
    kind: chat.kind,
    title: chat.title,
    username: chat.username ?? null,
    inviteHash: chat.inviteHash,
    slowModeSeconds: chat.slowModeSeconds,
    members: state.members(chat.peer).size,
    topics: [...state.topics(chat.peer).values()].map(({ id, title, closed }) => ({
      id,
      title,
      closed,
    })),
  }));
}

/** Somebody who was seen typing. */
export interface TypingReport {
  readonly chat: PeerId;
  readonly sender: number;
  readonly sender_name: string;
  readonly topic: number | null;
  /** ISO 8601 with milliseconds. */
  readonly time: string;
  readonly time_ms: number;
}

/** Who was seen typing in a chat, or anywhere, oldest first; only the latest are remembered. */
export function typingsReport({ state, typings }: World, chat?: PeerId): TypingReport[] {
  return typings.latest
    .filter(({ peer }) => chat === undefined || peer === chat)
    .map(({ peer, userId, topicId, atMs }) => ({
      chat: peer,
      sender: userId,
      sender_name: nameOf(state, userId),
      topic: topicId ?? null,
      time: new Date(atMs).toISOString(),
      time_ms: atMs,
    }));
}
