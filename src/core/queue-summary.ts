import type { RuleName } from './guard.js';
import type { IntentState } from './intent.js';
import type { PeerId } from './peer.js';

/** The outbox at one glance. Times are milliseconds since the epoch. */
export interface QueueSummary {
  /** How many intents are in each state. */
  readonly states: Readonly<Record<IntentState, number>>;
  /** How many queued intents each rule holds back. */
  readonly waiting: Readonly<Partial<Record<RuleName, number>>>;
  /** The queued intent that is looked at next; null when none has a time. */
  readonly next: {
    readonly id: number;
    readonly peer: PeerId;
    readonly at: number;
    readonly rule: string | null;
    readonly reason: string | null;
  } | null;
  /** Unsolicited sends that count now, beside their caps (null: no cap). */
  readonly spent: {
    readonly today: number;
    readonly dayCap: number | null;
    readonly lastHour: number;
    readonly hourCap: number | null;
  };
}
