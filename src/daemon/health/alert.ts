import type { Alert } from '../../core/alerts.js';
import type { HealthState } from '../../core/health.js';
import type { AccountHealth } from '../../core/outcome.js';
import { describeLocal, type LocalClock } from '../../lib/local-time.js';
import { HEALTH } from './words.js';

/** Shorter waits are a working day's: they are logged and shown, but nobody is called for them. */
const WORTH_TELLING_MS = 60_000;

/** The account can still write to its own Saved Messages. */
export const canWrite = (health: AccountHealth): boolean =>
  health === 'ok' || health === 'slow' || health === 'spam-limited';

/**
 * What a change of health asks for: `tell` the operator, `note` it without a word (it is better than what was
 * told, but not well yet), or nothing.
 * @param told the health that the operator knows of
 */
export function alertFor(
  { health, since, until }: HealthState,
  told: AccountHealth,
): 'tell' | 'note' | undefined {
  if (health === told) return undefined;
  if (health === 'ok') return 'tell';
  if (HEALTH[health].rank < HEALTH[told].rank) return 'note';
  if (health === 'slow' && until !== null && until - since < WORTH_TELLING_MS) return undefined;
  return 'tell';
}

/**
 * The alert's words.
 * @param told the health that the operator knows of
 * @param name the account's
 */
export function alertOf(
  state: HealthState,
  told: AccountHealth,
  name: string,
  clock: LocalClock,
): Alert {
  const { health, since, until } = state;
  const was = health === 'ok' ? ` It was ${told}.` : '';
  return {
    code: `ACCOUNT_${health.toUpperCase().replaceAll('-', '_')}`,
    key: `${health}:${since}`,
    severity: HEALTH[health].severity,
    text: `postaci: ${name} is ${describeHealth(state, clock)}${was}`,
    bySavedMessages: canWrite(health),
    // What holds sends back may hold this one, too: once it is over, that it is over says it all.
    ...(until === null ? {} : { expiresAt: until }),
  };
}

/** `frozen since 2026-05-01 12:00: …. Appeal …`, in one line, for the log and for alerts. */
export function describeHealth(state: HealthState, clock: LocalClock): string {
  const { health, reason, since, until } = state;
  const from = `since ${describeLocal(clock, since)}`;
  if (health === 'ok') return `ok again ${from}.`;
  const end = until === null ? '' : ` until ${describeLocal(clock, until)}`;
  return `${health} ${from}${end}: ${sentence(reason)} ${HEALTH[health].remedy}`.trimEnd();
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
