import type { Alert, Alerts } from '../../../core/alerts.js';
import type { Clock } from '../../../core/clock.js';
import type { Database } from '../../../core/database.js';
import { PostaciError } from '../../../core/errors.js';
import type { Logger } from '../../../core/logger.js';
import { Bell } from '../../../lib/bell.js';
import { describeLocal, type LocalClock } from '../../../lib/local-time.js';
import type { Masker } from '../../../lib/mask.js';
import type { Telling } from '../telling.js';
import { type IncidentCode, wordsOf } from './catalogue.js';
import { endingAlert, incidentAlert, type ToldIncident } from './incident-alert.js';
import { Outage } from './outage.js';
import type { Sight } from './sight.js';
import {
  closeIncident,
  noteTold,
  openIncident,
  openIncidents,
  type StoredIncident,
} from './store.js';

/** What one look shows. */
export interface Look {
  readonly sights: readonly Sight[];
  /** The account can write into its Saved Messages. */
  readonly canWrite: boolean;
}

export interface IncidentWatchOptions {
  readonly account: string;
  /** How the account is called in alerts. */
  readonly name: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly database: Database;
  readonly alerts: Alerts;
  /** What is on its way to the operator. */
  readonly telling: Telling;
  /** Throws what the database throws. */
  readonly look: (now: number) => Promise<Look>;
  /** The account's wall clock, for times in alerts. */
  readonly local: () => LocalClock;
  readonly mask: Masker;
}

const LOOK_EVERY_MS = 60_000;

type Wanted = 'incident' | 'ending';
type Told = ToldIncident & { readonly code: IncidentCode };

/**
 * Looks once a minute, and when it is rung for, what the operator should know of; writes down what begins and what
 * ends, and tells each once. What was not told when the daemon stopped is told by the next.
 */
export class IncidentWatch {
  readonly #options: IncidentWatchOptions;
  readonly #bell = new Bell();
  /** Rows that the operator is being told of, or of whose end. */
  readonly #onTheWay = { incident: new Set<number>(), ending: new Set<number>() };
  readonly #database: Outage;
  #databaseTold: number | undefined;

  constructor(options: IncidentWatchOptions) {
    this.#options = options;
    this.#database = new Outage(options.clock.now());
  }

  /** Something happened that may begin or end an incident. */
  ring(): void {
    this.#bell.ring();
  }

  /** The daemon is about to end by itself. Where the account's health is why, that is told already. */
  ending(error: unknown): void {
    if (!(error instanceof PostaciError) || error.code !== 'LEASE_LOST') return;
    const told = { id: this.#options.clock.now(), what: error.problem };
    void this.#tell(incidentAlert('LEASE_LOST', [told], this.#context(false)));
  }

  /** First looks after a minute, when what the daemon does is known; runs until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, logger } = this.#options;
    await clock.sleepUntil(clock.now() + LOOK_EVERY_MS, signal);
    for (;;) {
      try {
        await this.#look();
        this.#database.note(false, clock.now());
      } catch (error) {
        signal.throwIfAborted();
        if (isUnreachable(error)) this.#database.note(true, clock.now());
        else logger.warn('what the operator should know of could not be looked at', { error });
      }
      this.#tellOfDatabase();
      await this.#bell.waitUntil(clock, clock.now() + LOOK_EVERY_MS, signal);
    }
  }

  async #look(): Promise<void> {
    const { account, clock, database, look } = this.#options;
    const now = clock.now();
    const { sights, canWrite } = await look(now);
    const known = await openIncidents(database, account);
    const going = [
      ...known.filter(({ closed }) => !closed),
      ...(await this.#open(sights, known, now)),
    ];
    const begun: Told[] = [];
    const ended: Told[] = known.flatMap(({ id, code, closed, ending }) =>
      closed && ending !== null ? [{ id, code, what: ending }] : [],
    );
    for (const one of going) {
      const sight = sights.find((seen) => isOf(seen, one));
      if (sight?.is === 'on' && !this.#knows(one)) begun.push({ ...sight, id: one.id });
      if (sight && sight.is !== 'over') continue;
      // Who was never told of it need not hear that it is over.
      const ending = sight && this.#knows(one) ? sight.what : null;
      await closeIncident(database, account, one.id, ending, now);
      if (ending !== null) ended.push({ id: one.id, code: one.code, what: ending });
    }
    const context = this.#context(canWrite);
    for (const [code, told] of byCode(begun)) {
      this.#tellRows('incident', incidentAlert(code, told, context), told);
    }
    const news = ended.filter(({ id }) => !this.#onTheWay.ending.has(id));
    for (const [code, told] of byCode(news)) {
      this.#tellRows('ending', endingAlert(code, told, context), told);
    }
  }

  /** Writes down what is new. */
  async #open(
    sights: readonly Sight[],
    known: readonly StoredIncident[],
    now: number,
  ): Promise<readonly StoredIncident[]> {
    const { account, database } = this.#options;
    const opened: StoredIncident[] = [];
    for (const sight of sights) {
      if (sight.is !== 'on') continue;
      if (known.some((one) => !one.closed && isOf(sight, one))) continue;
      const { code, key } = sight;
      const once = wordsOf(code).once === true;
      const row = await openIncident(database, account, { code, key, once }, now);
      if (row) opened.push(row);
    }
    return opened;
  }

