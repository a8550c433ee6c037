import type { RunTimeLimits } from '../../control/contract/settings.js';
import { PostaciError } from '../../core/errors.js';

/** `NAME=value`, split at the first `=`. @throws PostaciError `USAGE` */
export function readAssignment(written: string): readonly [name: string, value: string] {
  const at = written.indexOf('=');
  if (at > 0) return [written.slice(0, at), written.slice(at + 1)];
  throw new PostaciError(
    'USAGE',
    `"${written}" does not say what it is to be`,
    'Write NAME=value, e.g. MESSAGES_PER_DAY=30',
  );
}

/** How each limit is read: a figure, a figure that may be missing, or windows of the day. */
const LIMITS: Readonly<Record<string, readonly [keyof RunTimeLimits, 'figure' | 'cap' | 'text']>> =
  {
    'messages-per-day': ['messagesPerDay', 'cap'],
    'messages-per-hour': ['messagesPerHour', 'cap'],
    'min-interval-seconds': ['minIntervalSeconds', 'figure'],
    'min-interval-per-chat-seconds': ['minIntervalPerChatSeconds', 'figure'],
    'new-conversations-per-day': ['newConversationsPerDay', 'figure'],
    'answers-per-day': ['answersPerDay', 'figure'],
    'active-windows': ['activeWindows', 'text'],
  };

/** The names that `limits set` knows. */
export const LIMIT_NAMES = Object.keys(LIMITS);

/**
 * `messages-per-day=30`, `messages-per-hour=none`, `active-windows=09:00-22:00`.
 * @throws PostaciError `USAGE`; whether a figure is sensible is for the daemon to say
 */
export function readLimits(written: readonly string[]): Partial<RunTimeLimits> {
  return Object.fromEntries(
    written.map((one) => {
      const [name, value] = readAssignment(one);
      const known = LIMITS[name];
      if (!known) throw unknownLimit(name);
      const [key, kind] = known;
      return [key, readValue(name, value, kind)];
    }),
  );
}

function readValue(name: string, value: string, kind: 'figure' | 'cap' | 'text') {
  if (kind === 'text') return value;
  if (kind === 'cap' && value === 'none') return null;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const none = kind === 'cap' ? ', or none' : '';
  throw new PostaciError(
    'USAGE',
    `"${value}" is no figure for ${name}`,
    `Write a whole number${none}, e.g. ${name}=30`,
  );
}

function unknownLimit(name: string): PostaciError {
  return new PostaciError(
    'USAGE',
    `there is no limit "${name}" that may be turned while the daemon runs`,
    `Say one of: ${LIMIT_NAMES.join(', ')}. All others are settings: postaci settings list`,
  );
}
