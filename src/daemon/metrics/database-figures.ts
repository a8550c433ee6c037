import type { BudgetStatus } from '../../control/contract/status.js';
import type { Clock } from '../../core/clock.js';
import type { Queryable, Row } from '../../core/database.js';
import type { InboxSummary } from '../../core/inbox-summary.js';
import type { Lease } from '../../core/lease.js';
import type { LlmSettings } from '../../core/llm-settings.js';
import type { AccountHealth } from '../../core/outcome.js';
import type { Limits } from '../../core/settings.js';
import { inboxSummary } from '../../inbox/inbox-summary.js';
import { lastSentAt } from '../../outbox/last-sent.js';
import { readBudgets } from '../budgets.js';

/** Whose figures are read, and what they are held against. */
export interface FiguresOf {
  readonly database: Queryable;
  readonly account: string;
  readonly lease: Pick<Lease, 'account' | 'token'>;
  readonly limits: Limits;
  readonly llm?: Pick<LlmSettings, 'tokensPerDay'>;
}

/** What only the database knows. Times are milliseconds since the epoch. */
export interface DatabaseFigures {
  readonly queue: { readonly draft: number; readonly queued: number; readonly sending: number };
  /** Null: the account was never online. */
  readonly health: AccountHealth | null;
  /** `*`: all services. */
  readonly paused: readonly string[];
  /** In force, by scope; absent: none. */
  readonly restrictions: Readonly<Record<string, number>>;
  readonly leased: boolean;
  readonly lastSentAt: number | null;
  readonly inbox: InboxSummary;
  readonly budgets: readonly BudgetStatus[];
}

/** After so long the database is away, as far as this scrape is concerned. */
export const DEADLINE_MS = 2_000;

/** Reads the figures. Who asks meanwhile shares the reading: nothing piles up before a database that is stuck. */
export class FiguresReader {
  readonly #clock: Clock;
  #reading: Promise<DatabaseFigures | undefined> | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @returns undefined when the database fails, or is not done in time */
  async read(of: FiguresOf): Promise<DatabaseFigures | undefined> {
    this.#reading ??= readFigures(of, this.#clock.now())
      .catch(() => undefined)
      .finally(() => {
        this.#reading = undefined;
      });
    const done = new AbortController();
    const deadline = this.#clock
      .sleepUntil(this.#clock.now() + DEADLINE_MS, done.signal)
      .catch(() => undefined);
    try {
      return await Promise.race([this.#reading, deadline.then(() => undefined)]);
    } finally {
      done.abort();
    }
  }
}

async function readFigures(of: FiguresOf, now: number): Promise<DatabaseFigures> {
  const { database, account, limits, llm } = of;
  const glance = await readGlance(of, now);
  const inbox = await inboxSummary(database, account);
  const budgets = await readBudgets(database, account, limits, now, llm);
  const sentAt = await lastSentAt(database, account);
  return { ...glance, inbox, budgets, lastSentAt: sentAt ?? null };
}

type Glance = Omit<DatabaseFigures, 'inbox' | 'budgets' | 'lastSentAt'>;

/** One statement; each part of it stands on an index, and none grows with what was said long ago. */
async function readGlance({ database, account, lease }: FiguresOf, now: number): Promise<Glance> {
  const { schema } = database;
  const open = (state: string) =>
    `(select count(*)::integer from ${schema}.outbox where account = $1 and state = '${state}')`;
  const [row] = await database.query<
    Row & Glance['queue'] & Pick<Glance, 'health' | 'leased' | 'paused' | 'restrictions'>
  >(
    `select ${open('draft')} as draft, ${open('queued')} as queued, ${open('sending')} as sending,
       (select health from ${schema}.accounts where account = $1) as health,
       (select coalesce(jsonb_agg(service), '[]') from ${schema}.pauses where account = $1) as paused,
       (select coalesce(jsonb_object_agg(scope, many), '{}') from (
         select scope, count(*)::integer as many from ${schema}.restrictions
         where account = $1 and lifted_at is null and until > $2 group by scope) bound) as restrictions,
       exists (select 1 from ${schema}.lease where account = $3 and token = $4
         and expires_at > clock_timestamp()) as leased`,
    [account, new Date(now), lease.account, lease.token],
  );
  if (!row) throw new Error('the glance query gave no row');
  const { draft, queued, sending, ...rest } = row;
  return { ...rest, queue: { draft, queued, sending } };
}
