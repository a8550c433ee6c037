import type { Queryable } from '../core/database.js';
import type { LiveEvent } from '../core/events.js';
import type { Intent } from '../core/intent.js';
import type { Outcome } from '../core/outcome.js';
import { backoffMs } from '../lib/backoff.js';
import { describeDuration } from '../lib/duration.js';
import type { Settlement } from './attempt.js';
import { park } from './claim.js';
import { intentEvent, parkedEvent } from './intent-event.js';
import { type Move, move, moveToSent } from './move.js';
import { addRestriction } from './restrictions.js';
import { openSpamBreaker } from './spam-breaker.js';

/** An attempt without an answer is repeated after 1 s, doubling to a minute; always with the same ids. */
export const RETRY = { firstMs: 1_000, longestMs: 60_000 } as const;

/** Waits that the connection asks for, not Telegram: no restriction, they concern no one but us. */
const OWN_WAITS: ReadonlySet<string> = new Set(['DISCONNECTED', 'DEADLINE']);

/**
 * Writes down what came of an attempt, with everything that follows from it for others. Doing it twice
 * changes nothing.
 * @returns what to tell those who watch, once it is committed; nothing when it was settled already
 */
export async function settle(
  tx: Queryable,
  settlement: Settlement,
  now: number,
): Promise<readonly LiveEvent[]> {
  const { intent } = settlement;
  if (settlement.type === 'absent') {
    const { decision } = settlement;
    const parked = await park(tx, intent, decision, now);
    return parked ? [parkedEvent(intent, decision, now)] : [];
  }
  if (settlement.type === 'lost-track') {
    const end = { state: 'unknown', code: 'LOST_TRACK', reason: settlement.reason } as const;
    return moved(tx, intent, { ...end, nextAt: now, spent: true }, now);
  }
  return settleOutcome(tx, intent, settlement.outcome, settlement.inDoubt, now);
}

async function settleOutcome(
  tx: Queryable,
  intent: Intent,
  outcome: Outcome,
  inDoubt: boolean,
  now: number,
): Promise<readonly LiveEvent[]> {
  // An attempt that certainly had no effect says nothing about an earlier one that is in doubt.
  const back = { state: inDoubt ? 'sending' : 'queued', spent: inDoubt } as const;
  switch (outcome.status) {
    case 'sent': {
      const sent = await moveToSent(tx, intent.id, outcome, now);
      return sent ? [intentEvent(intent, now, 'sent')] : [];
    }
    case 'wait': {
      const until = now + outcome.waitMs;
      const reason = `${outcome.code}: wait ${describeDuration(outcome.waitMs)}`;
      const to = { ...back, nextAt: until, code: outcome.code, reason };
      const events = await moved(tx, intent, to, now);
      if (events.length > 0 && !OWN_WAITS.has(outcome.code)) {
        await addRestriction(tx, { ...scopeOf(intent, outcome), reason, since: now, until });
      }
      return events;
    }
    case 'refused': {
      const { code, reason, scope } = outcome;
      const end = { state: 'refused', nextAt: now, code, reason, spent: false } as const;
      const events = await moved(tx, intent, end, now);
      if (events.length > 0 && scope === 'peer') {
        const until = Number.POSITIVE_INFINITY;
        await addRestriction(tx, { ...scopeOf(intent, outcome), reason, since: now, until });
      }
      return events;
    }
    case 'spam-limited': {
      const { code } = outcome;
      const reason = `${code}: the account writes to too many strangers`;
      const events = await moved(tx, intent, { ...back, nextAt: now, code, reason }, now);
      if (events.length === 0) return events;
      const until = await openSpamBreaker(tx, intent.account, code, now);
      await postpone(tx, intent.id, until);
      return [intentEvent(intent, now, back.state, { until, reason })];
    }
    case 'unknown': {
      const nextAt = now + backoffMs(intent.attempts - 1, RETRY);
      const { code } = outcome;
      const reason = `${code}: no answer; it is tried again with the same id`;
      return moved(tx, intent, { state: 'sending', spent: true, nextAt, code, reason }, now);
    }
    case 'halt': {
      const { code, reason } = outcome;
      return moved(tx, intent, { ...back, nextAt: now, code, reason }, now);
    }
  }
}

async function moved(
  tx: Queryable,
  intent: Intent,
  to: Omit<Move, 'id'>,
  now: number,
): Promise<readonly LiveEvent[]> {
  if (!(await move(tx, { id: intent.id, ...to }, now))) return [];
  const { state, nextAt, reason } = to;
  return [intentEvent(intent, now, state, { reason, ...(nextAt > now && { until: nextAt }) })];
}

function scopeOf(
  intent: Intent,
  { scope, code }: { readonly scope: string; readonly code: string },
) {
  const { account, peer } = intent;
  if (scope === 'account') return { account, scope: 'account', code } as const;
  return { account, scope: 'peer', peer, code } as const;
}

async function postpone(tx: Queryable, id: number, until: number): Promise<void> {
  await tx.query(`update ${tx.schema}.outbox set next_at = $2 where id = $1`, [
    id,
    new Date(until),
  ]);
}
