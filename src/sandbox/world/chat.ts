import type { PeerId } from '../../core/peer.js';

/** The flags of chatBannedRights that the world understands, by their names in the TL text. */
export type Right =
  | 'view_messages'
  | 'send_messages'
  | 'send_media'
  | 'send_plain'
  | 'send_photos'
  | 'send_docs'
  | 'embed_links'
  | 'invite_users';

export interface Member {
  readonly userId: number;
  /** `kicked` people are no members any more, and cannot see the chat. */
  readonly role: 'creator' | 'admin' | 'member' | 'kicked';
  /** What this member in particular may not do. */
  readonly forbidden: readonly Right[];
  readonly joinedAtMs: number;
  readonly inviterId: number;
}

/** A forum's topic. Its id is the id of the service message that opened it; 1 is General. */
export interface Topic {
  readonly id: number;
  readonly title: string;
  readonly closed: boolean;
  readonly deleted: boolean;
  readonly creatorId: number;
  readonly atMs: number;
}

export interface Chat {
  readonly peer: PeerId;
  readonly kind: 'group' | 'supergroup' | 'channel';
  readonly title: string;
  readonly about: string;
  readonly username?: string;
  readonly inviteHash: string;
  readonly createdAtMs: number;
  readonly creatorId: number;
  /** What nobody but admins may do. */
  readonly forbidden: readonly Right[];
  readonly slowModeSeconds: number;
  readonly forum: boolean;
  /** Content may be neither forwarded nor saved. */
  readonly protected: boolean;
  readonly joinToSend: boolean;
  readonly joinRequest: boolean;
  /** The discussion group of a channel, or the channel of a discussion group. */
  readonly linked?: PeerId;
}

export const GENERAL_TOPIC_ID = 1;
