import type { Finding } from '../../core/finding.js';
import type { Verdict } from '../../core/guard.js';
import type { Intent } from '../../core/intent.js';
import type { Facts } from '../facts.js';
import { figureOf } from './figure.js';

/** A rule is a pure function; `now` is milliseconds since the epoch. */
export type Rule = (facts: Facts, intent: Intent, now: number) => Verdict;

/** What the rule looked at, for "why?": a part of its verdict. */
export function looked(
  found: Finding,
  figure = figureOf(found),
): { readonly found: Finding; readonly figure?: string } {
  return { found, ...(figure !== undefined && { figure }) };
}

/** Nothing against it. */
export function allow(found?: Finding): Verdict {
  return { type: 'allow', ...(found && looked(found)) };
}

/** It is not said, now or later. */
export function refuse(reason: string, found: Finding): Verdict {
  return { type: 'refuse', as: 'refused', reason, ...looked(found) };
}
