import type { PeerId, PeerKind } from '../../core/peer.js';

/** A topic of a forum; its id is that of its first message. */
export interface VirtualTopic {
  readonly id: number;
  readonly title: string;
  readonly closed: boolean;
}

/** A chat of the virtual world, as the account meets it. */
export interface VirtualChat {
  readonly id: PeerId;
  readonly kind: PeerKind;
  readonly title: string;
  /** Without the leading `@`. */
  readonly username?: string;
  /** Of the link to a private chat. */
  readonly inviteHash?: string;
  /** Is the account in it? Default: yes. */
  readonly member?: boolean;
  /** Default: yes, for a member. */
  readonly canSendText?: boolean;
  /** Default: yes, for a member. */
  readonly canSendMedia?: boolean;
  /** Seconds between two messages of one member. Default: 0, off. */
  readonly slowModeSeconds?: number;
  /** Present in a forum only. */
  readonly topics?: readonly VirtualTopic[];
  readonly memberCount?: number;
  /** Of people only: a program, which cannot write first. */
  readonly bot?: true;
  /** Of people only: they have blocked the account. */
  readonly blocked?: boolean;
  /** Of people only: whom they let write to them. Default: `everybody`. */
  readonly privacy?: 'everybody' | 'nobody';
  /** Of supergroups only: the channel whose posts are discussed here. Guests may write, too. */
  readonly discusses?: PeerId;
  /** Of such a group: only members may write. Default: no. */
  readonly joinToSend?: boolean;
  /** Stars that a message costs here. Default: none. */
  readonly paidMessageStars?: number;
}

/** That the account was seen writing. */
export interface VirtualTyping {
  readonly chat: PeerId;
  readonly topicId?: number;
  /** In milliseconds. */
  readonly at: number;
}

/** A message in a chat of the virtual world. */
export interface VirtualMessage {
  readonly id: number;
  readonly chat: PeerId;
  readonly senderId: PeerId;
  /** By the account, from whatever device. */
  readonly own: boolean;
  /** The text or the caption. */
  readonly text: string;
  readonly topicId?: number;
  /** The message that this one replies to. */
  readonly replyToId?: number;
  /** The account is named in it, or answered by it. */
  readonly mentioned?: boolean;
  readonly media?: 'photo' | 'document';
  /** Parts of one album share it; a decimal string of 64 bits. */
  readonly albumId?: string;
  /** Nobody said it: it tells that the chat got another title, and the like. */
  readonly service?: boolean;
  /** It is the copy of a channel's post, under which people comment. */
  readonly copyOf?: { readonly channel: PeerId; readonly postId: number };
  /** The copy of a post that this comment is under. */
  readonly rootId?: number;
  /** How many people reacted to it. */
  readonly reactions?: number;
  /** Only where a client gave one. */
  readonly randomId?: bigint;
  /** The exact moment of arrival, in milliseconds; the date that clients see is in whole seconds. */
  readonly arrivedAt: number;
  /** When it began to say something else, in milliseconds. */
  readonly editedAt?: number;
  /** When it was deleted, in milliseconds; the world's record keeps it. */
  readonly deletedAt?: number;
}

/** What a message is beside its words. */
export type MessageTraits = Pick<
  VirtualMessage,
  'topicId' | 'replyToId' | 'mentioned' | 'media' | 'albumId' | 'service'
>;

/** The date that clients see: whole seconds, in milliseconds. */
export function serverDate(atMs: number): number {
  return Math.floor(atMs / 1_000) * 1_000;
}
