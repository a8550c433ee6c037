import type { TargetReport } from '../../core/target-report.js';
import type { WhyReport } from '../../core/why.js';
import type { CommentControl } from './comments.js';
import type { HealthReport, SpamBotReport } from './health.js';
import type { OperationsControl } from './operations.js';
import type { PeopleControl } from './people.js';
import type { SettingsControl } from './settings.js';
import type { PauseScope, Status } from './status.js';
import type { StreamedEvent } from './stream.js';
import type { WhyQuestion } from './why.js';

/**
 * What an operator can ask of a running daemon. The server offers it on a socket and over HTTP, the client is the
 * same interface at the other end: the command line, the demo, the terminal and later the panel use only this.
 */
export interface Control extends PeopleControl, CommentControl, SettingsControl, OperationsControl {
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
  /** What happened to a message. @throws PostaciError `USAGE` when nothing is known of who is asked about */
  why(question: WhyQuestion): Promise<WhyReport>;
  /** Waits until a message has its end, or until a rule holds it back (a minute at most), and tells. */
  settled(id: number): Promise<WhyReport>;
  /**
   * Live events until the signal aborts or the daemon ends. Slow readers miss events, they never slow the daemon.
   * @param after the id of the last event that arrived: what came since is told first, as far as it is kept
   */
  events(signal: AbortSignal, after?: string): AsyncIterable<StreamedEvent>;
}

/** What the server stands on: every question of the contract but the stream, which comes from the bus. */
export type ControlHandlers = Omit<Control, 'events'>;
