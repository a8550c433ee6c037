import type { Clock } from '../../core/clock.js';
import type { Database } from '../../core/database.js';
import type { TokenUse, UsageBook, UsageReservation } from '../../core/usage-book.js';
import { describeLocal, type LocalClock, startOfNextLocalDay } from '../../lib/local-time.js';

/** What an account's models have used, in the table `llm_usage`. */
export class DatabaseUsageBook implements UsageBook {
  readonly #db: Database;
  readonly #account: string;
  readonly #clock: Clock;
  readonly #local: LocalClock;

  /** @param local the account's wall clock: its days are the ones that are counted */
  constructor(db: Database, account: string, clock: Clock, local: LocalClock) {
    this.#db = db;
    this.#account = account;
    this.#clock = clock;
    this.#local = local;
  }

  async reserve(
    model: string,
    tokens: TokenUse,
    fits: (day: TokenUse) => boolean,
  ): Promise<UsageReservation | { readonly nextDayAt: number }> {
    const now = this.#clock.now();
    const day = describeLocal(this.#local, now).slice(0, 10);
    const reserved = await this.#db.transaction(async (tx) => {
      // One after the other: two at a time would both find room for the last tokens.
      await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
        `${tx.schema}.llm_usage/${this.#account}`,
      ]);
      const [used] = await tx.query<{ input: string; output: string }>(
        `select coalesce(sum(tokens_in), 0)::text as input, coalesce(sum(tokens_out), 0)::text as output
         from ${tx.schema}.llm_usage where account = $1 and day = $2`,
        [this.#account, day],
      );
      const input = Number(used?.input) + tokens.input;
      const output = Number(used?.output) + tokens.output;
      if (!fits({ input, output })) return false;
      await tx.query(
        `insert into ${tx.schema}.llm_usage as usage (account, day, model, requests, tokens_in, tokens_out)
         values ($1, $2, $3, 1, $4, $5)
         on conflict (account, day, model) do update set
           requests = usage.requests + 1, tokens_in = usage.tokens_in + excluded.tokens_in,
           tokens_out = usage.tokens_out + excluded.tokens_out`,
        [this.#account, day, model, tokens.input, tokens.output],
      );
      return true;
    });
    if (reserved) return { day, model, tokens };
    return { nextDayAt: startOfNextLocalDay(this.#local, now) };
  }

  async settle({ day, model, tokens }: UsageReservation, used: TokenUse): Promise<void> {
    await this.#db.query(
      `update ${this.#db.schema}.llm_usage set
         tokens_in = greatest(0, tokens_in + $4), tokens_out = greatest(0, tokens_out + $5)
       where account = $1 and day = $2 and model = $3`,
      [this.#account, day, model, used.input - tokens.input, used.output - tokens.output],
    );
  }
}
