import { openTemporary } from '../../adapters/postgres/temporary.js';
import type { Recording } from '../../core/recording.js';
import { DAY_MS } from '../../lib/local-time.js';
import { seededRandom } from '../../lib/seeded-random.js';
import { readBooks } from './books.js';
import { tell } from './build-report.js';
import { commentSlots } from './comment-slots.js';
import { type LifeOptions, live } from './live.js';
import { notesOf } from './notes.js';
import type { SimulationReport } from './report.js';

/** What is simulated. */
export interface SimulationOptions
  extends Pick<LifeOptions, 'config' | 'seed' | 'signal' | 'onProgress'> {
  /** Absent: nothing is known of the account. */
  readonly recording?: Recording;
  /** At least 1. */
  readonly days: number;
  /** Where it begins; milliseconds since the epoch. */
  readonly from: number;
}

/**
 * Tells what a configuration would do: the daemon's own road, with the clock, Telegram and the database replaced.
 * Nothing outside a temporary folder is written, which is gone when it resolves or throws.
 * @throws the signal's reason when it aborts
 */
export async function simulate(options: SimulationOptions): Promise<SimulationReport> {
  const database = await openTemporary();
  try {
    return await simulateOn({ ...options, database });
  } finally {
    await database.close();
  }
}

/** The same over an empty, migrated database of the caller's. */
export async function simulateOn({
  days,
  from,
  recording,
  ...options
}: SimulationOptions & Pick<LifeOptions, 'database' | 'latency'>): Promise<SimulationReport> {
  const { config, seed, database } = options;
  const span = { from, to: from + days * DAY_MS };
  const lived = await live({ ...options, recording, span });
  const told = tell(config, await readBooks(database, lived.account), lived, span);
  const unsolicited = told.sends.filter(({ service }) => service !== 'reply');
  const slots = commentSlots(
    config,
    unsolicited.map(({ at }) => at),
    span,
    seededRandom(seed + 3),
  );
  return {
    ...span,
    days,
    timeZone: config.limits.timeZone,
    seed,
    basis: basisOf(recording, lived.heard),
    ...told,
    ...(slots && { commentSlots: slots }),
    notes: notesOf(config, recording, lived, span),
  };
}

function basisOf(recording: Recording | undefined, heard: number): SimulationReport['basis'] {
  const known = recording?.state ? recording : undefined;
  return {
    recordedAt: known?.to ?? null,
    heardSince: known && known.heard.length > 0 ? known.from : null,
    heard,
    queued: known?.state?.queued ?? 0,
  };
}
