import { spawnSync } from 'node:child_process';
import { closeSync, constants, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { PostaciError } from '../../core/errors.js';
import { describeHolder } from './holder.js';

export interface DirectoryLock {
  release(): void;
}

/** `open` on macOS and BSD locks by itself; Node has no name for the flag. @see man 2 open */
const O_EXLOCK = 0x20;

/** Lock the open file that they get as descriptor 3; 1 says that another process has it. */
const LOCKERS: readonly (readonly [command: string, ...args: string[]])[] = [
  ['flock', '-n', '3'],
  ['perl', '-e', 'open(my $f, "+<&=", 3) or exit 2; exit(flock($f, 2 | 4) ? 0 : 1)'],
];
const HELD_BY_ANOTHER = 1;

/**
 * Keeps every other process out of a directory, by a lock of the operating system on `<directory>.lock`.
 *
 * The lock belongs to our open file (flock(2)): it goes with the process, however that ends, and
 * holds between containers that share a volume of one machine. Node cannot lock a file, but a
 * child process that inherits the open file can, and leaves the lock with us when it exits.
 * The file itself stays: to remove it would let two processes lock two files of the same name.
 * @throws PostaciError `DIRECTORY_LOCKED` naming the holder.
 */
export function lockDirectory(directory: string): DirectoryLock {
  const path = `${directory}.lock`;
  const file = openAndLock(path);
  if (file === undefined) {
    const holder = readFileSync(path, 'utf8').trim() || 'another process';
    throw new PostaciError(
      'DIRECTORY_LOCKED',
      `the embedded database ${directory} is in use by ${holder}`,
      'An embedded database serves one process: let commands go through the running daemon, or stop it first',
    );
  }
  ftruncateSync(file);
  writeSync(file, `${describeHolder(Date.now())}\n`, 0);
  return { release: () => closeSync(file) };
}

/** Undefined when another process has it. */
function openAndLock(path: string): number | undefined {
  const flags = constants.O_RDWR | constants.O_CREAT;
  if (process.platform !== 'linux') {
    try {
      return openSync(path, flags | constants.O_NONBLOCK | O_EXLOCK, 0o600);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return undefined;
      throw error;
    }
  }
  const file = openSync(path, flags, 0o600);
  try {
    if (lock(file)) return file;
  } catch (error) {
    closeSync(file);
    throw error;
  }
  closeSync(file);
  return undefined;
}

function lock(file: number): boolean {
  for (const [command, ...args] of LOCKERS) {
    const { status, error } = spawnSync(command, args, {
      stdio: ['ignore', 'ignore', 'ignore', file],
    });
    if (error && 'code' in error && error.code === 'ENOENT') continue;
    if (status === 0) return true;
    if (status === HELD_BY_ANOTHER) return false;
    throw new Error(`${command} could not lock the file (exit ${status})`, { cause: error });
  }
  throw new PostaciError(
    'DATABASE_DENIED',
    'the embedded database cannot be guarded against a second process: there is neither flock nor perl',
    'Install util-linux (or busybox), or set DATABASE_URL to use a PostgreSQL server',
  );
}
