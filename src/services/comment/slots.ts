import type { Limits } from '../../core/settings.js';
import { type Calendar, calendarOf } from '../../lib/calendar.js';
import { HOUR_MS, startOfLocalDay, startOfNextLocalDay } from '../../lib/local-time.js';
import type { Random } from '../../lib/seeded-random.js';

/** Without any cap on an hour or a day, scheduled comments are so far apart. */
const UNLIMITED_GAP_MS = 30 * 60_000;
/** Of the even share of time; the rest is chance's. */
const ROOM = 0.8;
/** No window is ahead: it is looked again after so long, for the limits may change. */
const CLOSED_MS = HOUR_MS;

/** The shortest time between two comments that the limits leave; milliseconds. */
export function paceMs({ minIntervalMs, messagesPerHour }: Limits): number {
  const spread = messagesPerHour ? HOUR_MS / messagesPerHour : 0;
  return Math.ceil(Math.max(1_000, minIntervalMs, spread));
}

/**
 * When the next scheduled comment is thought of: the time that is left of the day's windows, shared evenly by
 * what is left of the day's budget, and by chance half as long up to half as long again. So a day's comments
 * lie all over its windows, and never bunch where one begins.
 * @param sentToday unsolicited sends since local midnight
 * @returns milliseconds since the epoch, within a window and after `now`
 */
export function nextSlot(limits: Limits, sentToday: number, now: number, random: Random): number {
  const calendar = calendarOf(limits);
  const tomorrow = startOfNextLocalDay(calendar.clock, now);
  const { messagesPerDay = Number.POSITIVE_INFINITY } = limits;
  const left = messagesPerDay - sentToday;
  const [from, budget] =
    left > 0 && openMs(calendar, now, tomorrow) > 0 ? [now, left] : [tomorrow, messagesPerDay];
  if (budget <= 0) return now + CLOSED_MS;
  const end = startOfNextLocalDay(calendar.clock, from);
  const share = Number.isFinite(budget) ? openMs(calendar, from, end) / budget : defaultGap(limits);
  const gap = Math.max(share, paceMs(limits)) * (0.5 + random());
  return within(calendar, from, gap) ?? now + CLOSED_MS;
}

/**
 * The least time between two comments that lets the day's budget last until its last window ends, with some
 * room for chance; at least what the limits leave. Without it, lively channels would spend it in the morning.
 * @param sentToday unsolicited sends since local midnight
 */
export function lastingPaceMs(limits: Limits, sentToday: number, now: number): number {
  const { messagesPerDay } = limits;
  if (messagesPerDay === undefined || messagesPerDay <= sentToday) return paceMs(limits);
  const calendar = calendarOf(limits);
  const open = openMs(calendar, now, startOfNextLocalDay(calendar.clock, now));
  return Math.max(paceMs(limits), Math.floor((ROOM * open) / (messagesPerDay - sentToday)));
}

/** When the local day of a moment began; milliseconds since the epoch. */
export function midnightOf(limits: Limits, now: number): number {
  return startOfLocalDay(calendarOf(limits).clock, now);
}

function defaultGap({ messagesPerHour }: Limits): number {
  return messagesPerHour ? HOUR_MS / messagesPerHour : UNLIMITED_GAP_MS;
}

/** How long windows are open between two moments. */
function openMs(calendar: Calendar, from: number, until: number): number {
  let open = 0;
  for (let at = calendar.opening(from, 0); at !== undefined && at < until; ) {
    const closes = Math.min(calendar.closing(at), until);
    open += closes - at;
    if (closes >= until) break;
    at = calendar.opening(closes, 0);
  }
  return open;
}

/** The moment at which windows have been open for so long. */
function within(calendar: Calendar, from: number, openFor: number): number | undefined {
  let left = openFor;
  for (let at = calendar.opening(from, 0); at !== undefined; ) {
    const closes = calendar.closing(at);
    if (closes - at > left) return at + left;
    left -= closes - at;
    at = calendar.opening(closes, 0);
  }
  return undefined;
}
