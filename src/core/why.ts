import type { RuleName } from './guard.js';
import type { IntentState, ServiceName } from './intent.js';
import type { PeerId } from './peer.js';

/** What one rule said. */
export interface RuleAnswer {
  readonly rule: RuleName;
  readonly said: 'allow' | 'wait' | 'hold' | 'refuse';
  readonly reason: string | null;
  /** What it looked at: `12 of 40 today`. */
  readonly figure: string | null;
}

/** One decision of the guard, as it was stored. Times are milliseconds since the epoch. */
export interface WhyDecision {
  readonly at: number;
  readonly verdict: 'allow' | 'wait' | 'hold' | 'refuse';
  /** Whose verdict it is; null when every rule let it go. */
  readonly rule: RuleName | null;
  readonly until: number | null;
  readonly rules: readonly RuleAnswer[];
}

/** What happened to a message. Times are milliseconds since the epoch. */
export interface WhyReport {
  /** In words, in the order in which it happened. */
  readonly sentences: readonly string[];
  /** Null: there is none (any more), and the sentences say so. */
  readonly message: {
    readonly id: number;
    readonly service: ServiceName;
    readonly peer: PeerId;
    /** The chat's title or the person's name; empty when it was never heard. */
    readonly name: string;
    readonly state: IntentState;
    readonly proposedAt: number;
    readonly plannedFor: number;
    readonly attempts: number;
    readonly settledAt: number | null;
    readonly messageIds: readonly number[];
  } | null;
  /** Oldest first; the newest twenty. */
  readonly decisions: readonly WhyDecision[];
}