  #knows({ id, told }: StoredIncident): boolean {
    return told || this.#onTheWay.incident.has(id);
  }

  #context(canWrite: boolean) {
    const { name, mask } = this.#options;
    return { name, mask, canWrite };
  }

  #tellRows(wanted: Wanted, alert: Alert, told: readonly ToldIncident[]): void {
    const { clock, database, logger } = this.#options;
    const ids = told.map(({ id }) => id);
    for (const id of ids) this.#onTheWay[wanted].add(id);
    const note = async () => {
      try {
        // A way that was cut short is tried again by the next look, or by the next daemon.
        if (await this.#tell(alert)) await noteTold(database, wanted, ids, clock.now());
      } catch (error) {
        logger.warn('that the operator was told could not be noted', { error });
      } finally {
        for (const id of ids) this.#onTheWay[wanted].delete(id);
      }
    };
    this.#options.telling.track(note());
  }

  /** Of the database nothing can be written down while it is away: it is told once in this process. */
  #tellOfDatabase(): void {
    const { clock, local } = this.#options;
    const reach = this.#database.reach(clock.now());
    const context = this.#context(false);
    if (reach.is === 'out' && this.#databaseTold === undefined) {
      this.#databaseTold = reach.since;
      const since = describeLocal(local(), reach.since);
      const what = `the database has been out of reach since ${since}`;
      void this.#tell(incidentAlert('DATABASE_UNREACHABLE', [{ id: reach.since, what }], context));
    }
    if (reach.is === 'there' && this.#databaseTold !== undefined) {
      const told = { id: this.#databaseTold, what: 'the database can be reached again' };
      this.#databaseTold = undefined;
      void this.#tell(endingAlert('DATABASE_UNREACHABLE', [told], context));
    }
  }

  #tell(alert: Alert): Promise<boolean> {
    const telling = this.#options.alerts.tell(alert);
    this.#options.telling.track(telling.then(() => undefined));
    return telling;
  }
}

/** What is told together. */
function byCode(all: readonly Told[]): ReadonlyMap<IncidentCode, readonly Told[]> {
  const groups = new Map<IncidentCode, Told[]>();
  for (const one of all) groups.set(one.code, [...(groups.get(one.code) ?? []), one]);
  return groups;
}

const isOf = (sight: Sight, { code, key }: StoredIncident): boolean =>
  sight.code === code && sight.key === key;

const isUnreachable = (error: unknown): boolean =>
  error instanceof PostaciError && error.code === 'DATABASE_UNREACHABLE';
