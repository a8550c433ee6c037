import { bad, good, type Parsed } from './parsed.js';

/** Is this a day of the calendar, written `2026-01-31`? */
export function isLocalDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

const TELEGRAM_BEGAN = '2013-08-14';

/** The local date on which an account began. */
export function parseAccountSince(text: string): Parsed<string> {
  const remedy = 'Write year, month and day, e.g. {name}=2024-05-01';
  if (!isLocalDate(text)) return bad('is no day of the calendar', remedy);
  if (text < TELEGRAM_BEGAN) return bad('is before Telegram began', remedy);
  return good(text);
}
