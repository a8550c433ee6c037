import type { Clock } from '../../core/clock.js';
import type { Database, Queryable, Row } from '../../core/database.js';
import type { FreezeAnswer, FreezeSource } from '../../core/health.js';
import type { Logger } from '../../core/logger.js';
import type { Messenger } from '../../core/messenger.js';
import { Bell } from '../../lib/bell.js';
import { HOUR_MS } from '../../lib/local-time.js';
import { addRestriction, liftRestriction } from '../../outbox/restrictions.js';
import { FROZEN_CODES } from './derive.js';

export interface FreezeWatchOptions {
  readonly account: string;
  readonly messenger: FreezeSource & Pick<Messenger, 'onConnection'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly database: Database;
  /** A restriction was added or lifted; called after the commit. */
  readonly onChange: () => void;
}

const ASK_EVERY_MS = 6 * HOUR_MS;
/** A line that comes and goes asks no more often than this. */
const LEAST_GAP_MS = 60_000;
/** The config may lag behind: an error's word counts for so long, whatever the config says. */
const ERROR_COUNTS_MS = 10 * 60_000;

/**
 * Asks Telegram's app config whether the account is frozen: after each connect, every six hours, and at once
 * when an error says so. Frozen, a restriction holds every send, until the config says that it is over.
 */
export class FreezeWatch {
  readonly #options: FreezeWatchOptions;
  readonly #bell = new Bell();
  #askedAt = Number.NEGATIVE_INFINITY;
  #askAt = Number.NEGATIVE_INFINITY;

  constructor(options: FreezeWatchOptions) {
    this.#options = options;
  }

  /** An error says that the account is frozen since then: does the config say so, too? */
  askSince(since: number): void {
    if (since <= this.#askedAt) return;
    this.#askAt = Number.NEGATIVE_INFINITY;
    this.#bell.ring();
  }

  /** Asks for the first time at once; runs until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, logger, messenger } = this.#options;
    const stop = messenger.onConnection((state) => {
      if (state !== 'online') return;
      this.#askAt = Math.min(this.#askAt, this.#askedAt + LEAST_GAP_MS);
      this.#bell.ring();
    });
    try {
      for (;;) {
        await this.#bell.waitUntil(clock, this.#askAt, signal);
        if (clock.now() < this.#askAt) continue;
        this.#askedAt = clock.now();
        this.#askAt = this.#askedAt + ASK_EVERY_MS;
        try {
          this.#askAt = Math.min(this.#askAt, await this.#ask(signal));
        } catch (error) {
          signal.throwIfAborted();
          this.#askAt = clock.now() + LEAST_GAP_MS;
          logger.warn('whether the account is frozen could not be noted', { error });
        }
      }
    } finally {
      stop();
    }
  }

  /** @returns when to ask again at the latest */
  async #ask(signal: AbortSignal): Promise<number> {
    const { account, clock, database, logger, messenger, onChange } = this.#options;
    const answer = await messenger.freeze(signal);
    const now = clock.now();
    if (answer.kind === 'wait') {
      logger.debug('the app config cannot be asked now', { code: answer.code });
      return now + answer.waitMs;
    }
    const { changed, askAgainAt } = await database.transaction((tx) =>
      settleFreeze(tx, account, answer, now),
    );
    if (changed) onChange();
    return askAgainAt;
  }
}

/** What the app config said comes into force: a restriction is added, or those of a freeze are lifted. */
export async function settleFreeze(
  tx: Queryable,
  account: string,
  answer: Exclude<FreezeAnswer, { kind: 'wait' }>,
  now: number,
): Promise<{ readonly changed: boolean; readonly askAgainAt: number }> {
  const rows = await tx.query<Row & { id: number; code: string; reason: string; since: number }>(
    `select id, code, reason, since from ${tx.schema}.restrictions
     where account = $1 and lifted_at is null and until > $2 and code = any ($3)`,
    [account, new Date(now), Object.values(FROZEN_CODES)],
  );
  const never = Number.POSITIVE_INFINITY;
  if (answer.kind === 'free') {
    const young = rows.filter(
      ({ code, since }) => code === FROZEN_CODES.error && now - since < ERROR_COUNTS_MS,
    );
    const over = rows.filter((row) => !young.includes(row));
    for (const { id } of over) await liftRestriction(tx, account, id, now);
    const askAgainAt = Math.min(never, ...young.map(({ since }) => since + ERROR_COUNTS_MS));
    return { changed: over.length > 0, askAgainAt };
  }
  const reason = describeFreeze(answer);
  const [row, ...others] = rows;
  const known = row?.code === FROZEN_CODES.config && row.reason === reason;
  if (known && others.length === 0) return { changed: false, askAgainAt: never };
  for (const { id } of rows) await liftRestriction(tx, account, id, now);
  await addRestriction(tx, {
    account,
    scope: 'account',
    code: FROZEN_CODES.config,
    reason,
    since: now,
    until: never,
  });
  return { changed: true, askAgainAt: never };
}

function describeFreeze({
  since,
  deletedAt,
  appealUrl,
}: Extract<FreezeAnswer, { kind: 'frozen' }>): string {
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  const parts = [
    `Telegram has frozen the account${since === undefined ? '' : ` on ${day(since)}`}: it can only read.`,
    deletedAt === undefined ? '' : `Without an appeal it is deleted on ${day(deletedAt)}.`,
    appealUrl === undefined ? '' : `The appeal: ${appealUrl}`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}
