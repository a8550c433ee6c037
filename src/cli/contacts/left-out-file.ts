import { type FileHandle, open, stat } from 'node:fs/promises';
import { PostaciError } from '../../core/errors.js';
import type { LeftOut } from './import-list.js';

/** Written together, so that a hundred thousand bad rows are not as many writes. */
const BATCH_LENGTH = 64 * 1024;

/** Rows that did not go in, as CSV. */
export interface LeftOutFile {
  add(row: LeftOut): void;
  /** Writes what was added; the memory that it took is free again. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Begins a report, over an older one. Only its owner may read it: it names people.
 * @param list the list that is imported, which must not be overwritten
 * @throws PostaciError `USAGE` when it cannot be written there
 */
export async function openLeftOutFile(path: string, list: string): Promise<LeftOutFile> {
  if (await isSameFile(path, list)) {
    throw new PostaciError('USAGE', `${path} is the list itself`, 'Name another file for --report');
  }
  const file = await openFor(path);
  let waiting = `${row(['line', 'result', 'value', 'reason'])}`;
  const flush = async () => {
    const text = waiting;
    waiting = '';
    await file.writeFile(text);
  };
  return {
    add(left) {
      waiting += row([String(left.line), left.result, left.value, left.reason]);
    },
    async flush() {
      if (waiting.length >= BATCH_LENGTH) await flush();
    },
    async close() {
      try {
        await flush();
      } finally {
        await file.close();
      }
    },
  };
}

async function openFor(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'w', 0o600);
  } catch (error) {
    throw new PostaciError(
      'USAGE',
      `${path} cannot be written (${(error as NodeJS.ErrnoException).code ?? error})`,
      'Name a file in a folder that you may write to for --report',
      { cause: error },
    );
  }
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([one, other].map((path) => stat(path).catch(() => undefined)));
  return a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino;
}

const row = (cells: readonly string[]) => `${cells.map(quoted).join(',')}\n`;

const quoted = (cell: string) =>
  /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
