import type { PeerId } from '../../../src/core/peer.js';
import type { WorldRecord } from '../record.js';

/** What a post said from a moment on. Times are milliseconds since the epoch. */
export interface Version {
  readonly at: number;
  /** A word that no other version has. */
  readonly mark: string;
  /** When the program had been told of this version; absent: never. */
  readonly heardAt?: number;
}

/** A post of a channel, with all that became of it. */
export interface Post {
  readonly channel: PeerId;
  /** Of an album: all its parts. */
  readonly ids: readonly number[];
  readonly at: number;
  /** Oldest first; at least one. */
  readonly versions: readonly Version[];
  readonly deletedAt?: number;
  /** When the program had been told that it is gone. */
  readonly deletionHeardAt?: number;
}

/** A comment of the account as the world has it. */
export interface Comment {
  readonly group: PeerId;
  readonly id: number;
  readonly arrivedAt: number;
  /** When the delivery that took it there was decided on. */
  readonly claimedAt: number;
  readonly text: string;
  /** The post under which it stands; absent: under none. */
  readonly under?: { readonly channel: PeerId; readonly postId: number };
  /** The mark of the version that its writer was shown. */
  readonly about?: string;
}

/** All that the judge sees: the world's record, and what the writer was shown. None of the program's tables. */
export interface Story {
  readonly record: WorldRecord;
  readonly posts: readonly Post[];
  /** In the order of their arrival. */
  readonly comments: readonly Comment[];
  readonly agreed: ReadonlySet<PeerId>;
  readonly slowModeSeconds: ReadonlyMap<PeerId, number>;
}

/** The post under which a comment stands. */
export function postUnder({ posts }: Pick<Story, 'posts'>, { under }: Comment): Post | undefined {
  if (!under) return undefined;
  const { channel, postId } = under;
  return posts.find((post) => post.channel === channel && post.ids.includes(postId));
}
