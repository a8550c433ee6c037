import type { PeerId } from './peer.js';

/** What was heard. Plain data: it is stored as it is, and survives a restart. */
export type Incoming = IncomingMessage | IncomingEdit | IncomingDeletion;

/** What a message is and says, as far as it was looked at. */
export interface MessageFacts {
  readonly peer: PeerId;
  readonly messageId: number;
  /** Server date in milliseconds (whole seconds). */
  readonly at: number;
  /** Sent by this account, from whatever device. */
  readonly own: boolean;
  readonly senderId?: PeerId;
  /** The text or the caption; empty for media without one. */
  readonly text: string;
  readonly topicId?: number;
  /** The message that this one replies to, in the same chat. */
  readonly replyToId?: number;
  /** Telegram says that the account was mentioned or replied to. */
  readonly mentioned?: boolean;
  /** What it carries beside text. */
  readonly media?: 'photo' | 'video' | 'document' | 'sticker' | 'voice' | 'poll' | 'other';
  /** Parts of one album share it; a decimal string of 64 bits. */
  readonly albumId?: string;
}

/** Somebody spoke. */
export interface IncomingMessage extends MessageFacts {
  readonly kind: 'message';
}

/** A message says something else by now. */
export interface IncomingEdit extends MessageFacts {
  readonly kind: 'edit';
  /** Server date of the edit in milliseconds. */
  readonly editedAt: number;
}

/** Messages are gone. */
export interface IncomingDeletion {
  readonly kind: 'deletion';
  /** Telegram does not name the chat for people and basic groups: their ids are the account's own. */
  readonly peer?: PeerId;
  readonly messageIds: readonly number[];
}
