import type { LiveEvent } from '../core/events.js';
import type { HealthState, SpamBotVerdict } from '../core/health.js';
import type { HearingStatus } from '../core/inbox-summary.js';
import type { ServiceName } from '../core/intent.js';
import type { ConnectionState } from '../core/messenger.js';
import type { AccountHealth } from '../core/outcome.js';
import type { QueueSummary } from '../core/queue-summary.js';
import type { TargetReport } from '../core/target-report.js';

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

/** The daemon at one glance. Times are milliseconds since the epoch. */
export interface Status {
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
  readonly restrictions: readonly RestrictionStatus[];
}

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

/** `*` is every service. */
export type PauseScope = ServiceName | '*';

/**
 * What an operator can ask of a running daemon. The server offers it on a socket, the client is the same
 * interface at the other end: the command line, the demo and later the terminal and the panel use only this.
 */
export interface Control {
  status(): Promise<Status>;
  health(): Promise<HealthReport>;
  /** Asks @SpamBot how the account is, at most once in ten minutes, and waits half a minute for its answer. */
  askSpamBot(): Promise<SpamBotReport>;
  pause(scope: PauseScope): Promise<void>;
  resume(scope: PauseScope): Promise<void>;
  /**
   * Lifts a bar that stands until an operator ends it (a chat that refused, an account on hold). What
   * Telegram has set a time for ends by itself, and not before.
   */
  lift(restriction: number): Promise<void>;
  /** Asks Telegram what the account may do in each configured group. */
  checkGroups(): Promise<readonly TargetReport[]>;
  /** Queues one message of the operator's to a configured group. */
  sendTest(request: { readonly target: string; readonly text: string }): Promise<{ id: number }>;
  /** What happened to a message, in sentences. `id` null: the newest one. */
  why(id: number | null): Promise<readonly string[]>;
  /**
   * Waits until a message has its end, or until a rule holds it back (a minute at most), and tells what
   * happened to it in sentences.
   */
  settled(id: number): Promise<readonly string[]>;
  /** Live events until the signal aborts or the daemon ends. Slow readers miss events, they never slow the daemon. */
  events(signal: AbortSignal): AsyncIterable<LiveEvent>;
}
