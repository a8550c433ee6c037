import type { Alert, Alerts } from '../../src/core/alerts.js';
import type { Database } from '../../src/core/database.js';
import type { LiveEvent } from '../../src/core/events.js';
import type { AccountHealth } from '../../src/core/outcome.js';
import { recordOnline } from '../../src/daemon/account-record.js';
import { KeptFloodWaits } from '../../src/daemon/flood-waits.js';
import { OperatorAlerts } from '../../src/daemon/health/alerts.js';
import { HealthMonitor } from '../../src/daemon/health/monitor.js';
import { createEventBus } from '../../src/lib/event-bus.js';
import { createOutbox } from '../../src/outbox/outbox.js';
import { TestRoad } from './road.js';
import { silentLogger } from './silent-logger.js';

/** The account of a watched road, as the tables name it. */
export const WATCHED = 'user:7';
const SELF = { id: 7, firstName: 'Ada' };

/** What is stored of an account's health. */
export interface StoredHealth extends Record<string, unknown> {
  readonly health: AccountHealth;
  readonly health_reason: string;
  readonly health_since: number;
  readonly health_until: number | null;
  readonly alerted_health: AccountHealth | null;
}

/** An account on a virtual clock whose health is watched; each monitor is a daemon's. */
export class WatchedAccount {
  readonly road: TestRoad;
  readonly events = createEventBus();
  readonly published: LiveEvent[] = [];
  readonly told: Alert[] = [];
  /** What `tell` answers: false as when a stop cuts an alert short. */
  arrives = true;

  constructor(database: Database) {
    this.road = new TestRoad(database);
    this.events.subscribe((event) => void this.published.push(event));
  }

  get database(): Database {
    return this.road.database;
  }

  get clock() {
    return this.road.clock;
  }

  /** The account connects with a session. */
  async online(sessionKey = 'session:1'): Promise<void> {
    await recordOnline(this.database, SELF, sessionKey, this.clock.now());
  }

  /** What a daemon that starts now has; nothing of it is known but what the database holds. */
  async monitor(): Promise<{
    readonly monitor: HealthMonitor;
    readonly floodWaits: KeptFloodWaits;
  }> {
    const { clock, database, events } = this;
    const logger = silentLogger;
    const floodWaits = await KeptFloodWaits.load({ database, account: WATCHED, clock, logger });
    const outbox = createOutbox({ clock, events, kick: () => undefined });
    const bySavedMessages = { outbox: () => outbox, self: () => SELF.id };
    const real = new OperatorAlerts({
      customer: '1',
      account: WATCHED,
      clock,
      database,
      events,
      logger,
      savedMessages: bySavedMessages,
    });
    const alerts: Alerts = {
      tell: async (alert) => {
        this.told.push(alert);
        return (await real.tell(alert)) && this.arrives;
      },
    };
    const monitor = new HealthMonitor({
      account: WATCHED,
      name: () => 'the account',
      clock,
      logger,
      database,
      events,
      alerts,
      floodWaits,
      timeZone: 'UTC',
    });
    return { monitor, floodWaits };
  }

  /** Runs a monitor while `during` does something, then stops it in order. */
  async watched(
    during: (monitor: HealthMonitor, floodWaits: KeptFloodWaits) => Promise<void>,
  ): Promise<void> {
    const { monitor, floodWaits } = await this.monitor();
    const stop = new AbortController();
    const run = monitor.run(stop.signal).catch(() => undefined);
    await this.advance(1);
    await during(monitor, floodWaits);
    stop.abort(new Error('stop'));
    await this.clock.during(Promise.all([run, monitor.told(), floodWaits.close()]));
  }

  advance(ms: number): Promise<void> {
    return this.clock.run(this.clock.now() + ms);
  }

  async health(): Promise<StoredHealth> {
    const [row] = await this.database.query<StoredHealth>(
      `select health, health_reason, health_since, health_until, alerted_health
       from ${this.database.schema}.accounts where account = $1`,
      [WATCHED],
    );
    if (!row) throw new Error('the account was never online');
    return row;
  }

  /** The texts that wait for Saved Messages. */
  async savedMessages(): Promise<readonly string[]> {
    const rows = await this.database.query<{ text: string }>(
      `select content ->> 'text' as text from ${this.database.schema}.outbox
       where account = $1 and peer_id = $2 and service = 'operator' order by id`,
      [WATCHED, SELF.id],
    );
    return rows.map(({ text }) => text);
  }
}
