import type { Queryable } from '../core/database.js';
import type { LiveEvent } from '../core/events.js';
import type { Intent } from '../core/intent.js';
import type { Outcome } from '../core/outcome.js';
import type { SpamBreakerSettings } from '../core/settings.js';
import { backoffMs } from '../lib/backoff.js';
import type { Settlement } from './attempt.js';
import { park } from './claim.js';
import { reasonOf, restrictionOf, type Unsent } from './consequences.js';
import { type IntentEvent, intentEvent, parkedEvent } from './intent-event.js';
import { type Move, move, moveToSent } from './move.js';
import { addRestriction } from './restrictions.js';
import { DEFAULT_SPAM_BREAKER, noteSpamLimit } from './spam-breaker.js';

/** An attempt without an answer is repeated after 1 s, doubling to a minute; always with the same ids. */
export const RETRY = { firstMs: 1_000, longestMs: 60_000 } as const;

/**
 * Writes down what came of an attempt, with everything that follows from it for others. Doing it twice
 * changes nothing.
 * @returns what to tell those who watch, once it is committed; nothing when it was settled already
 */
export async function settle(
  tx: Queryable,
  settlement: Settlement,
  now: number,
  spamBreaker: SpamBreakerSettings = DEFAULT_SPAM_BREAKER,
): Promise<readonly LiveEvent[]> {
  const { intent } = settlement;
  if (settlement.type === 'absent') {
    const { decision } = settlement;
    const parked = await park(tx, intent, decision, now);
    return parked ? [parkedEvent(intent, decision, now)] : [];
  }
  if (settlement.type === 'lost-track') {
    const end = { state: 'unknown', code: 'LOST_TRACK', reason: settlement.reason } as const;
    return moved(tx, intent, undefined, { ...end, nextAt: now, spent: true }, now);
  }
  const { outcome, inDoubt, answeredInMs } = settlement;
  const took = answeredInMs === undefined ? {} : { answeredInMs };
  const events = await settleOutcome(tx, intent, outcome, { inDoubt, spamBreaker, now });
  return events.map((event) => ({ ...event, ...took }));
}

interface Circumstances {
  readonly inDoubt: boolean;
  readonly spamBreaker: SpamBreakerSettings;
  readonly now: number;
}

async function settleOutcome(
  tx: Queryable,
  intent: Intent,
  outcome: Outcome,
  { inDoubt, spamBreaker, now }: Circumstances,
): Promise<readonly IntentEvent[]> {
  // An attempt that certainly had no effect says nothing about an earlier one that is in doubt.
  const back = { state: inDoubt ? 'sending' : 'queued', spent: inDoubt } as const;
  if (outcome.status === 'sent') {
    const sent = await moveToSent(tx, intent.id, outcome, now);
    const lateMs = Math.max(0, now - intent.notBefore);
    return sent ? [intentEvent(intent, now, 'sent', { lateMs })] : [];
  }
  const { code } = outcome;
  const to = { code, reason: reasonOf(outcome) };
  switch (outcome.status) {
    case 'wait':
      return moved(tx, intent, outcome, { ...back, ...to, nextAt: now + outcome.waitMs }, now);
    case 'refused': {
      const state = outcome.scope === 'intent' ? 'failed' : 'refused';
      return moved(tx, intent, outcome, { state, spent: false, ...to, nextAt: now }, now);
    }
    case 'spam-limited': {
      const events = await moved(tx, intent, outcome, { ...back, ...to, nextAt: now }, now);
      if (events.length === 0) return events;
      const until = await noteSpamLimit(tx, intent, code, spamBreaker, now);
      await postpone(tx, intent.id, until);
      return [intentEvent(intent, now, back.state, { until, ...to })];
    }
    case 'unknown': {
      const nextAt = now + backoffMs(intent.attempts - 1, RETRY);
      return moved(tx, intent, outcome, { state: 'sending', spent: true, ...to, nextAt }, now);
    }
    case 'halt':
      return moved(tx, intent, outcome, { ...back, ...to, nextAt: now }, now);
  }
}

/** Moves the intent, and stores what its outcome forbids from now on. */
async function moved(
  tx: Queryable,
  intent: Intent,
  outcome: Unsent | undefined,
  to: Omit<Move, 'id'>,
  now: number,
): Promise<readonly IntentEvent[]> {
  if (!(await move(tx, { id: intent.id, ...to }, now))) return [];
  const { state, nextAt, code, reason } = to;
  const restriction = outcome && restrictionOf(intent, outcome, reason, now);
  if (restriction) await addRestriction(tx, restriction);
  const why = { code, reason, ...(nextAt > now && { until: nextAt }) };
  return [intentEvent(intent, now, state, why)];
}

async function postpone(tx: Queryable, id: number, until: number): Promise<void> {
  await tx.query(`update ${tx.schema}.outbox set next_at = $2 where id = $1`, [
    id,
    new Date(until),
  ]);
}
