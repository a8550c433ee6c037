import type { ServiceName } from '../../core/intent.js';
import type { PeerId } from '../../core/peer.js';

/** What a customer's account would do in a span of time. Times are milliseconds since the epoch; plain JSON. */
export interface SimulationReport {
  readonly from: number;
  readonly to: number;
  readonly days: number;
  readonly timeZone: string;
  readonly seed: number;
  readonly basis: SimulationBasis;
  readonly places: readonly PlaceSummary[];
  readonly sends: readonly SimulatedSend[];
  /** What was planned and not sent: refused, expired, failed. */
  readonly unsent: readonly UnsentMessage[];
  readonly holds: readonly RuleHold[];
  readonly caps: readonly CapReached[];
  /** Sends by local day of the week (Monday first) and hour. */
  readonly heatMap: readonly (readonly number[])[];
  /** When the comment service would look for a post; absent where it does not run by a schedule. */
  readonly commentSlots?: readonly number[];
  /** What a reader has to know: what was taken for granted, and what complained. */
  readonly notes: readonly SimulationNote[];
}

/** What was taken for granted, left out, or complained of. */
export type SimulationNote =
  /** Everything begins anew, and in groups somebody is taken to write every ten minutes. */
  | { readonly note: 'nothing-recorded' }
  /** It begins before the recording was taken: where the account stood then is not known. */
  | { readonly note: 'begins-earlier' }
  /** Only the beginning of a long queue was taken over. */
  | { readonly note: 'queue-cut'; readonly waiting: number; readonly taken: number }
  /** Nobody resumes a pause here. `BOT_ENABLED`: by the configuration; else the service, or `*`. */
  | { readonly note: 'paused'; readonly what: ServiceName | '*' | 'BOT_ENABLED' }
  /**
   * What others said is known of so many whole hours, less than a day: they are repeated; of none, somebody is taken
   * to write in each group every ten minutes.
   */
  | { readonly note: 'heard-little'; readonly hours: number }
  /** Groups that were never found so far: taken as open to the account, with the same talk. */
  | { readonly note: 'never-found'; readonly places: readonly string[] }
  /** Comments are not written: only the times of their schedule are told. */
  | { readonly note: 'no-comments' }
  /** Answers depend on what people say, which is not recorded. */
  | { readonly note: 'few-answers' }
  /** What a service said in its log. */
  | { readonly note: 'complaint'; readonly text: string };

/** What the simulation began with. */
export interface SimulationBasis {
  /** When the recording was taken; null: there was none. */
  readonly recordedAt: number | null;
  /** From when on what others said is known; null: nothing is. */
  readonly heardSince: number | null;
  /** Messages of others that were repeated: those that anything depends on. */
  readonly heard: number;
  /** Messages that waited already. */
  readonly queued: number;
}

/** What one service does in one place. */
export interface PlaceSummary {
  readonly service: ServiceName;
  /** Null: all people. */
  readonly peer: PeerId | null;
  /** As the operator wrote it. */
  readonly place: string;
  /** How often its schedule comes due; null where that follows the talk, or people. */
  readonly due: number | null;
  readonly sent: number;
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  readonly unsent: number;
  /** What waits at the end. */
  readonly waiting: number;
}

/** A message that would go out. */
export interface SimulatedSend {
  readonly at: number;
  readonly plannedFor: number;
  readonly service: ServiceName;
  readonly peer: PeerId;
  readonly place: string;
  /** Of the template, or of the private text; null where it is not told. */
  readonly template: string | null;
}

/** A message that would not. */
export interface UnsentMessage {
  readonly at: number;
  readonly plannedFor: number;
  readonly service: ServiceName;
  readonly peer: PeerId;
  readonly place: string;
  readonly state: 'refused' | 'expired' | 'failed' | 'unknown';
  readonly rule: string | null;
  readonly reason: string | null;
}

/** How a rule held messages back. */
export interface RuleHold {
  readonly rule: string;
  /** How many waits. */
  readonly times: number;
  readonly totalMs: number;
  readonly longestMs: number;
  readonly example: HoldExample;
}

/** The longest of them. */
export interface HoldExample {
  readonly at: number;
  readonly service: ServiceName;
  readonly place: string;
  readonly verdict: 'wait' | 'hold' | 'refuse';
  readonly until: number | null;
  readonly reason: string;
  readonly figure: string | null;
}

/** A cap that was reached. */
export interface CapReached {
  readonly rule: string;
  /** Local dates. */
  readonly days: readonly string[];
}
