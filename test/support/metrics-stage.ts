import type { Queryable, Row } from '../../src/core/database.js';
import type { LiveEvent } from '../../src/core/events.js';
import {
  createMetrics,
  type Metrics,
  type MetricsScene,
} from '../../src/daemon/metrics/metrics.js';
import { createEventBus } from '../../src/lib/event-bus.js';
import { VirtualClock } from '../../src/lib/virtual-clock.js';
import { ACCOUNT, NO_LIMITS, NOON } from './road.js';

/** A database that answers the metrics' four questions as a test wants it to. */
export class ScriptedFigures implements Queryable {
  readonly schema = 's';
  /** What a question waits for before it is answered. */
  before: () => Promise<void> = async () => undefined;
  asked = 0;
  glance: Row = {
    ...{ draft: 1, queued: 2, sending: 0 },
    ...{ health: 'ok', paused: [], restrictions: { peer: 3 }, leased: true },
  };

  async query<R extends Row>(sql: string): Promise<readonly R[]> {
    this.asked++;
    await this.before();
    return [this.#row(sql) as R];
  }

  #row(sql: string): Row {
    if (sql.includes('inbox_work')) return { waiting: 4, failed: 1, since: NOON - 7_000 };
    if (sql.includes('max(last.at)')) return { at: NOON };
    if (!sql.includes('as today')) return this.glance;
    const spent = { today: 5, hour: 2, hour_since: NOON, answers: 6, begun: 1, tokens: 700 };
    return { ...spent, first_online_at: null };
  }
}

/** Metrics of a daemon of which only these parts are there. */
export interface MetricsStage {
  readonly clock: VirtualClock;
  readonly database: ScriptedFigures;
  readonly metrics: Metrics;
  readonly scene: MetricsScene;
  tell(...events: LiveEvent[]): void;
  render(): Promise<string>;
  /** The values of the lines of a metric, by the line's labels beside the customer's. */
  read(name: string): Promise<Readonly<Record<string, number>>>;
}

/** Sets the stage at noon, with two services on a line that is online. */
export function metricsStage(customer = 'customer1'): MetricsStage {
  const clock = new VirtualClock(NOON);
  const events = createEventBus();
  const database = new ScriptedFigures();
  const metrics = createMetrics({ clock, events, customer, database: 'embedded' });
  const scene: MetricsScene = {
    connection: 'online',
    hearing: { catchingUp: [], lastHeardAt: NOON, pending: 0 },
    services: [
      { name: 'message', state: 'running' },
      { name: 'reply', state: 'restarting' },
    ],
    figures: {
      database,
      account: ACCOUNT,
      lease: { account: 'session', token: 3 },
      limits: { ...NO_LIMITS, messagesPerDay: 50 },
      llm: { tokensPerDay: 10_000 },
    },
  };
  const render = () => metrics.render(scene);
  return {
    ...{ clock, database, metrics, scene, render },
    tell: (...told) => {
      for (const event of told) events.publish(event);
    },
    read: async (name) => valuesOf(await render(), name),
  };
}

/** Reads lines of the text format: enough of it for labels without quotes in them. */
export function valuesOf(text: string, name: string): Readonly<Record<string, number>> {
  const lines = text.matchAll(/^([a-z0-9_]+)(?:\{(.*)\})? (\S+)$/gm);
  const found = [...lines].filter(([, line]) => line === name);
  return Object.fromEntries(
    found.map(([, , labels = '', value]) => [
      labels.replace(/,?customer="[^"]*"/, '').replaceAll('"', ''),
      Number(value),
    ]),
  );
}
