import type { HearingStatus } from '../../core/inbox-summary.js';
import type { ServiceName } from '../../core/intent.js';
import type { ConnectionState } from '../../core/messenger.js';
import type { AccountHealth } from '../../core/outcome.js';
import type { PeerId } from '../../core/peer.js';
import type { PeopleCounts } from '../../core/people.js';
import type { PlanItem } from '../../core/plan.js';
import type { QueueSummary } from '../../core/queue-summary.js';

/** How a service of the daemon is. */
export interface ServiceStatus {
  readonly name: ServiceName;
  readonly state: 'running' | 'restarting' | 'stopped';
  readonly paused: boolean;
}

/** What is paused, since when (milliseconds since the epoch), and who did it. */
export interface PauseStatus {
  readonly service: PauseScope;
  readonly since: number;
  /** `operator`, or the variable that asks for it: `BOT_ENABLED`. */
  readonly by: string;
}

/** A restriction that holds now. */
export interface RestrictionStatus {
  readonly id: number;
  readonly scope: 'account' | 'people' | 'peer';
  readonly peer?: number;
  readonly code: string;
  readonly reason: string;
  /** Milliseconds since the epoch; null: until an operator lifts it. */
  readonly until: number | null;
}

/** A chat that the operator has taken over by writing there by hand. Times are milliseconds since the epoch. */
export interface TakeoverStatus {
  readonly peer: PeerId;
  /** The chat's title or the person's name; empty when it was never heard. */
  readonly name: string;
  readonly since: number;
  /** Until then the services reply and dm are silent there. */
  readonly until: number;
}

/** Something that is counted, and its cap. */
export interface BudgetStatus {
  readonly name: BudgetName;
  readonly spent: number;
  /** Null: it is counted, and nothing holds it back. */
  readonly cap: number | null;
  /** When what was spent is free again, all of it or the oldest; null: not by time, or nothing was spent. */
  readonly freeAt: number | null;
}

export const BUDGET_NAMES = [
  'messages-per-day',
  'messages-per-hour',
  'answers-per-day',
  'new-conversations-per-day',
  'model-tokens-per-day',
] as const;
export type BudgetName = (typeof BUDGET_NAMES)[number];

/** Long work that is under way. */
export interface ProgressStatus {
  readonly what: 'import' | 'catching-up' | 'looking-up';
  readonly done: number;
  /** Null: nobody can tell. */
  readonly total: number | null;
}

/** What is in force of the configuration. */
export interface ConfigurationStatus {
  readonly loadedAt: number;
  /** Variables that were changed since, and wait for the next start. */
  readonly needRestart: readonly string[];
  /** Why the files as they are now are not in force; null: they are. */
  readonly problem: string | null;
}

/** The daemon at one glance. Times are milliseconds since the epoch. */
export interface Status {
  /** When it was so, by the daemon's clock. */
  readonly at: number;
  /** IANA name: whose wall clock the account lives by. */
  readonly timeZone: string;
  readonly version: string;
  readonly customer: string;
  readonly processId: number;
  readonly startedAt: number;
  readonly database: 'postgres' | 'embedded';
  readonly account: {
    readonly key: string;
    readonly name: string;
    readonly username: string | null;
    readonly phone: string | null;
    readonly health: AccountHealth;
    readonly healthReason: string;
    readonly healthSince: number;
    /** When it ends by itself; null where nobody says. */
    readonly healthUntil: number | null;
    /** What the operator does about it; empty while it is ok. */
    readonly remedy: string;
  };
  readonly connection: ConnectionState;
  readonly services: readonly ServiceStatus[];
  readonly pauses: readonly PauseStatus[];
  readonly hearing: HearingStatus;
  readonly queue: QueueSummary;
  readonly budgets: readonly BudgetStatus[];
  /** What is due first, of everything that is planned; null: nothing is. */
  readonly next: PlanItem | null;
  readonly lastSentAt: number | null;
  /** Texts that wait for approval. */
  readonly drafts: number;
  readonly progress: readonly ProgressStatus[];
  readonly configuration: ConfigurationStatus;
  /** The log is written in detail. */
  readonly debug: boolean;
  readonly restrictions: readonly RestrictionStatus[];
  /** Those that still hold, newest first. */
  readonly takeovers: readonly TakeoverStatus[];
  readonly people: PeopleCounts;
}

/** `*` is every service. */
export type PauseScope = ServiceName | '*';
