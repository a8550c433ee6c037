import type { Alerts } from '../../core/alerts.js';
import type { Clock } from '../../core/clock.js';
import type { Database } from '../../core/database.js';
import type { EventBus, LiveEvent } from '../../core/events.js';
import type { HealthState } from '../../core/health.js';
import type { Logger } from '../../core/logger.js';
import type { AccountHealth } from '../../core/outcome.js';
import { Bell } from '../../lib/bell.js';
import { localClock } from '../../lib/local-time.js';
import { type AccountRecord, readHealth, recordAlerted, recordHealth } from '../account-record.js';
import type { KeptFloodWaits } from '../flood-waits.js';
import { alertFor, alertOf, describeHealth } from './alert.js';
import { causeOf, readCauses } from './causes.js';
import { type Cause, deriveHealth, FROZEN_CODES, type HealthFacts } from './derive.js';
import { Telling } from './telling.js';

export interface HealthMonitorOptions {
  readonly account: string;
  /** How the account is called in alerts. */
  readonly name: () => string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly database: Database;
  readonly events: EventBus;
  readonly alerts: Alerts;
  readonly floodWaits: KeptFloodWaits;
  /** IANA name, for the times in alerts. */
  readonly timeZone: string;
}

/** Restrictions are told of as they are made; what was not told is found by then. */
const LOOK_EVERY_MS = 60_000;

/**
 * Knows how the account is: derives it from what is in force, stores each change, publishes it and tells the
 * operator. It is `ok` again by itself when the last cause has ended.
 */
export class HealthMonitor {
  readonly #options: HealthMonitorOptions;
  readonly #bell = new Bell();
  /** What is on its way to the operator, of others who tell, too. */
  readonly telling = new Telling();
  readonly #frozenListeners = new Set<(since: number) => void>();
  #ended: HealthFacts['ended'];
  /** The health that was told, or is being told. */
  #told: AccountHealth | undefined;
  #looking: Promise<unknown> = Promise.resolve();

  constructor(options: HealthMonitorOptions) {
    this.#options = options;
  }

  /** The ways to the operator. */
  get alerts(): Alerts {
    return this.#options.alerts;
  }

  /** Something changed that health depends on. */
  look(): void {
    this.#bell.ring();
  }

  /** Hears, at each look, that an error says that the account is frozen, and since when. */
  onFrozenError(listener: (since: number) => void): void {
    this.#frozenListeners.add(listener);
  }

  /** Looks now; resolves once what is stored is how the account is. @throws what the database throws */
  async refresh(): Promise<void> {
    await this.#lookInTurn();
  }

  /** Telegram has ended the session: stored, published, and on its way to the operator. */
  async end(ended: NonNullable<HealthFacts['ended']>): Promise<void> {
    this.#ended = ended;
    await this.#lookInTurn();
  }

  /** Resolves once what was told has arrived or was cut short, and is noted. */
  async told(): Promise<void> {
    await this.telling.settled();
  }

  /** Runs until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, events, floodWaits, logger } = this.#options;
    const stops = [
      events.subscribe((event) => {
        if (mayChangeHealth(event)) this.look();
      }),
      floodWaits.onNote(() => this.look()),
    ];
    try {
      for (;;) {
        let nextAt = clock.now() + LOOK_EVERY_MS;
        try {
          nextAt = Math.min(nextAt, await this.#lookInTurn());
        } catch (error) {
          logger.warn('how the account is could not be looked at; it is tried again', { error });
        }
        await this.#bell.waitUntil(clock, nextAt, signal);
      }
    } finally {
      for (const stop of stops) stop();
    }
  }

  #lookInTurn(): Promise<number> {
    const look = this.#looking.then(() => this.#look());
    this.#looking = look.catch(() => undefined);
    return look;
  }

  /** @returns when the next of the causes ends; Infinity when none does by time */
  async #look(): Promise<number> {
    const { account, clock, database, floodWaits } = this.#options;
    const last = await readHealth(database, account);
    if (!last) return Number.POSITIVE_INFINITY;
    const now = clock.now();
    const causes = [
      ...(await readCauses(database, account, now)),
      ...floodWaits.inForce().map((wait) => causeOf(wait, now)),
    ];
    const facts = { causes, ...(this.#ended ? { ended: this.#ended } : {}) };
    const state = deriveHealth(facts, last, now);
    if (isOther(state, last)) await this.#store(state);
    if (!this.#tellIfNeeded(state, last) && state.health !== last.health) this.#log(state);
    this.#tellFrozen(causes);
    return Math.min(Number.POSITIVE_INFINITY, ...causes.map(({ until }) => until));
  }

  async #store(state: HealthState): Promise<void> {
    const { account, clock, database, events } = this.#options;
    await recordHealth(database, account, state);
    const { health, reason } = state;
    events.publish({ type: 'health', at: clock.now(), health, reason });
  }

  #log(state: HealthState): void {
    const { logger, timeZone } = this.#options;
    logger.info(`the account is ${describeHealth(state, localClock(timeZone))}`);
  }

  /** @returns whether the operator is told, in the log too */
  #tellIfNeeded(state: HealthState, last: AccountRecord): boolean {
    const { account, alerts, database, logger, name, timeZone } = this.#options;
    this.#told ??= last.alerted;
    const before = this.#told;
    const what = alertFor(state, before);
    if (!what) return false;
    const { health } = state;
    this.#told = health;
    const tell = async () => {
      const alert = alertOf(state, before, name(), localClock(timeZone));
      const arrived = what === 'note' || (await alerts.tell(alert));
      // Something newer may have been told meanwhile: that is what counts.
      if (this.#told !== health) return;
      if (arrived) await recordAlerted(database, account, health);
      else this.#told = before;
    };
    const telling = tell().catch((error: unknown) => {
      logger.warn('that the operator was told could not be noted', { error });
    });
    this.telling.track(telling);
    return what === 'tell';
  }

  #tellFrozen(causes: readonly Cause[]): void {
    const error = causes.find(({ code }) => code === FROZEN_CODES.error);
    if (error) for (const listener of this.#frozenListeners) listener(error.since);
  }
}

function isOther(state: HealthState, last: HealthState): boolean {
  const { health, reason, until } = state;
  return health !== last.health || reason !== last.reason || until !== last.until;
}

/** What Telegram says of a message, other than that it arrived, comes without a rule. */
function mayChangeHealth(event: LiveEvent): boolean {
  if (event.type !== 'intent' || event.rule !== undefined) return false;
  return event.reason !== undefined;
}
