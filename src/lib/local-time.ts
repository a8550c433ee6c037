export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** Every zone's changes since 1970 fall on quarter hours of UTC (Lord Howe's too): one offset per quarter. */
const QUARTER_MS = 15 * 60_000;
/** Four years of quarters that were asked for, at most; then the zone's memory starts anew. */
const REMEMBERED_OFFSETS = 4_096;
/** No zone changes twice within this time. */
const LONGEST_STEP_MS = 12 * HOUR_MS;

/**
 * A wall clock. "Local" numbers are what a UTC clock would show if it showed the wall clock's digits:
 * milliseconds since local 1970-01-01 00:00. They jump when daylight saving begins and repeat when it ends.
 */
export interface LocalClock {
  /** The wall clock at a moment. */
  local(at: number): number;
  /**
   * The first moment from `from` on at which the wall clock passes `test`, exact to the millisecond.
   * @param nextChange the first local time after the given one at which `test` may change; earlier does no harm
   * @returns undefined when there is none before `horizon`
   */
  first(
    from: number,
    horizon: number,
    test: (local: number) => boolean,
    nextChange: (local: number) => number,
  ): number | undefined;
}

const clocks = new Map<string, LocalClock>();

/**
 * The wall clock of an IANA zone, made once per zone.
 * @throws RangeError for an unknown zone
 */
export function localClock(timeZone: string): LocalClock {
  const known = clocks.get(timeZone);
  if (known) return known;
  const made = makeClock(offsets(timeZone));
  clocks.set(timeZone, made);
  return made;
}

function makeClock(offsetAt: (at: number) => number): LocalClock {
  return {
    local: (at) => at + offsetAt(at),
    first(from, horizon, test, nextChange) {
      for (let at = from; at <= horizon; ) {
        const offset = offsetAt(at);
        const local = at + offset;
        if (test(local)) return at;
        const next = Math.min(at + (nextChange(local) - local), at + LONGEST_STEP_MS);
        at = offsetAt(next) === offset ? next : changeBetween(offsetAt, at, next);
      }
      return undefined;
    },
  };
}

/** The moment in (from, to] at which the offset becomes another. */
function changeBetween(offsetAt: (at: number) => number, from: number, to: number): number {
  const before = offsetAt(from);
  let low = Math.floor(from / QUARTER_MS);
  let high = Math.floor(to / QUARTER_MS);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * QUARTER_MS) === before) low = middle;
    else high = middle;
  }
  return high * QUARTER_MS;
}

/** Local minus UTC, in milliseconds. Asking Intl takes microseconds: the answers are remembered. */
function offsets(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    era: 'narrow',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const remembered = new Map<number, number>();
  return (at) => {
    const quarter = Math.floor(at / QUARTER_MS);
    const known = remembered.get(quarter);
    if (known !== undefined) return known;
    const offset = wallClock(format, quarter * QUARTER_MS) - quarter * QUARTER_MS;
    if (remembered.size >= REMEMBERED_OFFSETS) remembered.clear();
    remembered.set(quarter, offset);
    return offset;
  };
}

function wallClock(format: Intl.DateTimeFormat, at: number): number {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The moment at which the local day of `at` began. */
export function startOfLocalDay(clock: LocalClock, at: number): number {
  const local = clock.local(at);
  const midnight = Math.floor(local / DAY_MS) * DAY_MS;
  // Three hours earlier it was yesterday still, whatever daylight saving did since.
  const yesterday = at - (local - midnight) - 3 * HOUR_MS;
  const began = clock.first(
    yesterday,
    at,
    (wall) => wall >= midnight,
    () => midnight,
  );
  return began ?? at;
}

/** The moment at which the local day after that of `at` begins. */
export function startOfNextLocalDay(clock: LocalClock, at: number): number {
  const midnight = (Math.floor(clock.local(at) / DAY_MS) + 1) * DAY_MS;
  const begins = clock.first(
    at,
    at + 2 * DAY_MS,
    (wall) => wall >= midnight,
    () => midnight,
  );
  return begins ?? at + DAY_MS;
}

/** `2026-03-29 04:00`, as the wall clock shows it. */
export function describeLocal(clock: LocalClock, at: number): string {
  return new Date(clock.local(at)).toISOString().slice(0, 16).replace('T', ' ');
}

/** `2026-03-29 04:00:07`, as the wall clock shows it. */
export function describeLocalSeconds(clock: LocalClock, at: number): string {
  return new Date(clock.local(at)).toISOString().slice(0, 19).replace('T', ' ');
}
