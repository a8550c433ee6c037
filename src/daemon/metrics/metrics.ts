import type { Clock } from '../../core/clock.js';
import type { Database } from '../../core/database.js';
import type { EventBus } from '../../core/events.js';
import { packageVersion } from '../../lib/package-version.js';
import type { FloodWait, KeptFloodWaits } from '../flood-waits.js';
import { codeName } from './codes.js';
import { countEvents } from './count-events.js';
import { type CountedWriting, countWriting } from './count-writing.js';
import { COUNTED } from './counted.js';
import { type DatabaseFigures, type FiguresOf, FiguresReader } from './database-figures.js';
import { methodFamily } from './label-lists.js';
import { lookUp, type Scene } from './look-up.js';
import { Tally } from './tally.js';

export interface MetricsOptions {
  readonly clock: Clock;
  readonly events: Pick<EventBus, 'subscribe'>;
  /** `CUSTOMER_ID`: each line says it. */
  readonly customer: string;
  readonly database: Database['kind'];
}

/** What is looked up when metrics are asked for. */
export interface MetricsScene extends Scene {
  readonly figures: FiguresOf;
}

/** Counts from its making on, and tells when it is asked. */
export interface Metrics {
  /** Counts what Telegram asks for from now on. Returns the way to stop. */
  watch(floodWaits: Pick<KeptFloodWaits, 'onNote'>): () => void;
  /** Counts what the language model does. */
  readonly writing: CountedWriting;
  /** Everything in Prometheus' text format. Never fails because the database is away: then it says so. */
  render(scene: MetricsScene): Promise<string>;
  /** Counts nothing more. */
  stop(): void;
}

/**
 * Counts in plain numbers; what makes a text of them is loaded with the first question. Make it before
 * anything happens that is to be counted.
 */
export function createMetrics({ clock, events, customer, database }: MetricsOptions): Metrics {
  const tally = new Tally(Object.values(COUNTED));
  const stop = countEvents(events, tally);
  const reader = new FiguresReader(clock);
  let lastKnown: DatabaseFigures | undefined;
  const build = { version: packageVersion(), node: process.versions.node, database };
  return {
    watch: (floodWaits) => floodWaits.onNote((wait) => countFloodWait(wait, tally, clock.now())),
    writing: countWriting(tally, clock),
    async render({ figures: of, ...scene }) {
      const began = clock.now();
      const figures = await reader.read(of);
      if (figures) lastKnown = figures;
      else tally.count(COUNTED.databaseFailures, {});
      const tookMs = clock.now() - began;
      const looked = lookUp(scene, { figures, lastKnown, tookMs, build, now: clock.now() });
      const { readProcess } = await import('../../adapters/prometheus/process-figures.js');
      const { toText } = await import('../../adapters/prometheus/text.js');
      const all = [...looked, ...tally.measured(), ...(await readProcess())];
      return toText(all, { customer });
    },
    stop,
  };
}

function countFloodWait({ method, code, until }: FloodWait, tally: Tally, now: number): void {
  const methods = methodFamily(method);
  tally.count(COUNTED.floodWaits, { methods, code: codeName(code) });
  tally.count(COUNTED.floodWaitSeconds, { methods }, Math.max(0, until - now) / 1_000);
}
