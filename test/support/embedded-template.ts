import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { PGlite } from '@electric-sql/pglite';

/**
 * A fresh embedded database as a tar, kept in the temporary folder for this version of PGlite: starting
 * from it is much faster than making one.
 * @returns its path
 */
export async function embeddedTemplate(): Promise<string> {
  const folder = join(tmpdir(), 'postaci-tests');
  const file = join(folder, `pglite-${pgliteVersion()}.tar`);
  if (existsSync(file)) return file;
  const pglite = await PGlite.create();
  const tar = await pglite.dumpDataDir('none');
  await pglite.close();
  await mkdir(folder, { recursive: true });
  const own = `${file}.${process.pid}.tmp`;
  await writeFile(own, Buffer.from(await tar.arrayBuffer()));
  await rename(own, file);
  return file;
}

/** Puts a fresh embedded database in a directory that is not there yet, for a daemon to find. */
export async function placeEmbedded(directory: string): Promise<void> {
  const template = await embeddedTemplate();
  await mkdir(directory, { recursive: true, mode: 0o700 });
  // Its members are named from the root: without their leading `/` they land in the directory.
  await promisify(execFile)('tar', ['-xf', template, '-C', directory]);
}

function pgliteVersion(): string {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const manifest = readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8');
  return String(JSON.parse(manifest).version);
}
