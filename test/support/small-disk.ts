import { execFile } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const FILLER = 'filler';
const BLOCK = Buffer.alloc(4096, 0x20);

/** A folder on a disk of its own, so small that it can be filled. */
export interface SmallDisk {
  /** Takes all that is left: who writes now is told ENOSPC. */
  fill(): void;
  free(): void;
  /** Takes the disk away; what was written in it is gone. */
  remove(): Promise<void>;
}

/**
 * Mounts a small tmpfs over a folder, which is made.
 * @param sizeKb in KiB
 * @returns undefined where mounting is not permitted
 */
export async function mountSmallDisk(
  folder: string,
  sizeKb: number,
): Promise<SmallDisk | undefined> {
  mkdirSync(folder, { recursive: true });
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${sizeKb}k,mode=700`, 'postaci-small', folder]);
  } catch {
    return undefined;
  }
  const filler = join(folder, FILLER);
  return {
    fill: () => writeUntilFull(filler),
    free: () => rmSync(filler, { force: true }),
    async remove() {
      // Lazily: a process that has a file open there must not keep it.
      await run('umount', ['-l', folder]);
    },
  };
}

function writeUntilFull(path: string): void {
  const descriptor = openSync(path, 'a');
  try {
    for (;;) writeSync(descriptor, BLOCK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(descriptor);
  }
}
