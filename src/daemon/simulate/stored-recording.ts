import { existsSync } from 'node:fs';
import { openDatabase } from '../../adapters/postgres/open.js';
import type { StorageSettings } from '../../core/config.js';
import type { Queryable, Row } from '../../core/database.js';
import { PostaciError } from '../../core/errors.js';
import type { Recording } from '../../core/recording.js';
import { readRecording } from './read-recording.js';

/** A table or a column that the program knows, and the database does not. */
const OLDER_SCHEMA = new Set(['42P01', '42703']);

/**
 * Reads a customer's recording where no daemon runs, in a transaction that may not write.
 * @param days how far back, as for `readRecording`
 * @param now milliseconds since the epoch
 * @returns undefined when the customer's account was never online
 * @throws PostaciError `DATABASE_…`, `DIRECTORY_LOCKED`, `SCHEMA_CHANGED` for a schema of an older version
 */
export async function readStoredRecording(
  storage: StorageSettings,
  days: number,
  now: number,
): Promise<Recording | undefined> {
  // Opening an embedded database makes one where there is none.
  if (storage.kind === 'embedded' && !existsSync(storage.directory)) return undefined;
  const database = await openDatabase(storage, { applicationName: 'postaci simulate' });
  try {
    return await database.transaction(async (tx) => {
      await tx.query('set transaction isolation level repeatable read, read only');
      const account = await newestAccount(tx);
      return account === undefined ? undefined : readRecording(tx, account, days, now);
    });
  } catch (error) {
    if (!OLDER_SCHEMA.has(String((error as { code?: unknown }).code))) throw error;
    throw new PostaciError(
      'SCHEMA_CHANGED',
      `schema ${storage.schema} was made by an older version of postaci`,
      'Start the daemon once, which brings it up to date, or simulate with --from-scratch',
      { cause: error },
    );
  } finally {
    await database.close();
  }
}

/** The account that spoke or was online last, of those that the schema ever had. */
async function newestAccount(tx: Queryable): Promise<string | undefined> {
  const [there] = await tx.query<Row & { found: boolean }>(
    `select to_regclass($1 || '.accounts') is not null as found`,
    [tx.schema],
  );
  if (!there?.found) return undefined;
  const [newest] = await tx.query<Row & { account: string }>(
    `select known.account from ${tx.schema}.accounts known
     left join ${tx.schema}.update_state heard on heard.account = known.account
     order by heard.updated_at desc nulls last, known.health_since desc limit 1`,
  );
  return newest?.account;
}
