import type { AccountHealth } from '../../../core/outcome.js';
import { describeDuration } from '../../../lib/duration.js';
import { describeLocal, HOUR_MS, type LocalClock } from '../../../lib/local-time.js';
import type { Sight } from './sight.js';

/** Something that should have been sent, and was not. */
export interface Unsent {
  readonly state: 'draft' | 'queued' | 'sending' | 'refused' | 'failed' | 'expired' | 'unknown';
  /** The rule or error code that holds or ended it. */
  readonly rule: string | null;
  readonly reason: string | null;
}

/** What a silence is judged by. Times are milliseconds since the epoch. */
export interface SilenceFacts {
  readonly now: number;
  readonly local: LocalClock;
  /** Undefined: the operator does not want to know. */
  readonly afterMs: number | undefined;
  /** Services run, nothing is paused, and something is configured to be sent. */
  readonly expected: boolean;
  readonly health: AccountHealth;
  readonly online: boolean;
  readonly startedAt: number;
  /** When the last pause ended; undefined: not in this run. */
  readonly resumedAt: number | undefined;
  /** The last message of a service that arrived; the account's first day where there is none. */
  readonly lastSentAt: number;
  /** What has waited for more than `OVERDUE_MS`, or ended unsent since the last one arrived; the next or newest. */
  readonly unsent: Unsent | undefined;
  /** When something is due next; undefined: nothing is planned. */
  readonly nextAt: number | undefined;
}

/** What is due but waits no longer than this is on its way. */
export const OVERDUE_MS = HOUR_MS;

const CODE = 'NOTHING_SENT';

/**
 * A long silence, where something should have been said: not while the schedule itself is that sparse. Frozen,
 * limited or offline the account is silent for a reason that was told already.
 */
export function longSilence(facts: SilenceFacts): readonly Sight[] {
  const { now, afterMs, expected, health, online, lastSentAt, startedAt, resumedAt } = facts;
  if (afterMs === undefined || !expected) return [];
  if (now - lastSentAt < afterMs) {
    return [{ is: 'over', code: CODE, key: '', what: 'messages are sent again' }];
  }
  const unclear: Sight = { is: 'unclear', code: CODE, key: '' };
  if (!online || (health !== 'ok' && health !== 'slow')) return [unclear];
  // What waited while the daemon was down, or paused, gets its chance first.
  if (now - startedAt < Math.min(HOUR_MS, afterMs)) return [unclear];
  if (resumedAt !== undefined && now - resumedAt < afterMs) return [unclear];
  const why = reasonOf(facts);
  if (why === undefined) return [];
  const since = describeLocal(facts.local, lastSentAt);
  const what = `nothing was sent for ${describeDuration(now - lastSentAt)}, since ${since}: ${why}`;
  return [{ is: 'on', code: CODE, key: '', what }];
}

function reasonOf({ unsent, nextAt }: SilenceFacts): string | undefined {
  if (!unsent) {
    // The schedule says when: nothing was due.
    return nextAt === undefined ? 'nothing is planned, and no place can be written to' : undefined;
  }
  const { state, rule, reason } = unsent;
  const said = reason === null || reason === '' ? '' : ` (${reason})`;
  if (state === 'draft') return 'what was written waits for your approval: postaci approve';
  if (state === 'queued' || state === 'sending') {
    return rule === null
      ? 'the next message is on its way'
      : `the next one waits for ${rule}${said}`;
  }
  return `the last one is ${state}${rule === null ? '' : ` by ${rule}`}${said}`;
}
