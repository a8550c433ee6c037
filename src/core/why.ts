import type { Finding } from './finding.js';
import type { RuleName } from './guard.js';
import type { IntentState, ServiceName } from './intent.js';
import type { PeerId } from './peer.js';
import type { Withdrawal } from './withdrawal.js';

/** What one rule said. */
export interface RuleAnswer {
  readonly rule: RuleName;
  readonly said: 'allow' | 'wait' | 'hold' | 'refuse';
  readonly reason: string | null;
  /** What it looked at: `12 of 40 today`. */
  readonly figure: string | null;
  /** The same as data, reason and figure; null: it looked at nothing, or an older program decided. */
  readonly found: Finding | null;
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

/** What holds a message, or ended it. */
export interface WhyCause {
  /** A rule's name, an error code (Telegram's or one of ours), `cancelled` or `approval`. */
  readonly code: string;
  readonly reason: string;
  /** How it was taken back; null: it was not, or in the operator's own words. */
  readonly withdrawal: Withdrawal | null;
}

/** The message that one stands in line behind, and the rule that holds that one. */
export interface WhyBehind {
  readonly id: number;
  readonly rule: string;
  readonly reason: string | null;
}

/** What happened to a message. Times are milliseconds since the epoch. */
export interface WhyReport {
  /** In words, in the order in which it happened. */
  readonly sentences: readonly string[];
  /** The number that was asked about; null: nothing has been proposed yet. */
  readonly asked: number | null;
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
    /** When it is looked at again; null: it does not wait for a time. */
    readonly nextAt: number | null;
    readonly attempts: number;
    readonly settledAt: number | null;
    readonly messageIds: readonly number[];
    /** Null: nothing does, or did. */
    readonly cause: WhyCause | null;
    /** Null: it stands in no line. */
    readonly behind: WhyBehind | null;
  } | null;
  /** Oldest first; the newest twenty. */
  readonly decisions: readonly WhyDecision[];
}
