import type { Violation } from './judge.js';
import type { RecordedAttempt, WorldRecord } from './record.js';

/** From when to when the daemon knew that it must not send, and to whom (everybody when undefined). */
interface Hold {
  readonly code: string;
  readonly since: number;
  readonly until: number;
  readonly peer?: number;
}

/**
 * Attempts that the daemon began although Telegram had told it to wait or not to write there any more;
 * and those that only slow mode's own refusal kept from being too soon.
 */
export function heldAttempts({ attempts, kills }: WorldRecord): Violation[] {
  const holds: Hold[] = [];
  const violations: Violation[] = [];
  for (const attempt of attempts) {
    const hold = holds.find(
      ({ since, until, peer }) =>
        attempt.at > since && attempt.at < until && (peer === undefined || peer === attempt.peer),
    );
    if (hold) {
      const what = `an attempt in ${attempt.peer} while ${hold.code} held until ${hold.until}`;
      violations.push({ rule: 'restriction', at: attempt.at, what });
    }
    const known = holdOf(attempt);
    // Killed before it could write the answer down: it never knew.
    if (known && !kills.includes(known.since)) holds.push(known);
    if (attempt.outcome?.status === 'wait' && isSlowMode(attempt)) {
      const what = `the world had to refuse a message to ${attempt.peer}`;
      violations.push({ rule: 'slow-mode', at: attempt.at, what });
    }
  }
  return violations;
}

function isSlowMode({ outcome, fault }: RecordedAttempt): boolean {
  return fault === undefined && outcome?.status === 'wait' && outcome.code.startsWith('SLOWMODE');
}

function holdOf({ outcome, answeredAt: since, peer }: RecordedAttempt): Hold | undefined {
  if (since === undefined || !outcome) return undefined;
  if (outcome.status === 'wait' && outcome.code.includes('_WAIT_')) {
    const { code, scope, waitMs } = outcome;
    return { code, since, until: since + waitMs, ...(scope === 'peer' ? { peer } : {}) };
  }
  if (outcome.status === 'refused' && outcome.scope === 'peer') {
    return { code: outcome.code, since, until: Number.POSITIVE_INFINITY, peer };
  }
  return undefined;
}
