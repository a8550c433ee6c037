import type { Limits } from '../core/settings.js';
import { DAY_MS, type LocalClock, localClock } from './local-time.js';

const MINUTE_MS = 60_000;
/** Beyond this many days beside the blackout days no window is looked for. */
const HORIZON_DAYS = 30;

/** When the account may speak, as moments. */
export interface Calendar {
  readonly clock: LocalClock;
  /**
   * The first moment from `from` on that lies in a window with at least `marginMs` left in it.
   * @returns undefined when there is none: every day is blacked out, or no window is that long
   */
  opening(from: number, marginMs: number): number | undefined;
  /** The moment after `from`, which lies in a window, at which that ends; Infinity without windows. */
  closing(from: number): number;
}

const calendars = new WeakMap<Limits, Calendar>();

/**
 * The calendar of the limits' windows and blackout days, made once per object. The wall clock rules:
 * what daylight saving skips is not there, what it repeats is there twice.
 */
export function calendarOf(limits: Limits): Calendar {
  const known = calendars.get(limits);
  if (known) return known;
  const made = makeCalendar(limits);
  calendars.set(limits, made);
  return made;
}

function makeCalendar({ timeZone, activeWindows, blackoutDays }: Limits): Calendar {
  const clock = localClock(timeZone);
  const blackout = new Set(blackoutDays.map((day) => Math.floor(Date.parse(day) / DAY_MS)));
  const windows = activeWindows.map(({ startMinute, endMinute }) => ({
    start: startMinute * MINUTE_MS,
    end: endMinute * MINUTE_MS,
  }));
  const changes = windows.flatMap(({ start, end }) => [start, end]).sort((a, b) => a - b);

  const isOpen = (local: number): boolean => {
    const day = Math.floor(local / DAY_MS);
    const time = local - day * DAY_MS;
    if (blackout.has(day)) return false;
    return windows.length === 0 || windows.some((window) => contains(window, time));
  };
  const nextChange = (local: number): number => {
    const midnight = Math.floor(local / DAY_MS) * DAY_MS;
    return midnight + (changes.find((change) => midnight + change > local) ?? DAY_MS);
  };
  const horizonMs = (HORIZON_DAYS + blackout.size) * DAY_MS;
  const always = windows.length === 0 && blackout.size === 0;

  const closing = (from: number): number => {
    if (always) return Number.POSITIVE_INFINITY;
    const closes = clock.first(from, from + horizonMs, (local) => !isOpen(local), nextChange);
    return closes ?? Number.POSITIVE_INFINITY;
  };
  const opening = (from: number, marginMs: number): number | undefined => {
    if (always) return from;
    const horizon = from + horizonMs;
    let opens = clock.first(from, horizon, isOpen, nextChange);
    while (opens !== undefined) {
      const closes = closing(opens);
      if (closes - opens >= marginMs) return opens;
      opens = clock.first(closes, horizon, isOpen, nextChange);
    }
    return undefined;
  };
  return { clock, opening, closing };
}

/** A window whose end is not after its start passes midnight. */
function contains({ start, end }: { start: number; end: number }, time: number): boolean {
  return start < end ? time >= start && time < end : time >= start || time < end;
}
