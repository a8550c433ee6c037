import { existsSync, readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { PGlite } from '@electric-sql/pglite';
import type { StorageSettings } from '../../core/config.js';
import type { Database } from '../../core/database.js';
import { PostaciError } from '../../core/errors.js';
import { type DirectoryLock, lockDirectory } from './directory-lock.js';
import { DurableFiles } from './durable-files.js';
import { embeddedPool } from './embedded-pool.js';
import { makeEmbedded } from './make-embedded.js';
import type { OpenOptions } from './open-options.js';
import { PoolDatabase } from './pool-database.js';

/** PGlite's own, but for `-F`, which turns `fsync` off. */
const START_PARAMETERS = PGlite.defaultStartParams.filter((parameter) => parameter !== '-F');

/** 4 MB of buffers serve one customer as well as 128, and save 100 MB. */
const CONFIGURATION = ['shared_buffers=4MB', 'wal_sync_method=fsync'];

/**
 * PostgreSQL in this process, its files in one directory, which is made when missing. What was committed
 * survives `kill -9` and a power cut. One process at a time: a lock guards the directory.
 * @throws PostaciError `DIRECTORY_LOCKED`, `CONFIG_INVALID`, `DATABASE_DENIED`, `DATABASE_UNREACHABLE`.
 */
export async function openEmbedded(
  settings: Extract<StorageSettings, { kind: 'embedded' }>,
  { logger }: Pick<OpenOptions, 'logger'> = {},
): Promise<Database> {
  const { directory, schema } = settings;
  let lock: DirectoryLock | undefined;
  try {
    await mkdir(dirname(directory), { recursive: true, mode: 0o700 });
    lock = lockDirectory(directory);
    if (!isMade(directory)) {
      logger?.info('the embedded database is being made: once, some seconds');
      await makeEmbedded(directory);
    }
    // V8 must not optimise PostgreSQL's WebAssembly: that doubles its memory (measured: 105 MB private
    // instead of 148) for a third less time in a query.
    setFlagsFromString('--liftoff-only');
    const pglite = await PGlite.create({
      fs: new DurableFiles(directory),
      startParams: START_PARAMETERS,
      postgresqlconf: CONFIGURATION,
    });
    return serve(pglite, directory, schema, lock);
  } catch (error) {
    lock?.release();
    throw explainOpening(error, directory);
  }
}

/** @throws PostaciError `CONFIG_INVALID` when something else lies there. */
function isMade(directory: string): boolean {
  const files = existsSync(directory) ? readdirSync(directory) : [];
  if (files.length === 0) return false;
  if (files.includes('PG_VERSION')) return true;
  throw new PostaciError(
    'CONFIG_INVALID',
    `${directory} is to hold the embedded database, but holds other files, e.g. ${files[0]}`,
    'Move them away, or set DATABASE_URL to use a PostgreSQL server',
  );
}

function serve(pglite: PGlite, directory: string, schema: string, lock: DirectoryLock): Database {
  const pool = embeddedPool(pglite);
  return new PoolDatabase({
    kind: 'embedded',
    pool,
    schema,
    address: { text: `the embedded database in ${directory}` },
    begin: 'begin',
    close: async () => {
      await pool.end();
      await pglite.close();
      lock.release();
    },
  });
}

function explainOpening(error: unknown, directory: string): unknown {
  if (error instanceof PostaciError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new PostaciError(
      'DATABASE_DENIED',
      `the embedded database ${directory} cannot be written: ${message}`,
      `Make ${dirname(directory)} writable for this user`,
      { cause: error },
    );
  }
  return new PostaciError(
    'DATABASE_UNREACHABLE',
    `the embedded database ${directory} does not open: ${message}`,
    'Free disk space if it is full; if the files are damaged, restore a backup or move the directory away to begin anew',
    { cause: error },
  );
}
