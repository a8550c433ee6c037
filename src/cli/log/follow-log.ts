import { type FileHandle, open, stat } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';
import type { Clock } from '../../core/clock.js';
import { isAbort } from '../../lib/abort.js';

/** How often a file in which nothing is new is looked at. */
const LOOK_EVERY_MS = 500;
const CHUNK = 64 * 1024;

/**
 * What is written to the file from now on, line by line, until the signal aborts. A file that is put aside for a
 * new one (rotation) is read to its end first; one that is not there yet is waited for.
 */
export async function* followLog(
  path: string,
  clock: Clock,
  signal: AbortSignal,
): AsyncGenerator<string> {
  let file = await openIfThere(path);
  let offset = file ? (await file.stat()).size : 0;
  let decoder = new StringDecoder('utf8');
  let rest = '';
  try {
    while (!signal.aborted) {
      const piece = file ? await file.read(Buffer.alloc(CHUNK), 0, CHUNK, offset) : undefined;
      if (piece && piece.bytesRead > 0) {
        offset += piece.bytesRead;
        const lines = (rest + decoder.write(piece.buffer.subarray(0, piece.bytesRead))).split('\n');
        rest = lines.pop() ?? '';
        yield* lines;
      } else if (!(await isStill(path, file, offset))) {
        await file?.close();
        file = await openIfThere(path);
        offset = 0;
        decoder = new StringDecoder('utf8');
        rest = '';
        if (!file) await pause(clock, signal);
      } else {
        await pause(clock, signal);
      }
    }
  } finally {
    await file?.close();
  }
}

/** Is that file still the one of this path, and not cut short? */
async function isStill(
  path: string,
  file: FileHandle | undefined,
  offset: number,
): Promise<boolean> {
  if (!file) return false;
  const [own, there] = await Promise.all([file.stat(), stat(path).catch(unlessMissing)]);
  return there !== undefined && own.ino === there.ino && there.size >= offset;
}

async function pause(clock: Clock, signal: AbortSignal): Promise<void> {
  try {
    await clock.sleepUntil(clock.now() + LOOK_EVERY_MS, signal);
  } catch (error) {
    if (!isAbort(error, signal)) throw error;
  }
}

function openIfThere(path: string): Promise<FileHandle | undefined> {
  return open(path, 'r').catch(unlessMissing);
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}
