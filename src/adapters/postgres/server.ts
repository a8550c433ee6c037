import { Pool } from 'pg';
import type { StorageSettings } from '../../core/config.js';
import type { Database } from '../../core/database.js';
import { columnTypes } from './column-types.js';
import type { OpenOptions } from './open-options.js';
import { PoolDatabase } from './pool-database.js';
import { PooledClient } from './pooled-client.js';
import { serverAddress } from './server-address.js';
import { StatementNames } from './statement-names.js';

/** One for the sender, one for the inbox, one for whoever asks. */
const MAX_CONNECTIONS = 3;
const CONNECT_TIMEOUT_MS = 10_000;
const STATEMENT_TIMEOUT_MS = 30_000;
/** Only a dead connection answers later than the server's own timeout. */
const ANSWER_TIMEOUT_MS = STATEMENT_TIMEOUT_MS + 5_000;

/**
 * A pool of connections to a PostgreSQL server. A transaction pooler may stand between: no startup
 * parameter beyond the application's name, no session state; named statements only where none does.
 */
export async function openServer(
  settings: Extract<StorageSettings, { kind: 'postgres' }>,
  options: OpenOptions,
): Promise<Database> {
  const pool = new Pool({
    connectionString: settings.url.reveal(),
    max: MAX_CONNECTIONS,
    application_name: options.applicationName ?? 'postaci',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
    keepAlive: true,
    types: columnTypes,
  });
  pool.on('error', (error) => {
    options.logger?.warn('an idle database connection broke', { error: error.message });
  });
  const address = serverAddress(settings.url.reveal());
  try {
    const first = await PooledClient.take(pool, address);
    const direct = await first.isDirect().finally(() => first.release());
    return new PoolDatabase({
      kind: 'postgres',
      pool,
      schema: settings.schema,
      address,
      begin: `begin; set local statement_timeout = ${STATEMENT_TIMEOUT_MS}`,
      ...(direct && { names: new StatementNames() }),
      close: () => pool.end(),
    });
  } catch (error) {
    await pool.end();
    throw error;
  }
}
