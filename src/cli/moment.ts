import { DAY_MS, localClock } from '../lib/local-time.js';

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?$/i;

/** A moment in milliseconds since the epoch, or why it is none. */
export type Moment = { readonly at: number } | { readonly problem: string };

/**
 * Reads `2026-03-01`, `2026-03-01 14:30` or `2026-03-01T14:30:00+03:00`. Without an offset it is the
 * customer's local time, without a time the beginning of that day.
 */
export function readMoment(written: string, timeZone: string): Moment {
  const match = ISO.exec(written);
  if (!match) return { problem: 'is no date like 2026-03-01 or 2026-03-01T14:30:00+03:00' };
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((digits) => Number(digits ?? 0));
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  const exists = new Date(local).toISOString().startsWith(written.slice(0, 10));
  if (!exists || hour > 23 || minute > 59 || second > 59) {
    return { problem: 'is a date or time that does not exist' };
  }
  const offset = match[7];
  return { at: offset === undefined ? momentOf(local, timeZone) : local - offsetMs(offset) };
}

/** The first moment at which the zone's clocks show it, or have passed it. */
function momentOf(local: number, timeZone: string): number {
  const clock = localClock(timeZone);
  const shows = (wall: number) => wall >= local;
  return clock.first(local - DAY_MS, local + DAY_MS, shows, () => local) ?? local;
}

function offsetMs(offset: string): number {
  if (offset.toUpperCase() === 'Z') return 0;
  const [hours = 0, minutes = 0] = [offset.slice(1, 3), offset.slice(-2)].map(Number);
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
