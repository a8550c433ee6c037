import { execFile } from 'node:child_process';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const UNFINISHED = '.new-';

const SCRIPT = `
  const { PGlite } = require(process.argv[1]);
  PGlite.create({ dataDir: process.argv[2] }).then((database) => database.close());
`;

/**
 * Makes a new embedded database, in a process of its own: making one leaves 600 MB in the process that
 * does it. The directory appears at once and whole, or not at all. The caller has the directory's lock.
 */
export async function makeEmbedded(directory: string): Promise<void> {
  await removeUnfinished(directory);
  // A name of its own: the process of an attempt whose parent was killed may still be writing.
  const unfinished = `${directory}${UNFINISHED}${process.pid}-${Date.now()}`;
  await mkdir(unfinished, { mode: 0o700 });
  await initialise(unfinished);
  await flushTree(unfinished);
  await rename(unfinished, directory);
  await flush(dirname(directory));
}

/** What attempts that were killed have left behind. */
async function removeUnfinished(directory: string): Promise<void> {
  const parent = dirname(directory);
  for (const name of await readdir(parent)) {
    if (!name.startsWith(`${basename(directory)}${UNFINISHED}`)) continue;
    await rm(join(parent, name), { recursive: true, force: true, maxRetries: 3 });
  }
}

async function initialise(directory: string): Promise<void> {
  const pglite = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  try {
    await promisify(execFile)(process.execPath, ['-e', SCRIPT, pglite, directory], {
      env: { PATH: process.env.PATH },
    });
  } catch (error) {
    // Its own message repeats the whole command; the last line says what happened.
    const { stderr, code, signal } = error as { stderr?: string; code?: number; signal?: string };
    const lines = (stderr ?? '').split('\n').filter((line) => /error/i.test(line));
    throw new Error(lines[0] ?? `its making ended with ${signal ?? code}`, { cause: error });
  }
}

/** A power cut must not leave a database of empty files behind. */
async function flushTree(directory: string): Promise<void> {
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) await flushTree(path);
    else await flush(path);
  }
  await flush(directory);
}

async function flush(path: string): Promise<void> {
  const handle = await open(path);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
