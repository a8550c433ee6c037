import type { Clock } from '../core/clock.js';
import type { Database, Row } from '../core/database.js';
import type { Logger } from '../core/logger.js';
import { MOST_BEHIND_MS, steadyClock } from '../lib/steady-clock.js';

/** So far may two machines' clocks be apart without anybody being told. */
const WORTH_TELLING_MS = 60_000;

/**
 * The daemon's time: the machine's, which somebody may set, made steady. It goes on from the newest time that
 * the database knows, so that nothing planned or counted by a clock that was ahead lies hours away; unless
 * that was ahead by days.
 */
export async function openClock(
  database: Database,
  machine: Clock,
  logger: Logger,
): Promise<Clock> {
  const notBefore = await newestTime(database);
  if (notBefore === undefined) return steadyClock({ wall: machine });
  const behindMs = notBefore - machine.now();
  if (behindMs > MOST_BEHIND_MS) {
    logger.error(
      'an earlier run had a clock that was days ahead: what it planned may lie that far away',
      {
        aheadHours: Math.round(behindMs / 3_600_000),
        remedy: 'Change the schedule (2h to 121m, say): its targets are planned anew',
      },
    );
    return steadyClock({ wall: machine });
  }
  if (behindMs > WORTH_TELLING_MS) {
    logger.warn(
      "this machine's clock is behind what the database has seen: time passes slower until it has caught up",
      { behindMinutes: Math.round(behindMs / 60_000), remedy: "Set the machine's clock right" },
    );
  }
  return steadyClock({ wall: machine, notBefore });
}

/** When something was heard or sent last, by the clock of that moment. */
async function newestTime(database: Database): Promise<number | undefined> {
  const { schema } = database;
  const [row] = await database.query<Row & { at: number | null }>(
    `select greatest(
       (select max(at) from ${schema}.ledger),
       (select max(heard_at) from ${schema}.inbox),
       (select max(updated_at) from ${schema}.update_state)) as at`,
  );
  return row?.at ?? undefined;
}
