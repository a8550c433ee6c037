import type { Verdict } from '../../core/guard.js';
import type { Intent } from '../../core/intent.js';
import type { Facts } from '../facts.js';

/** A rule is a pure function; `now` is milliseconds since the epoch. */
export type Rule = (facts: Facts, intent: Intent, now: number) => Verdict;

/** Nothing against it. `figure` is what the rule looked at, for "why?". */
export function allow(figure?: string): Verdict {
  return figure === undefined ? { type: 'allow' } : { type: 'allow', figure };
}

/** It is not said, now or later. */
export function refuse(reason: string, figure?: string): Verdict {
  return { type: 'refuse', as: 'refused', reason, ...(figure !== undefined && { figure }) };
}
