/**
 * A person, group or channel as the Bot API marks it: users are positive, basic groups negative,
 * supergroups and channels `-100…`. Always a safe integer (Telegram promises 52 bits).
 * @see https://core.telegram.org/api/bots/ids
 */
export type PeerId = number;

/** `group` is a basic group; `supergroup` and `channel` are MTProto channels. */
export type PeerKind = 'user' | 'group' | 'supergroup' | 'channel';

/** What is known of a peer without asking again. */
export interface Peer {
  readonly id: PeerId;
  readonly kind: PeerKind;
  /** Title of a chat, or first and last name of a person. */
  readonly title: string;
  /** Without the leading `@`. */
  readonly username?: string;
  /** Only for people that are programs: Telegram's own bots. */
  readonly bot?: true;
}

/** How an operator names a peer: by username, by an invite link's hash, or by id. */
export type PeerRef =
  | { readonly by: 'username'; readonly username: string }
  | { readonly by: 'invite'; readonly hash: string }
  /** `seenIn`: for people, a message of theirs, by which also strangers in groups are found. */
  | { readonly by: 'id'; readonly id: PeerId; readonly seenIn?: Sighting };

/** A message that somebody said in a chat which the account sees. */
export interface Sighting {
  readonly peer: PeerId;
  readonly messageId: number;
}

/** A place to post: a peer, and a topic in it when the group is a forum. */
export interface Target {
  /** As the operator wrote it; named in errors and reports. */
  readonly written: string;
  readonly peer: PeerRef;
  /** The id of the topic's first message. */
  readonly topicId?: number;
}
