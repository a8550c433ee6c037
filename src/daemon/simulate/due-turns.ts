import type { Schedule } from '../../core/settings.js';
import { nextCronRun } from '../../services/message/schedule.js';
import type { Span } from './traffic.js';

/** A cron expression of every second, for a week. */
const MOST_TURNS = 700_000;

/**
 * How often a schedule comes due within a span, whatever the limits say.
 * @param timeZone IANA name, for cron expressions
 * @returns null where it follows how lively the group is
 */
export function dueTurns(schedule: Schedule, timeZone: string, { from, to }: Span): number | null {
  switch (schedule.kind) {
    case 'every':
      return Math.max(1, Math.round((to - from) / schedule.everyMs));
    case 'traffic':
      return null;
    case 'cron': {
      let turns = 0;
      let at = nextCronRun(schedule.expression, timeZone, from - 1);
      for (; at < to && turns < MOST_TURNS; turns++) {
        at = nextCronRun(schedule.expression, timeZone, at);
      }
      return turns;
    }
  }
}
