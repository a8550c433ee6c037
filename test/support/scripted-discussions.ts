import type {
  ChannelAccess,
  ChannelPost,
  Discussion,
  Discussions,
  Engagement,
} from '../../src/core/discussions.js';
import type { PeerId } from '../../src/core/peer.js';
import type { Wait } from '../../src/core/updates.js';

/** What a channel answers unless a test says otherwise: its group is open to everybody. */
export function openChannel(
  id: PeerId,
  group: PeerId,
  changes: Partial<ChannelAccess> = {},
): ChannelAccess {
  return {
    channel: { id, kind: 'channel', title: `Channel ${-id}`, username: `channel${-id}` },
    member: true,
    group: { id: group, kind: 'supergroup', title: `Group ${-group}` },
    canComment: true,
    slowModeSeconds: 0,
    ...changes,
  };
}

/** Channels whose every answer a test writes down beforehand. */
export class ScriptedDiscussions implements Discussions {
  readonly channels = new Map<PeerId, ChannelAccess>();
  /** Newest first. */
  readonly posted = new Map<PeerId, ChannelPost[]>();
  /** By `<channel> <post>`; where none is said, the post is closed. */
  readonly roots = new Map<string, Discussion>();
  /** By `<group> <message>`; where none is said, nobody reacted. */
  readonly engagements = new Map<string, Engagement>();
  /** Answers to come before any other, whatever is asked; an Error is thrown. */
  readonly mishaps: (Wait | Error)[] = [];
  /** Names of the calls that were made, in order. */
  readonly calls: string[] = [];

  async inspect(channel: PeerId): Promise<ChannelAccess | Wait> {
    return this.#answer(`inspect ${channel}`, () => {
      const access = this.channels.get(channel);
      if (!access) throw new Error('CHANNEL_INVALID');
      return access;
    });
  }

  async posts(channel: PeerId, limit: number): Promise<readonly ChannelPost[] | Wait> {
    return this.#answer(`posts ${channel}`, () => (this.posted.get(channel) ?? []).slice(0, limit));
  }

  async post(channel: PeerId, postId: number): Promise<ChannelPost | 'gone' | Wait> {
    return this.#answer(`post ${channel} ${postId}`, () => {
      const posts = this.posted.get(channel) ?? [];
      return posts.find(({ id }) => id === postId) ?? 'gone';
    });
  }

  async discussion(channel: PeerId, postId: number): Promise<Discussion | Wait> {
    const closed = {
      kind: 'closed',
      code: 'MSG_ID_INVALID',
      reason: 'Nobody may comment',
    } as const;
    return this.#answer(
      `discussion ${channel} ${postId}`,
      () => this.roots.get(`${channel} ${postId}`) ?? closed,
    );
  }

  async engagement(
    group: PeerId,
    messageIds: readonly number[],
  ): Promise<readonly Engagement[] | Wait> {
    return this.#answer(`engagement ${group} ${messageIds.join()}`, () =>
      messageIds.map(
        (messageId) =>
          this.engagements.get(`${group} ${messageId}`) ?? {
            messageId,
            replies: 0,
            reactions: 0,
            gone: false,
          },
      ),
    );
  }

  #answer<T>(call: string, answer: () => T): T | Wait {
    this.calls.push(call);
    const mishap = this.mishaps.shift();
    if (mishap instanceof Error) throw mishap;
    return mishap ?? answer();
  }
}
