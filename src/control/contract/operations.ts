import type { ServiceName } from '../../core/intent.js';
import type { Recording } from '../../core/recording.js';
import type { SentEntry } from '../../core/sent-entry.js';

/** What the log is searched for; all that is given has to fit. */
export interface LogQuery {
  /** In the line, in any letter case. */
  readonly text?: string;
  /** That level, and what is worse. @default info */
  readonly level?: 'debug' | 'info' | 'warn' | 'error';
  /** Milliseconds since the epoch, included. */
  readonly since?: number;
  /** Only lines before this one, for the page before: a line's `at`. */
  readonly before?: number;
  /** At most so many, the newest; and those of the same millisecond as the oldest of them. */
  readonly limit: number;
}

/** A line of the log. */
export interface LogLine {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  /** Everything else that the line says; secrets are masked where it is written. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** One local day of the account. */
export interface DayStatistics {
  /** `2026-05-01`, in the account's time zone. */
  readonly day: string;
  readonly sent: Readonly<Partial<Record<ServiceName, number>>>;
  readonly refused: number;
  readonly failed: number;
  readonly expired: number;
  readonly heard: number;
}

/** Can the daemon do its work? What an orchestrator asks before it relies on it. */
export interface Readiness {
  readonly ready: boolean;
  readonly connected: boolean;
  /** The session's lease is held. */
  readonly leased: boolean;
  /** The database answers, and its schema is this program's. */
  readonly migrated: boolean;
}

/** What a thaw found and lifted. */
export interface ThawReport {
  /** What Telegram says of the account now; null: it could not be asked, and `problem` says why. */
  readonly frozen: boolean | null;
  readonly problem: string | null;
  /** Bars that stood until an operator ended them, and are ended now. */
  readonly lifted: readonly { readonly id: number; readonly code: string }[];
  /** What still holds: Telegram has set a time for it, and nobody else can end it. */
  readonly left: readonly {
    readonly id: number;
    readonly code: string;
    readonly until: number | null;
  }[];
}

/** What an operator can ask of the daemon itself. */
export interface OperationsControl {
  /** Stops in order and starts anew in the same process, with the configuration as it is in the files then. */
  restart(): Promise<void>;
  /** Stops in order; what runs it may start it again. */
  stop(): Promise<void>;
  /**
   * After an appeal was heard, or the operator has looked into it: asks Telegram how the account is, and lifts
   * what stands until an operator ends it. What Telegram has set a time for stays.
   */
  thaw(): Promise<ThawReport>;
  /** Logs in detail, or as configured, until the next start. */
  debug(on: boolean): Promise<void>;
  /** Oldest first. */
  log(query: LogQuery): Promise<readonly LogLine[]>;
  /** The newest first. */
  sent(limit: number): Promise<readonly SentEntry[]>;
  /** The last days, oldest first; today is the last. */
  days(count: number): Promise<readonly DayStatistics[]>;
  ready(): Promise<Readiness>;
  /** In Prometheus' text format. */
  metrics(): Promise<string>;
  /** What a simulation of this account starts from: no content, no names. */
  recording(days: number): Promise<Recording>;
}
