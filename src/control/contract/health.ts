import type { HealthState, SpamBotVerdict } from '../../core/health.js';
import type { ConnectionState } from '../../core/messenger.js';
import type { RestrictionStatus } from './status.js';

/** How the account is, and all that it follows from. Times are milliseconds since the epoch. */
export interface HealthReport extends HealthState {
  /** What the operator does about it; empty while it is ok. */
  readonly remedy: string;
  readonly connection: ConnectionState;
  /** Those that bind more than one chat. */
  readonly restrictions: readonly RestrictionStatus[];
  /** Calls other than sends that Telegram wants to rest. */
  readonly floodWaits: readonly {
    readonly method: string;
    readonly code: string;
    readonly until: number;
  }[];
}

/** What @SpamBot said of the account. */
export interface SpamBotReport {
  /** `earlier`: within the last ten minutes, so it was not asked again. */
  readonly asked: 'now' | 'earlier';
  /** Milliseconds since the epoch. */
  readonly askedAt: number;
  /** The bot's own words; null when there are none, and `problem` says why. */
  readonly words: string | null;
  readonly problem: string | null;
  readonly read: SpamBotVerdict | null;
}
