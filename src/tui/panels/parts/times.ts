import { describeLocal, describeLocalSeconds, localClock } from '../../../lib/local-time.js';

/** The zone that the terminal runs in. */
export const TERMINAL_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** `2026-05-01 12:00`, as the wall clock of the zone shows it. */
export function dateTime(at: number, zone: string): string {
  return describeLocal(localClock(zone), at);
}

/** `2026-05-01 12:00:07`. */
export function dateTimeSeconds(at: number, zone: string): string {
  return describeLocalSeconds(localClock(zone), at);
}

/** `05-01 12:00:07`, where the year is not in question. */
export function dayTimeSeconds(at: number, zone: string): string {
  return dateTimeSeconds(at, zone).slice(5);
}

/** What is left of a time: `2:59:07`, `4:05`; days in hours. Never below zero. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3_600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest.replace(/^0/, '');
}
