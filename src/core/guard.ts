import type { Queryable } from './database.js';
import type { Finding } from './finding.js';
import type { Intent, IntentDraft } from './intent.js';

/** Every rule's name, in the order in which they are asked. Shown to operators: stable. */
export const RULE_NAMES = [
  'expiry',
  'paused',
  'restriction',
  'consent',
  'takeover',
  'still-silent',
  'allowed-target',
  'window',
  'day-cap',
  'hour-cap',
  'minimum-interval',
  'peer-interval',
  'instant-cap',
  'person-interval',
  'person-cap',
  'new-conversations',
  'answer-interval',
  'answer-cap',
  'slow-mode',
  'somebody-spoke',
] as const;
export type RuleName = (typeof RULE_NAMES)[number];

/**
 * What one rule says. `found` is what it looked at, for "why?", and `figure` the same in a few words.
 * `scope` tells the sender what else would hear the same: everything of this account's budget
 * (`account`), everything to this peer, or this intent alone.
 */
export type Verdict =
  | { readonly type: 'allow'; readonly figure?: string; readonly found?: Finding }
  | {
      readonly type: 'wait';
      /** Milliseconds since the epoch; always after the `now` it was asked for. */
      readonly until: number;
      readonly scope: 'account' | 'peer' | 'intent';
      readonly reason: string;
      readonly figure?: string;
      readonly found?: Finding;
    }
  /** Waits for an event (resume, approval), not for a time. */
  | {
      readonly type: 'hold';
      readonly scope: 'account' | 'peer' | 'intent';
      readonly reason: string;
      readonly figure?: string;
      readonly found?: Finding;
    }
  | {
      readonly type: 'refuse';
      /** `expired` when it is only too late. */
      readonly as: 'refused' | 'expired';
      readonly reason: string;
      readonly figure?: string;
      readonly found?: Finding;
    };

export interface TraceEntry {
  readonly rule: RuleName;
  readonly verdict: Verdict;
}

/** The guard's answer: the verdict that counts (the first refusal, else the longest wait), and every rule's own. */
export interface Decision {
  readonly verdict: Verdict;
  /** The rule whose verdict it is; undefined when all allowed. */
  readonly rule?: RuleName;
  readonly trace: readonly TraceEntry[];
}

export interface Guard {
  /**
   * Decides about one intent at one time. Reads its facts in the caller's transaction; the intent's own
   * reservation, if it has one, is not counted against it.
   */
  decide(tx: Queryable, intent: Intent, now: number): Promise<Decision>;
  /** What would be decided about an intent that is not there yet: for what is written late. */
  foresee(tx: Queryable, draft: IntentDraft, now: number): Promise<Decision>;
}
