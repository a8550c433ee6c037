import type { DayWindow, Limits } from '../core/settings.js';
import type { LoadContext } from './load-context.js';
import { parseActiveWindows } from './parse/active-windows.js';
import { parseBlackoutDays } from './parse/blackout-days.js';
import { parseDuration } from './parse/duration.js';
import { wholeNumber } from './parse/number.js';
import { orOff } from './parse/or-off.js';
import { good, type Parsed } from './parse/parsed.js';
import { parseTimeZone, systemTimeZone } from './parse/time-zone.js';
import { readPeopleLimits } from './people-limits.js';

/** Reads what holds messages back. */
export function readLimits(context: LoadContext): Limits {
  const { values, warnings } = context;
  const cap = orOff(wholeNumber(1, 1_000_000, 40));
  const messagesPerDay = values.read('MESSAGES_PER_DAY', cap);
  const messagesPerHour = values.read('MESSAGES_PER_HOUR', cap);
  if (!values.has('MESSAGES_PER_DAY') && !values.has('MESSAGES_PER_HOUR')) {
    warnings.push(
      "Neither MESSAGES_PER_DAY nor MESSAGES_PER_HOUR is set: only the schedule and Telegram's own limits hold messages back",
    );
  }
  return {
    timeZone: values.read('TIMEZONE', parseTimeZone) ?? systemTimeZone(),
    activeWindows: values.read('ACTIVE_WINDOWS', orAlways) ?? [],
    blackoutDays: values.read('BLACKOUT_DAYS', parseBlackoutDays) ?? [],
    ...(typeof messagesPerDay === 'number' && { messagesPerDay }),
    ...(typeof messagesPerHour === 'number' && { messagesPerHour }),
    minIntervalMs: values.read('MIN_INTERVAL_BETWEEN_MESSAGES_SECONDS', parseDuration) ?? 0,
    minIntervalPerPeerMs: values.read('MIN_INTERVAL_PER_CHAT_SECONDS', parseDuration) ?? 0,
    people: readPeopleLimits(context),
  };
}

/** Windows, or the word by which an absence of them is shown: so what the env file says can be lifted. */
function orAlways(text: string): Parsed<readonly DayWindow[]> {
  return /^always$/i.test(text) ? good([]) : parseActiveWindows(text);
}
