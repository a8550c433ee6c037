import { Cron } from 'croner';
import type { Schedule } from '../../core/settings.js';
import type { Random } from '../../lib/seeded-random.js';

/** Targets that a cron expression makes due at one moment follow each other at this distance. */
const CRON_STEP_MS = 2000;
/** The first message of a target comes at most this much later than its place in the row asks for. */
const MOST_START_JITTER_MS = 60_000;
/** Messages an hour at which a traffic-following gap is half way between its bounds. */
const HALF_WAY_PER_HOUR = 30;

/** Where a target stands among those with the same schedule: what spreads them over time. */
export interface Place {
  /** From 0. */
  readonly rank: number;
  readonly count: number;
}

/** A schedule's identity: when it changes, its target starts anew. */
export function scheduleText(schedule: Schedule, timeZone: string): string {
  switch (schedule.kind) {
    case 'every':
      return `every ${schedule.everyMs} jitter ${schedule.jitterMs}`;
    case 'cron':
      return `cron ${schedule.expression} in ${timeZone}`;
    case 'traffic':
      return `traffic ${schedule.minMs} to ${schedule.maxMs}`;
  }
}

/**
 * The next occurrence of a cron expression after `afterMs`; `Infinity` when there is none. A local time
 * that a clock change leaves out runs right after the gap; one that it repeats runs once. Expressions that
 * run all the time (every so many minutes) go by elapsed time instead.
 */
export function nextCronRun(expression: string, timeZone: string, afterMs: number): number {
  const cron = new Cron(expression, {
    paused: true,
    timezone: timeZone,
    mode: '5-or-6-parts',
    fixedTimeRule: 'no-wildcard',
  });
  return cron.nextRun(new Date(afterMs))?.getTime() ?? Number.POSITIVE_INFINITY;
}

/**
 * How long a target's message is put off so that targets with the same schedule do not speak in the same
 * second: an even share of the gap for each, or two seconds where a cron expression names the moment.
 */
export function staggerMs(schedule: Schedule, { rank, count }: Place, random: Random): number {
  if (schedule.kind === 'cron') return rank * CRON_STEP_MS;
  const gapMs = schedule.kind === 'every' ? schedule.everyMs : schedule.minMs;
  const shareMs = gapMs / Math.max(1, count);
  return Math.floor(rank * shareMs + random() * Math.min(shareMs, MOST_START_JITTER_MS));
}

/** When a target that has no past is due for the first time. */
export function firstDueAt(schedule: Schedule, { now, timeZone, place, random }: FirstDue): number {
  return schedule.kind === 'cron'
    ? nextCronRun(schedule.expression, timeZone, now)
    : now + staggerMs(schedule, place, random);
}

/** What `firstDueAt` goes by. */
export interface FirstDue {
  readonly now: number;
  readonly timeZone: string;
  readonly place: Place;
  readonly random: Random;
}

/** A gap of an every-N schedule: evenly from `everyMs ± jitterMs`, at least a second. */
export function drawGapMs(everyMs: number, jitterMs: number, random: Random): number {
  return Math.max(1000, Math.round(everyMs + (2 * random() - 1) * jitterMs));
}

/**
 * The gap in a group where others write `heardPerHour` messages an hour:
 * `max − (max − min) · r / (r + 30)`. A silent group gets the longest gap, one with 30 messages an hour the
 * middle, and the livelier it is the nearer it comes to the shortest.
 */
export function trafficGapMs(heardPerHour: number, minMs: number, maxMs: number): number {
  const share = heardPerHour / (heardPerHour + HALF_WAY_PER_HOUR);
  return Math.round(maxMs - (maxMs - minMs) * share);
}
