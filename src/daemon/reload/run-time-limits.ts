import { formatWindow } from '../../config/parse/active-windows.js';
import type { Sources } from '../../config/sources.js';
import type { VariableName } from '../../config/variables/known.js';
import type { RunTimeLimits } from '../../control/contract/settings.js';
import type { Limits } from '../../core/settings.js';
import type { WantedValues } from './change-variables.js';

const ALWAYS = '00:00-24:00';

/** The variable of each limit. */
const VARIABLES = {
  messagesPerDay: 'MESSAGES_PER_DAY',
  messagesPerHour: 'MESSAGES_PER_HOUR',
  minIntervalSeconds: 'MIN_INTERVAL_BETWEEN_MESSAGES_SECONDS',
  minIntervalPerChatSeconds: 'MIN_INTERVAL_PER_CHAT_SECONDS',
  newConversationsPerDay: 'NEW_CONVERSATIONS_PER_DAY',
  answersPerDay: 'ANSWERS_PER_DAY',
  activeWindows: 'ACTIVE_WINDOWS',
} as const satisfies Record<keyof RunTimeLimits, VariableName>;

/** The limits that operators turn, as they are. */
export function runTimeLimits(limits: Limits): RunTimeLimits {
  const windows = limits.activeWindows.map(formatWindow).join(',');
  return {
    messagesPerDay: limits.messagesPerDay ?? null,
    messagesPerHour: limits.messagesPerHour ?? null,
    minIntervalSeconds: Math.round(limits.minIntervalMs / 1_000),
    minIntervalPerChatSeconds: Math.round(limits.minIntervalPerPeerMs / 1_000),
    newConversationsPerDay: limits.people.newConversationsPerDay,
    answersPerDay: limits.people.answersPerDay,
    activeWindows: windows === ALWAYS ? '' : windows,
  };
}

/**
 * What has to be written for other limits. No cap, and no window, are words of their own: to take the variable out
 * would bring back what the env file says.
 */
export function wantedLimits(
  change: Partial<RunTimeLimits>,
  { variables }: Pick<Sources, 'variables'>,
): WantedValues {
  const wanted = new Map<VariableName, string | null>();
  const keys = Object.keys(VARIABLES) as (keyof RunTimeLimits)[];
  for (const key of keys) {
    const value = change[key];
    if (value === undefined) continue;
    const name = VARIABLES[key];
    if (value !== null && value !== '') wanted.set(name, String(value));
    else if (variables.has(name)) wanted.set(name, value === null ? 'off' : ALWAYS);
  }
  return wanted;
}
