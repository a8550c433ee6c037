import type { AlertSeverity } from '../../core/alerts.js';
import type { LiveEvent } from '../../core/events.js';
import type { IntentState } from '../../core/intent.js';
import type { AccountHealth } from '../../core/outcome.js';
import { HEALTH } from '../health/words.js';

/** Everything that a union names, so that a new member is not forgotten. */
function all<T extends string>(members: Readonly<Record<T, unknown>>): readonly T[] {
  return Object.keys(members) as T[];
}

export const EVENT_TYPES = all<LiveEvent['type']>({
  intent: 1,
  heard: 1,
  takeover: 1,
  'takeover-lifted': 1,
  consent: 1,
  'catching-up': 1,
  configuration: 1,
  alert: 1,
  connection: 1,
  health: 1,
  service: 1,
});

export const SEVERITIES = all<AlertSeverity>({ info: 1, warning: 1, critical: 1 });
export const HEALTHS = all<AccountHealth>(HEALTH);

/** How a message ends. */
export const ENDS = [
  'sent',
  'refused',
  'failed',
  'expired',
  'unknown',
] as const satisfies readonly IntentState[];
/** Where a message is before that; `unknown` never comes back. */
export const OPEN_STATES = ['draft', 'queued', 'sending'] as const satisfies readonly IntentState[];
/** How a hosted service is. */
export const SERVICE_STATES = ['running', 'restarting', 'stopped'] as const;

/** Families of Telegram's methods, by the word before the dot; `all` is every method. */
export const METHOD_FAMILIES = [
  'all',
  'account',
  'auth',
  'bots',
  'channels',
  'contacts',
  'help',
  'messages',
  'photos',
  'stories',
  'updates',
  'upload',
  'users',
] as const;

/** @param method as Telegram's schema names it, `updates.getDifference`; `*`: every one */
export function methodFamily(method: string): string {
  return method === '*' ? 'all' : (method.split('.', 1)[0] ?? '');
}
