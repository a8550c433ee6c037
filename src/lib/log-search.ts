import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LEVELS)[number];

/** What is looked for; all that is given has to fit. */
export interface LogSearch {
  /** In the line, in any letter case. */
  readonly text?: string;
  /** That level, and what is worse. @default info */
  readonly level?: LogLevel;
  /** Milliseconds since the epoch, included. */
  readonly since?: number;
  /** Milliseconds since the epoch, not included. */
  readonly before?: number;
  /** At most so many, the newest. */
  readonly limit: number;
}

/** A line that was found. */
export interface FoundLine {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly level: LogLevel;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * Looks through `bot.log` and the older ones beside it, oldest first; what is no line of ours is passed over.
 * Nothing but the lines that are kept is held in memory.
 * @throws what reading the folder throws, but for a folder that is not there: nothing is found then
 */
export async function searchLog(
  directory: string,
  search: LogSearch,
): Promise<readonly FoundLine[]> {
  const found: FoundLine[] = [];
  for (const file of await logFiles(directory)) {
    const lines = createInterface({ input: createReadStream(join(directory, file)) });
    for await (const line of lines) {
      const one = readLogLine(line, search);
      if (one) found.push(one);
      if (found.length > 2 * search.limit) found.splice(0, found.length - search.limit);
    }
  }
  return found.slice(-search.limit);
}

/** `bot.2.log`, `bot.1.log`, `bot.log`. */
async function logFiles(directory: string): Promise<readonly string[]> {
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const age = (name: string) => Number(/^bot\.(\d+)\.log$/.exec(name)?.[1] ?? 0);
  return names.filter((name) => /^bot(\.\d+)?\.log$/.test(name)).sort((a, b) => age(b) - age(a));
}

/** A line of the file, where it is one of ours and fits. */
export function readLogLine(line: string, search: LogSearch): FoundLine | undefined {
  const { text, level: least = 'info', since = 0, before = Number.POSITIVE_INFINITY } = search;
  if (text !== undefined && !line.toLowerCase().includes(text.toLowerCase())) return undefined;
  const record = parse(line);
  if (!record) return undefined;
  const { time, level, message, ...fields } = record;
  const at = Date.parse(String(time));
  const rank = LEVELS.indexOf(level as LogLevel);
  if (Number.isNaN(at) || at < since || at >= before || rank < LEVELS.indexOf(least))
    return undefined;
  return { at, level: LEVELS[rank] ?? 'info', message: String(message), fields };
}

function parse(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
