import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { PROJECT } from '../../../test/support/postaci-process.js';
import { lockDirectory } from './directory-lock.js';

const LOCK = `
  import { lockDirectory } from './dist/adapters/postgres/directory-lock.js';
  try {
    lockDirectory(process.argv[1]);
    process.stdout.write('locked');
    setInterval(() => {}, 1_000);
  } catch (error) {
    process.stdout.write(String(error.code));
  }
`;

describe('the lock of a directory', () => {
  let folder: string;
  let directory: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'postaci-lock-'));
    directory = join(folder, 'database');
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Another process that tries to lock, with the commands of `path` only. */
  async function another(path: string) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', LOCK, directory], {
      cwd: PROJECT,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { PATH: path },
    });
    const [said] = await once(child.stdout, 'data');
    const end = async () => {
      const closed = once(child, 'close');
      child.kill('SIGKILL');
      await closed;
    };
    return { said: String(said), end, processId: child.pid };
  }

  async function pathWithOnly(command: string): Promise<string> {
    const found = (process.env.PATH ?? '').split(delimiter).map((part) => join(part, command));
    for (const file of found) {
      const trial = spawn(file, ['--version'], { stdio: 'ignore' });
      const [code] = await once(trial, 'close').catch(() => [1]);
      if (code === 0) {
        await symlink(file, join(folder, command));
        return folder;
      }
    }
    throw new Error(`there is no ${command} here`);
  }

  test.each(['flock', 'perl'])(
    'by %s keeps others out until its process is killed',
    async (command) => {
      const holder = await another(await pathWithOnly(command));
      try {
        expect(holder.said).toBe('locked');
        expect(() => lockDirectory(directory)).toThrow(
          expect.objectContaining({
            code: 'DIRECTORY_LOCKED',
            problem: expect.stringContaining(`process ${holder.processId} on `),
          }),
        );
      } finally {
        await holder.end();
      }
      lockDirectory(directory).release();
    },
  );

  test('is refused, not left out, where nothing can lock', async () => {
    const holder = await another(folder);
    await holder.end();
    expect(holder.said).toBe('DATABASE_DENIED');
  });

  test('is not passed on to the processes that its holder starts', async () => {
    const lock = lockDirectory(directory);
    const child = spawn(
      process.execPath,
      ['-e', 'process.stdout.write("up"); setInterval(() => {}, 1000)'],
      {
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    await once(child.stdout, 'data');
    lock.release();
    lockDirectory(directory).release();
    const closed = once(child, 'close');
    child.kill('SIGKILL');
    await closed;
  });
});
