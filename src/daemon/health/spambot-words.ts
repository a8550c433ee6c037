import type { SpamBotVerdict } from '../../core/health.js';

/** "Good news, no limits are currently applied to your account. You’re free as a bird!" */
const FREE = /no limits are currently applied to your account/i;

/** "… your account is now limited until 5 Dec 2026, 12:00 UTC." The time may be missing. */
const LIMITED_UNTIL =
  /\blimited until (?<day>\d{1,2}) (?<month>[a-z]{3})[a-z]*\.? (?<year>\d{4})(?:,? (?<hour>\d{1,2}):(?<minute>\d{2}))?/i;

/** Limits that name no end, and accounts that are blocked for good. */
const LIMITED = [
  /your account (?:is now|was|has been) limited/i,
  /(?:some (?:account )?actions|some phone numbers) (?:can|may) trigger a harsh response/i,
  /your account (?:is|was|has been) blocked for violations/i,
];

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Reads @SpamBot's own words, as far as they are the English ones that are known; nothing is guessed. */
export function readSpamBot(text: string): SpamBotVerdict {
  const until = endIn(text);
  if (until !== undefined) return { kind: 'limited', until };
  if (FREE.test(text)) return { kind: 'free' };
  if (LIMITED.some((words) => words.test(text))) return { kind: 'limited', until: null };
  return { kind: 'unreadable' };
}

/** In milliseconds since the epoch; a day without a time lasts until its end. */
function endIn(text: string): number | undefined {
  const { day, month, year, hour, minute } = LIMITED_UNTIL.exec(text)?.groups ?? {};
  if (day === undefined || month === undefined || year === undefined) return undefined;
  const index = MONTHS.indexOf(month.toLowerCase());
  if (index < 0) return undefined;
  if (hour === undefined) return Date.UTC(Number(year), index, Number(day) + 1);
  return Date.UTC(Number(year), index, Number(day), Number(hour), Number(minute));
}
