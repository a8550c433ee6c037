import type { AlertSeverity } from '../../core/alerts.js';
import type { ErrorCode } from '../../core/errors.js';
import type { AccountHealth } from '../../core/outcome.js';

/** What a health is called, and what a person does about it. */
interface HealthWords {
  /** Grows with how bad it is. */
  readonly rank: number;
  readonly severity: AlertSeverity;
  readonly remedy: string;
  /** What ends the daemon, where the session is over. */
  readonly ends?: ErrorCode;
}

/** Each health of an account; `docs/health.md` tells operators the same. */
export const HEALTH: Readonly<Record<AccountHealth, HealthWords>> = {
  ok: { rank: 0, severity: 'info', remedy: '' },
  slow: { rank: 1, severity: 'info', remedy: 'Nothing to do: it ends by itself.' },
  'spam-limited': {
    rank: 2,
    severity: 'warning',
    remedy:
      'Ask Telegram for how long: postaci health --ask-spambot. Until then write to nobody who did not ask for it.',
  },
  frozen: {
    rank: 3,
    severity: 'critical',
    remedy: 'Appeal in an official Telegram app. The daemon goes on by itself once it is over.',
  },
  taken: {
    rank: 4,
    severity: 'critical',
    remedy: 'Make sure that no other program uses this session, then log in again: postaci login',
    ends: 'ACCOUNT_TAKEN',
  },
  'logged-out': {
    rank: 4,
    severity: 'critical',
    remedy: 'Log in again: postaci login',
    ends: 'ACCOUNT_LOGGED_OUT',
  },
  banned: {
    rank: 5,
    severity: 'critical',
    remedy: 'Write to recover@telegram.org from the account’s owner',
    ends: 'ACCOUNT_BANNED',
  },
};

/** States in which only a new login helps: the server is not asked again with the same session. */
export const ENDS: readonly AccountHealth[] = ['logged-out', 'taken', 'banned'];
