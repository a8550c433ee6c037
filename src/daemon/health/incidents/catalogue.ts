import type { AlertSeverity } from '../../../core/alerts.js';

/** What is the same for all incidents of a kind. */
interface IncidentWords {
  readonly severity: AlertSeverity;
  /** What the operator does about it, where nothing closer is known. */
  readonly remedy: string;
  /** Can the account write it down itself while it lasts? */
  readonly savedMessages: boolean;
  /** The same key is told once for ever: a budget's names its day. */
  readonly once?: true;
}

/** Every kind of incident, by its code; `docs/health.md` tells operators the same, and a test holds the two together. */
export const INCIDENTS = {
  BREAKER_OPEN: {
    severity: 'warning',
    remedy:
      'Ask Telegram for how long: postaci health --ask-spambot. Until then write to nobody who did not ask for it.',
    savedMessages: true,
  },
  TARGET_BARRED: {
    severity: 'warning',
    remedy: 'See to the right to write there, or take it out of the configuration.',
    savedMessages: true,
  },
  NOTHING_SENT: {
    severity: 'warning',
    remedy: 'See what holds it: postaci plan, postaci why last.',
    savedMessages: true,
  },
  BUDGET_SPENT: {
    severity: 'info',
    remedy: 'Nothing to do: what is more waits for tomorrow.',
    savedMessages: true,
    once: true,
  },
  MODEL_BUDGET_SPENT: {
    severity: 'warning',
    remedy: 'Raise LLM_TOKENS_PER_DAY or LLM_MONEY_PER_DAY, or wait for tomorrow.',
    savedMessages: true,
    once: true,
  },
  SERVICE_FAILING: {
    severity: 'critical',
    remedy: 'It is started anew by itself; the log has the error: please report it.',
    savedMessages: true,
  },
  CONFIGURATION_KEPT: {
    severity: 'warning',
    remedy: 'Mend the files: postaci config check names each place.',
    savedMessages: true,
  },
  TELEGRAM_UNREACHABLE: {
    severity: 'critical',
    remedy: 'See to the network and the proxy. It goes on by itself once Telegram answers.',
    savedMessages: false,
  },
  DATABASE_UNREACHABLE: {
    severity: 'critical',
    remedy:
      'See to the database. Nothing is sent without it; it goes on by itself once it answers.',
    savedMessages: false,
  },
  LEASE_LOST: {
    severity: 'critical',
    remedy:
      'The daemon ends. See to the database and that only one postaci runs, then start it again.',
    savedMessages: false,
  },
} as const satisfies Readonly<Record<string, IncidentWords>>;

export type IncidentCode = keyof typeof INCIDENTS;

/** The words of a kind. */
export const wordsOf = (code: IncidentCode): IncidentWords => INCIDENTS[code];
