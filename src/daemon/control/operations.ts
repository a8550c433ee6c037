import { readMigrations } from '../../adapters/postgres/migration-files.js';
import type {
  DayStatistics,
  OperationsControl,
  ThawReport,
} from '../../control/contract/operations.js';
import type { Config } from '../../core/config.js';
import type { Database } from '../../core/database.js';
import type { ServiceName } from '../../core/intent.js';
import type { Lease } from '../../core/lease.js';
import { DAY_MS, localClock, startOfLocalDay } from '../../lib/local-time.js';
import { searchLog } from '../../lib/log-search.js';
import type { LogLevels } from '../../lib/logger.js';
import { activeRestrictions, type Restriction } from '../../outbox/restrictions.js';
import { countByDay, sentLog } from '../../outbox/sent-log.js';
import type { Account } from '../account.js';
import type { Ground } from '../ground.js';
import { FROZEN_CODES } from '../health/derive.js';
import { settleFreeze } from '../health/freeze.js';
import { liftBar, SPAM_LIMIT } from './lift-bar.js';
import type { ProcessRequest } from './process-request.js';

export interface OperationsOptions {
  readonly ground: Pick<Ground, 'clock' | 'database'> & {
    readonly config: Pick<Config, 'limits' | 'log'>;
    readonly lease: Pick<Lease, 'fence'>;
  };
  readonly account: Pick<Account, 'key'> & {
    readonly messenger: Pick<Account['messenger'], 'connection' | 'freeze'>;
  };
  readonly logLevels: LogLevels;
  readonly request: (what: ProcessRequest) => void;
  /** Something was lifted that others wait for. */
  readonly onLifted: () => void;
  readonly metrics: () => Promise<string>;
  readonly signal: AbortSignal;
}

type Own = Omit<OperationsControl, 'recording'>;

/** Answers what operators ask of the daemon itself. */
export function createOperationsControl(options: OperationsOptions): Own {
  const { ground, account, logLevels, request } = options;
  const { database, clock } = ground;
  return {
    restart: async () => request('restart'),
    stop: async () => request('stop'),
    thaw: () => thaw(options),
    debug: async (on) => logLevels.set(on ? 'debug' : ground.config.log.level),
    log: (query) => searchLog(ground.config.log.directory, query),
    sent: (limit) => sentLog(database, account.key, limit),
    days: (count) => readDays(ground, account.key, count),
    async ready() {
      const connected = account.messenger.connection === 'online';
      const migrated = await isMigrated(database).catch(() => false);
      const leased =
        migrated &&
        (await database
          .transaction((tx) => ground.lease.fence(tx))
          .then(
            () => true,
            () => false,
          ));
      return { ready: connected && leased && migrated, connected, leased, migrated };
    },
    metrics: options.metrics,
  };

  async function readDays(
    { config }: OperationsOptions['ground'],
    key: string,
    count: number,
  ): Promise<readonly DayStatistics[]> {
    const { timeZone } = config.limits;
    const local = localClock(timeZone);
    const starts = [startOfLocalDay(local, clock.now())];
    // Half a day before a midnight is always the day before, also where clocks change.
    while (starts.length < count) {
      starts.unshift(startOfLocalDay(local, (starts[0] ?? 0) - DAY_MS / 2));
    }
    const rows = await countByDay(database, key, starts[0] ?? 0, timeZone);
    const heard = await heardByDay(key, starts[0] ?? 0, timeZone);
    return starts.map((start) => {
      const name = new Date(local.local(start)).toISOString().slice(0, 10);
      const mine = rows.filter((row) => row.day === name);
      const total = (state: string) =>
        mine.filter((row) => row.state === state).reduce((sum, row) => sum + row.count, 0);
      const sent: Partial<Record<ServiceName, number>> = Object.fromEntries(
        mine.filter((row) => row.state === 'sent').map((row) => [row.service, row.count]),
      );
      return {
        day: name,
        sent,
        refused: total('refused'),
        failed: total('failed') + total('unknown'),
        expired: total('expired'),
        heard: heard.get(name) ?? 0,
      };
    });
  }

  async function heardByDay(
    key: string,
    since: number,
    timeZone: string,
  ): Promise<ReadonlyMap<string, number>> {
    const rows = await database.query<{ day: string; heard: number }>(
      `select to_char(hour at time zone $3, 'YYYY-MM-DD') as day, sum(heard)::integer as heard
       from ${database.schema}.activity where account = $1 and hour >= $2 group by 1`,
      [key, new Date(since), timeZone],
    );
    return new Map(rows.map(({ day, heard }) => [day, heard]));
  }
}

/** Asks Telegram first: what it still holds is its own, and stays. */
async function thaw({ ground, account, onLifted, signal }: OperationsOptions): Promise<ThawReport> {
  const { database, clock } = ground;
  const { key, messenger } = account;
  const answer = await messenger.freeze(signal);
  const now = clock.now();
  if (answer.kind !== 'wait') {
    await database.transaction((tx) => settleFreeze(tx, key, answer, now));
  }
  const frozen = answer.kind === 'wait' ? null : answer.kind === 'frozen';
  const standing = await activeRestrictions(database, key, now);
  const wide = standing.filter(({ scope }) => scope !== 'peer');
  const liftable = frozen === false ? wide.filter(isOperators) : [];
  // One part of the silence after PEER_FLOOD lifts all of it; any other bar is one.
  const silence = liftable.find(({ code }) => code === SPAM_LIMIT);
  for (const one of liftable) {
    if (one.code !== SPAM_LIMIT || one === silence) await liftBar(database, key, one.id, now);
  }
  onLifted();
  return {
    frozen,
    problem: answer.kind === 'wait' ? `Telegram cannot be asked now: ${answer.code}` : null,
    lifted: liftable.map(({ id, code }) => ({ id, code })),
    left: wide
      .filter((one) => !liftable.includes(one))
      .map(({ id, code, until }) => ({ id, code, until: Number.isFinite(until) ? until : null })),
  };
}

/** The silence after PEER_FLOOD is our own; what Telegram asked for ends by itself, a freeze when it says so. */
function isOperators({ code, until }: Restriction): boolean {
  if (Object.values<string>(FROZEN_CODES).includes(code)) return false;
  return code === SPAM_LIMIT || !Number.isFinite(until);
}

/** The database answers, and nobody has brought its schema further than this program knows. */
async function isMigrated(database: Database): Promise<boolean> {
  const known = await readMigrations();
  const [row] = await database.query<{ applied: number }>(
    `select count(*)::integer as applied from ${database.schema}.migrations`,
  );
  return row?.applied === known.length;
}
