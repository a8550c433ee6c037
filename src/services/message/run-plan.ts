import type { MissedRunPolicy, Schedule } from '../../core/settings.js';
import type { Random } from '../../lib/seeded-random.js';
import { drawGapMs, nextCronRun, type Place, staggerMs, trafficGapMs } from './schedule.js';

/** An occurrence that is seen later than this fell into a time when the daemon was not running. */
export const MISSED_AFTER_MS = 60_000;
/** A traffic-following target is looked at this often at least, for the group may wake up. */
const LONGEST_LOOK_MS = 5 * 60_000;
const SHORTEST_LOOK_MS = 1000;

/** What is known of one target when its time has come. Times are milliseconds since the epoch. */
export interface Occasion {
  readonly schedule: Schedule;
  readonly timeZone: string;
  readonly place: Place;
  readonly missedRuns: MissedRunPolicy;
  readonly now: number;
  readonly dueAt: number;
  /** When it last spoke, or would have. */
  readonly lastDueAt?: number;
  /** How much others write there; only a traffic-following schedule asks. */
  readonly heardPerHour: number;
  readonly random: Random;
}

/** What to do about it. */
export interface RunPlan {
  /** Not before this time; absent: nothing is said this time. */
  readonly speakAt?: number;
  readonly nextDueAt: number;
  /** Does this count as the target's turn? Not when it only looked whether it was time. */
  readonly turn: boolean;
}

/** Decides what a target that is due does now, and when it is due again. Pure but for `random`. */
export function planRun(occasion: Occasion): RunPlan {
  const { schedule, place, missedRuns, now, dueAt, random } = occasion;
  const notYet = earlierThanTraffic(occasion);
  if (notYet !== undefined) return { nextDueAt: notYet, turn: false };
  if (now - dueAt <= MISSED_AFTER_MS) {
    // A cron expression names one moment for many groups; the others are spread already.
    const speakAt = dueAt + (schedule.kind === 'cron' ? staggerMs(schedule, place, random) : 0);
    return { speakAt, nextDueAt: dueAfter(occasion, dueAt), turn: true };
  }
  if (missedRuns === 'skip') return { nextDueAt: dueAfter(occasion, dueAt), turn: true };
  const speakAt = now + staggerMs(schedule, place, random);
  return { speakAt, nextDueAt: dueAfter(occasion, speakAt), turn: true };
}

/** For a traffic-following target whose gap is not over: when to look again. */
function earlierThanTraffic({
  schedule,
  now,
  lastDueAt,
  heardPerHour,
}: Occasion): number | undefined {
  if (schedule.kind !== 'traffic' || lastDueAt === undefined) return undefined;
  const wantedAt = lastDueAt + trafficGapMs(heardPerHour, schedule.minMs, schedule.maxMs);
  return wantedAt > now ? Math.min(wantedAt, now + LONGEST_LOOK_MS) : undefined;
}

/** The first due time after `from` that is still to come; every-N keeps its beat over missed ones. */
function dueAfter({ schedule, timeZone, now, random }: Occasion, from: number): number {
  if (schedule.kind === 'cron') {
    return nextCronRun(schedule.expression, timeZone, Math.max(from, now));
  }
  const gapMs =
    schedule.kind === 'every'
      ? drawGapMs(schedule.everyMs, schedule.jitterMs, random)
      : Math.max(schedule.minMs, SHORTEST_LOOK_MS);
  const missed = Math.max(0, Math.floor((now - from) / gapMs));
  return from + (missed + 1) * gapMs;
}
