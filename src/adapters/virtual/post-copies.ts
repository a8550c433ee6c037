import type { PeerId } from '../../core/peer.js';
import type { VirtualChat, VirtualMessage } from './chat.js';

/** A message that is to be added. */
export type Draft = Omit<VirtualMessage, 'id' | 'arrivedAt'>;

/**
 * The copies of channels' posts in the groups that discuss them: the roots of the comments. Of an album
 * every part is copied, and the first one's copy is the root.
 * @see https://core.telegram.org/api/discussion
 */
export class PostCopies {
  readonly #chats: ReadonlyMap<PeerId, VirtualChat>;
  /** By `<channel> <post>` or `<channel> <album>`. */
  readonly #roots = new Map<string, number>();

  constructor(chats: ReadonlyMap<PeerId, VirtualChat>) {
    this.#chats = chats;
  }

  /** The group in which a channel's posts are discussed. */
  groupOf(channel: PeerId): VirtualChat | undefined {
    for (const chat of this.#chats.values()) if (chat.discusses === channel) return chat;
    return undefined;
  }

  /** What a new message becomes in the discussion group; undefined when it is no post or has none. */
  draftOf(message: VirtualMessage): Draft | undefined {
    const { id, chat, senderId, text, media, albumId, service } = message;
    const group = this.#chats.get(chat)?.kind === 'channel' ? this.groupOf(chat) : undefined;
    if (!group || service) return undefined;
    return {
      chat: group.id,
      senderId,
      own: false,
      text,
      copyOf: { channel: chat, postId: id },
      ...(media ? { media } : {}),
      ...(albumId === undefined ? {} : { albumId }),
    };
  }

  /** Remembers where a post is discussed. */
  note({ id, copyOf, albumId }: VirtualMessage): void {
    if (!copyOf) return;
    const { channel, postId } = copyOf;
    const album = albumId === undefined ? undefined : `${channel} album ${albumId}`;
    const root = (album === undefined ? undefined : this.#roots.get(album)) ?? id;
    if (album !== undefined) this.#roots.set(album, root);
    this.#roots.set(`${channel} ${postId}`, root);
  }

  /** The root of the comments that an answer to this message belongs to. */
  rootAbove({ rootId, copyOf }: VirtualMessage): number | undefined {
    return copyOf ? this.rootOf(copyOf.channel, copyOf.postId) : rootId;
  }

  /** The root's id in the group; it may be gone by now. */
  rootOf(channel: PeerId, postId: number): number | undefined {
    return this.#roots.get(`${channel} ${postId}`);
  }
}
