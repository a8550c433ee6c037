import type { LiveEvent } from '../core/events.js';
import type { HealthState, SpamBotVerdict } from '../core/health.js';
import type { HearingStatus } from '../core/inbox-summary.js';
import type { ServiceName } from '../core/intent.js';
import type { ConnectionState } from '../core/messenger.js';
import type { AccountHealth } from '../core/outcome.js';
import type { PeerId } from '../core/peer.js';
import type {
  ConsentEntry,
  Erasure,
  ImportedContact,
  ImportOutcome,
  PeopleStatistics,
  Person,
} from '../core/people.js';
import type { PlanItem } from '../core/plan.js';
import type { QueueSummary } from '../core/queue-summary.js';
import type { TargetReport } from '../core/target-report.js';
import type { CommentControl } from './comment-contract.js';

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
  /** Those that still hold, newest first. */
  readonly takeovers: readonly TakeoverStatus[];
  readonly people: Pick<PeopleStatistics, 'people' | 'consenting' | 'refused' | 'planned'>;
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

/** A page of an imported list. */
export interface ContactsPage {
  /** Where and how these people agreed, for the consent ledger. */
  readonly source: string;
  /** Say what would become of them, and write nothing. */
  readonly dryRun: boolean;
  /** At most `CONTACTS_A_PAGE`. */
  readonly contacts: readonly ImportedContact[];
}

/** So many contacts go in one call. */
export const CONTACTS_A_PAGE = 1_000;

/** What is known of a person, and what is going to be said. */
export interface ContactReport {
  readonly person: Person;
  /** Every change of consent, oldest first. */
  readonly log: readonly ConsentEntry[];
  readonly planned: readonly PlanItem[];
  /** Milliseconds since the epoch; null: the operator has not taken the chat over. */
  readonly takenOverUntil: number | null;
}

/** `*` is every service. */
export type PauseScope = ServiceName | '*';

/** What an operator can ask about people, and do for them. */
export interface PeopleControl {
  /** Writes people who agreed elsewhere into the consent ledger; an answer for each, in order. */
  importContacts(page: ContactsPage): Promise<readonly ImportOutcome[]>;
  /**
   * @param who an id or `@username`
   * @throws PostaciError `USAGE` when nothing is known of that person
   */
  contact(who: string): Promise<ContactReport>;
  /** Writes down, by the operator's hand, that a person does not want to be written to. */
  refuse(who: string): Promise<void>;
  /** Erases what is stored of a person; that they are not to be written to stays, as a keyed hash. */
  forget(who: string): Promise<Erasure>;
  users(): Promise<PeopleStatistics>;
  /** What is due next, soonest first. */
  plan(limit: number): Promise<readonly PlanItem[]>;
  /** Those that still hold, newest first. */
  takeovers(): Promise<readonly TakeoverStatus[]>;
  /**
   * Gives a chat back to the services.
   * @param who an id or `@username` of a person or a group
   */
  liftTakeover(who: string): Promise<void>;
}

/**
 * What an operator can ask of a running daemon. The server offers it on a socket, the client is the same
 * interface at the other end: the command line, the demo and later the terminal and the panel use only this.
 */
export interface Control extends PeopleControl, CommentControl {
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
