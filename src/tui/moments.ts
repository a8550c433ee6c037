import { dateTime, dateTimeSeconds } from './panels/parts/times.js';

/** Farther away than this, a time of day alone could be of another day. */
const ALMOST_A_DAY_MS = 20 * 3_600_000;

/** `14:03:07`, as the wall clock of the zone shows it. */
export function timeOfDay(at: number, zone: string): string {
  return dateTimeSeconds(at, zone).slice(11);
}

/** `14:03`; farther than almost a day from now `05-02 14:03`. */
export function moment(at: number, now: number, zone: string): string {
  return dateTime(at, zone).slice(Math.abs(at - now) < ALMOST_A_DAY_MS ? 11 : 5);
}

/** The zone by the name that this machine knows it by; undefined: it knows none such. */
export function knownZone(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
