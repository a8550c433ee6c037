import type { Clock } from '../core/clock.js';
import { PostaciError } from '../core/errors.js';
import type { EventBus } from '../core/events.js';
import type { PeerId } from '../core/peer.js';
import { backoffMs } from '../lib/backoff.js';
import { catchUpCommon } from './catch-up.js';
import type { Caught } from './catching-up.js';
import { type ChannelCatchUpDependencies, catchUpChannel } from './channels.js';
import { learn } from './learn.js';
import type { LineId } from './lines.js';

/** How many lines are caught up with at once, beside the common one: one that waits must not hold up others. */
const MOST_AT_A_TIME = 3;

/** After a failure: 1 s, doubling to a minute. */
export const BACKOFF = { firstMs: 1_000, longestMs: 60_000 } as const;

/** What recovery stands on. */
export interface RecoveryDependencies extends ChannelCatchUpDependencies {
  readonly clock: Clock;
  readonly events: Pick<EventBus, 'publish'>;
  /** Something came to its end: there may be more to do. */
  readonly onEnd: () => void;
}

/** Catches up with the lines that are due, each by itself, and tells of it. */
export class Recovery {
  readonly #with: RecoveryDependencies;
  readonly #tasks = new Set<Promise<void>>();
  #lost: unknown;

  constructor(dependencies: RecoveryDependencies) {
    this.#with = dependencies;
  }

  /** Begins with what is due now. */
  startDue(now: number, signal: AbortSignal): void {
    const { keeper, lines, onEnd } = this.#with;
    const { figures } = keeper;
    if (!figures) return;
    for (const id of lines.due(now)) {
      if (id !== 'common' && this.#tasks.size >= MOST_AT_A_TIME) continue;
      // First it is written down that it is behind, so that a crash does not forget it.
      if (typeof id === 'number' && figures.channels.get(id)?.behind === false) continue;
      const task = this.#catchUp(id, signal).finally(() => {
        this.#tasks.delete(task);
        onEnd();
      });
      this.#tasks.add(task);
    }
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    await Promise.all(this.#tasks);
  }

  /** @throws PostaciError `LEASE_LOST` when that came up while catching up */
  throwIfLost(): void {
    if (this.#lost) throw this.#lost;
  }

  /** Never rejects. */
  async #catchUp(id: LineId, signal: AbortSignal): Promise<void> {
    const { lines, held, clock, logger } = this.#with;
    const { reason, news } = lines.begin(id, held.arrivals);
    if (news) this.#tell(id, 'started', reason);
    try {
      const caught = await this.#perform(id, signal);
      if (caught !== 'done') lines.rest(id, clock.now() + caught.waitMs);
      else if (lines.done(id)) this.#tell(id, 'done', reason);
    } catch (error) {
      lines.failed(id, (failures) => clock.now() + backoffMs(failures, BACKOFF));
      if (isLeaseLost(error)) this.#lost = error;
      else if (!signal.aborted) {
        logger.warn('what was missed could not be made up for; trying again', { line: id, error });
      }
    }
  }

  #perform(id: LineId, signal: AbortSignal): Promise<Caught> {
    if (id === 'common') return catchUpCommon(this.#with, signal);
    if (id === 'dialogs') return learn(this.#with, signal);
    return catchUpChannel(this.#with, id, signal);
  }

  #tell(id: PeerId | 'common' | 'dialogs', state: 'started' | 'done', reason: string): void {
    if (id === 'dialogs') return;
    const { events, clock } = this.#with;
    const channel = id === 'common' ? {} : { channel: id };
    events.publish({ type: 'catching-up', at: clock.now(), ...channel, reason, state });
  }
}

/** The session is another's by now. */
export function isLeaseLost(error: unknown): boolean {
  return error instanceof PostaciError && error.code === 'LEASE_LOST';
}
