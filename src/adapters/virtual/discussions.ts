import type {
  ChannelAccess,
  ChannelPost,
  Discussion,
  Discussions,
  Engagement,
} from '../../core/discussions.js';
import { PostaciError } from '../../core/errors.js';
import type { PeerId } from '../../core/peer.js';
import type { Wait } from '../../core/updates.js';
import { channelAccess } from './channel-access.js';
import { discussionOf, engagementOf, postAt, postsOf } from './channel-posts.js';
import { floodWaitMs, Refused } from './error-outcome.js';
import type { FaultPlan, QuestionFault } from './faults.js';
import type { VirtualWorld } from './world.js';

/** What the questions go through. */
export interface DiscussionsWay {
  readonly world: VirtualWorld;
  /** Brings a question to the world and the answer back. */
  readonly ask: <T>(question: () => T | Promise<T>, signal: AbortSignal) => Promise<T>;
  readonly faults: FaultPlan<QuestionFault>;
}

/** Asks the virtual world about channels and what is said under their posts. */
export class VirtualDiscussions implements Discussions {
  readonly #way: DiscussionsWay;

  constructor(way: DiscussionsWay) {
    this.#way = way;
  }

  inspect(channel: PeerId, signal: AbortSignal): Promise<ChannelAccess | Wait> {
    return this.#ask(() => channelAccess(this.#way.world, channel), signal);
  }

  posts(
    channel: PeerId,
    limit: number,
    signal: AbortSignal,
  ): Promise<readonly ChannelPost[] | Wait> {
    return this.#ask(() => postsOf(this.#way.world, channel, limit), signal);
  }

  post(channel: PeerId, postId: number, signal: AbortSignal): Promise<ChannelPost | 'gone' | Wait> {
    return this.#ask(() => postAt(this.#way.world, channel, postId), signal);
  }

  discussion(channel: PeerId, postId: number, signal: AbortSignal): Promise<Discussion | Wait> {
    return this.#ask(() => discussionOf(this.#way.world, channel, postId), signal);
  }

  engagement(
    group: PeerId,
    messageIds: readonly number[],
    signal: AbortSignal,
  ): Promise<readonly Engagement[] | Wait> {
    return this.#ask(() => engagementOf(this.#way.world, group, messageIds), signal);
  }

  async #ask<T>(question: () => T, signal: AbortSignal): Promise<T | Wait> {
    try {
      return await this.#way.ask(() => {
        const fault = this.#way.faults.next();
        if (fault?.kind === 'silence') return new Promise<never>(() => undefined);
        if (fault) throw new Refused(fault);
        return question();
      }, signal);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const waitMs = floodWaitMs(error.error);
      if (waitMs !== undefined) return { kind: 'wait', code: error.error.text, waitMs };
      throw new PostaciError(
        'TELEGRAM_UNREACHABLE',
        `Telegram does not tell of a channel (${error.error.text})`,
        'Check the channel and the account’s access to it',
        { cause: error },
      );
    }
  }
}
