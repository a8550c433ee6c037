import type { PeerId } from '../../core/peer.js';
import type { TlObject } from '../rpc.js';

/** Where a forwarded message comes from. */
export interface Origin {
  /** The author: a person, or the channel that posted it. */
  readonly from: PeerId;
  readonly atMs: number;
  /** The post's id when it was a channel's. */
  readonly post?: number;
  /** Where it was forwarded from, kept for the copy of a post in the discussion group. */
  readonly savedFrom?: { readonly peer: PeerId; readonly id: number };
}

export interface Media {
  readonly kind: 'photo' | 'document';
  /** The stored file's id, signed 64 bits in decimal. */
  readonly fileId: string;
  readonly spoiler: boolean;
}

/** What a message says; an edit replaces it. */
export interface Said {
  readonly text: string;
  readonly entities: readonly TlObject[];
  readonly media?: Media;
}

/**
 * One thing said, once. People who can see it hold copies with ids of their own in private chats and
 * basic groups, and share one copy in supergroups and channels.
 */
export interface Message extends Said {
  /** Counts everything said in the world, from 0. */
  readonly number: number;
  /** The group, or the person written to. */
  readonly peer: PeerId;
  /** The person, or the channel for its posts and their copies in the discussion group. */
  readonly from: PeerId;
  /** The person behind it, also behind a channel's post. */
  readonly authorId: number;
  readonly atMs: number;
  /** Signed 64 bits in decimal, when a client sent it. */
  readonly randomId?: string;
  /** The number of the message answered. */
  readonly replyTo?: number;
  /** The number of the root of its topic or comment thread. */
  readonly thread?: number;
  readonly groupedId?: string;
  readonly origin?: Origin;
  /** A messageAction: a service message. */
  readonly action?: TlObject;
  readonly silent?: boolean;
  readonly editedAtMs?: number;
  readonly deletedAtMs?: number;
}

/** Where a viewer finds the message: the group, or the other side of the private chat. */
export function peerFor(message: Message, viewerId: number): PeerId {
  if (message.peer < 0) return message.peer;
  return message.from === viewerId ? message.peer : message.from;
}
