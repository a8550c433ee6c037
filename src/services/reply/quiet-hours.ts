import type { DayWindow } from '../../core/settings.js';
import { DAY_MS, localClock } from '../../lib/local-time.js';
import { contains } from './matching.js';

const MINUTE_MS = 60_000;

/** The wall clock's minute of the day at a moment. */
export function localMinute(timeZone: string, at: number): number {
  const local = localClock(timeZone).local(at);
  return Math.floor((local - Math.floor(local / DAY_MS) * DAY_MS) / MINUTE_MS);
}

/**
 * The first moment from `at` on that is not in the quiet hours: `at` itself outside of them.
 * @returns undefined when they never end
 */
export function afterQuiet(
  quiet: readonly DayWindow[],
  timeZone: string,
  at: number,
): number | undefined {
  if (quiet.length === 0) return at;
  const isOpen = (local: number) => {
    const minute = Math.floor((local - Math.floor(local / DAY_MS) * DAY_MS) / MINUTE_MS);
    return !quiet.some((window) => contains(window, minute));
  };
  const nextEnd = (local: number) => {
    const midnight = Math.floor(local / DAY_MS) * DAY_MS;
    const ends = quiet.map(({ endMinute }) => midnight + endMinute * MINUTE_MS);
    return Math.min(midnight + DAY_MS, ...ends.filter((end) => end > local));
  };
  return localClock(timeZone).first(at, at + 2 * DAY_MS, isOpen, nextEnd);
}
