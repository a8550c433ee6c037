import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, ThrowawayServer } from './throwaway-server.js';

const run = promisify(execFile);

/** Where distributions keep the server's programs, by version. */
const VERSIONS = '/usr/lib/postgresql';

/** How a PostgreSQL goes away: told to in order, told to drop everything, or its main process killed. */
export type PostgresEnd = 'fast' | 'immediate' | 'kill';

const SIGNALS: Readonly<Record<PostgresEnd, NodeJS.Signals>> = {
  fast: 'SIGINT',
  immediate: 'SIGQUIT',
  kill: 'SIGKILL',
};

/** A PostgreSQL server of one's own, which may be stopped and started again. */
export interface ThrowawayPostgres {
  readonly url: string;
  stop(how: PostgresEnd): Promise<void>;
  /** Resolves once it accepts connections again. */
  start(): Promise<void>;
  /** Stops it and removes its files. */
  remove(): Promise<void>;
}

/** The folder of the newest installed server's programs; undefined when there is none. */
export function postgresPrograms(): string | undefined {
  const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS) : [];
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  const folder = join(VERSIONS, newest ?? '', 'bin');
  return existsSync(join(folder, 'initdb')) ? folder : undefined;
}

/**
 * Makes a database cluster in the temporary folder and starts a server on a free port. Root runs it as the
 * user `postgres`, because the server refuses root.
 * @throws Error when no server is installed
 */
export async function startThrowawayPostgres(): Promise<ThrowawayPostgres> {
  const programs = postgresPrograms();
  if (!programs) throw new Error(`no PostgreSQL server is installed under ${VERSIONS}`);
  const owner = process.getuid?.() === 0 ? await idsOf('postgres') : undefined;
  const folder = await mkdtemp(join(tmpdir(), 'postaci-postgres-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    if (owner) await chown(folder, owner.uid, owner.gid);
    const data = join(folder, 'data');
    const made = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C'];
    await run(join(programs, 'initdb'), [...made, '--no-sync'], { ...owner, cwd: folder });
    const port = await freePort();
    const server = new ThrowawayServer({
      command: join(programs, 'postgres'),
      args: ['-D', data, '-p', `${port}`, '-k', folder, '-h', '127.0.0.1', ...FASTER],
      ...(owner ? { owner } : {}),
      answers: () => isReady(programs, port),
    });
    await server.start();
    return {
      url: `postgres://postgres@127.0.0.1:${port}/postgres`,
      stop: (how) => server.stop(SIGNALS[how]),
      start: () => server.start(),
      async remove() {
        await server.stop('SIGQUIT');
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Only the machine's end could lose what is not synced: the server's own end does not. */
const FASTER = ['-c', 'fsync=off', '-c', 'full_page_writes=off'];

async function idsOf(user: string): Promise<{ readonly uid: number; readonly gid: number }> {
  const [uid, gid] = await Promise.all([run('id', ['-u', user]), run('id', ['-g', user])]);
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

async function isReady(programs: string, port: number): Promise<boolean> {
  const asked = ['-h', '127.0.0.1', '-p', `${port}`, '-U', 'postgres', '-q'];
  return run(join(programs, 'pg_isready'), asked).then(
    () => true,
    () => false,
  );
}
