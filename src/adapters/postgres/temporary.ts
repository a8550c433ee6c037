import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { Database } from '../../core/database.js';
import { embeddedPool } from './embedded-pool.js';
import { makeEmbedded } from './make-embedded.js';
import { migrate } from './migrate.js';
import { PoolDatabase } from './pool-database.js';
import { StatementNames } from './statement-names.js';

/**
 * A migrated PostgreSQL of one's own in this process, with nothing in it; closing it removes it. Its files are in
 * the temporary folder and are never flushed: it is fast, and survives nothing.
 * @throws Error when the temporary folder cannot be written
 */
export async function openTemporary(): Promise<Database> {
  const folder = await mkdtemp(join(tmpdir(), 'postaci-simulation-'));
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 3 });
  try {
    const directory = join(folder, 'database');
    await makeEmbedded(directory);
    const pglite = await PGlite.create({ dataDir: directory });
    const pool = embeddedPool(pglite);
    const database = new PoolDatabase({
      kind: 'embedded',
      pool,
      schema: 'simulation',
      address: { text: `the temporary database in ${folder}` },
      begin: 'begin',
      names: new StatementNames(),
      close: async () => {
        await pool.end();
        await pglite.close();
        await remove();
      },
    });
    await migrate(database);
    return database;
  } catch (error) {
    await remove();
    throw error;
  }
}
