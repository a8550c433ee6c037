import type { PeerId } from '../../../src/core/peer.js';
import type { RecordedAttempt, RecordedMessage } from '../record.js';
import { judgeComments } from './judge.js';
import { S1_LIMITS, S1_SETTINGS } from './settings.js';
import type { Comment, Post, Version } from './story.js';

/** Seven in the evening in Berlin: a window of S1's is open for five hours. */
export const EVENING = Date.UTC(2026, 5, 10, 17);
/** Agreed channels. */
export const KANAL: PeerId = -1_001_000_000_001;
export const HABER: PeerId = -1_001_000_000_002;
/** Nothing is agreed here. */
export const FOREIGN: PeerId = -1_001_000_000_900;

/** The group in which a channel is discussed. */
export function groupOf(channel: PeerId): PeerId {
  return channel - 1_000_000_000;
}

/** Writes a story by hand; times are milliseconds after the evening's beginning. */
export class Book {
  readonly #posts: Post[] = [];
  readonly #comments: Comment[] = [];
  readonly #attempts: RecordedAttempt[] = [];
  readonly #slow = new Map<PeerId, number>();
  #id = 100;

  posts(ms: number, channel: PeerId, changes: Partial<Post> = {}): this {
    const at = EVENING + ms;
    const id = ++this.#id;
    const versions = [{ at, mark: `k${id}`, heardAt: at }];
    this.#posts.push({ channel, ids: [id], at, versions, ...changes });
    return this;
  }

  /** The newest post says something else. */
  edits(ms: number, heard = true): this {
    const at = EVENING + ms;
    const version: Version = { at, mark: `k${++this.#id}`, ...(heard && { heardAt: at }) };
    this.#amend((post) => ({ versions: [...post.versions, version] }));
    return this;
  }

  /** The newest post is deleted. */
  deletes(ms: number, heard = true): this {
    const at = EVENING + ms;
    this.#amend(() => ({ deletedAt: at, ...(heard && { deletionHeardAt: at }) }));
    return this;
  }

  /** The account comments under the newest post, about its newest words. */
  comments(ms: number, changes: Partial<Comment> = {}): this {
    const post = this.#posts.at(-1);
    if (!post) throw new Error('nothing was posted');
    const at = EVENING + ms;
    const id = ++this.#id;
    this.#comments.push({
      ...{ group: groupOf(post.channel), id, arrivedAt: at, claimedAt: at },
      text: `${id} kere okudum, yine de sonunu merak ediyorum.`,
      under: { channel: post.channel, postId: post.ids[0] ?? 0 },
      about: post.versions.at(-1)?.mark ?? '',
      ...changes,
    });
    return this;
  }

  slows(channel: PeerId, seconds: number): this {
    this.#slow.set(groupOf(channel), seconds);
    return this;
  }

  attempts(attempt: Omit<RecordedAttempt, 'randomIds'>): this {
    this.#attempts.push({ ...attempt, randomIds: [1n] });
    return this;
  }

  /** The rules that the judge finds broken. */
  broken(): readonly string[] {
    const messages = this.#comments.map(
      ({ group: chat, id, arrivedAt, text }): RecordedMessage => ({
        ...{ chat, id, arrivedAt, text, own: true, randomId: BigInt(id) },
      }),
    );
    const story = {
      record: { messages, attempts: this.#attempts, kills: [] },
      ...{ posts: this.#posts, comments: this.#comments },
      agreed: new Set([KANAL, HABER]),
      slowModeSeconds: this.#slow,
    };
    const violations = judgeComments(story, { limits: S1_LIMITS, settings: S1_SETTINGS });
    return violations.map(({ rule }) => rule);
  }

  #amend(change: (post: Post) => Partial<Post>): void {
    const post = this.#posts.pop();
    if (post) this.#posts.push({ ...post, ...change(post) });
  }
}
