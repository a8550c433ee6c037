import { type FileHandle, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { linesBackwards } from './lines-backwards.js';

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
  /** Milliseconds since the epoch, not included: for the page before, the oldest line's `at`. */
  readonly before?: number;
  /** The newest, so many; and those of the oldest one's millisecond. */
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
 * Looks through `bot.log` and the older ones beside it, from the newest line back, and no further than it has to:
 * until the limit is reached or the lines are older than what is wanted. What is no line of ours is passed over.
 *
 * A page never ends within a millisecond: lines that share the oldest one's are found with it, even where these are
 * more than `limit`. So the next page, asked for with `before` the oldest line's `at`, begins where this one ended.
 * Lines from before a clock was set back may be passed over.
 * @returns the oldest first
 * @throws what reading the folder throws, but for a folder that is not there: nothing is found then
 */
export async function searchLog(
  directory: string,
  search: LogSearch,
): Promise<readonly FoundLine[]> {
  if (search.limit < 1) return [];
  const files = await openLogs(directory);
  try {
    const found: FoundLine[] = [];
    for (const file of files) {
      if (!(await lookThrough(file, search, found))) break;
    }
    return found.reverse();
  } finally {
    await Promise.all(files.map((file) => file.close()));
  }
}

/**
 * Adds what fits, the newest first.
 * @returns whether older files may hold more
 */
async function lookThrough(
  file: FileHandle,
  search: LogSearch,
  found: FoundLine[],
): Promise<boolean> {
  const { since = Number.NEGATIVE_INFINITY, limit } = search;
  for await (const line of linesBackwards(file)) {
    const oldest = found.length >= limit ? found.at(-1)?.at : undefined;
    const at = oldest === undefined && since < 0 ? undefined : timeOf(line);
    if (at !== undefined && (at < since || (oldest !== undefined && at < oldest))) return false;
    const one = readLogLine(line, search);
    if (one && (oldest === undefined || one.at === oldest)) found.push(one);
  }
  return true;
}

/**
 * `bot.log`, `bot.1.log`, `bot.2.log` …, each once: while they are opened, one may be set aside and meet us again by
 * its next name.
 */
async function openLogs(directory: string): Promise<readonly FileHandle[]> {
  const names = await logFiles(directory);
  const opened = new Map<number, FileHandle>();
  for (const name of names) {
    const file = await open(join(directory, name)).catch(unlessMissing);
    if (!file) continue;
    const { ino } = await file.stat();
    if (opened.has(ino)) await file.close();
    else opened.set(ino, file);
  }
  return [...opened.values()];
}

/** The newest first, and one name more than there are files. */
async function logFiles(directory: string): Promise<readonly string[]> {
  const names = (await readdir(directory).catch(unlessMissing)) ?? [];
  const ages = names.flatMap((name) => {
    const [, age] = /^bot(?:\.(\d+))?\.log$/.exec(name) ?? [name, 'none'];
    return age === 'none' ? [] : [Number(age ?? 0)];
  });
  const oldest = Math.max(-1, ...ages);
  return [...ages.sort((a, b) => a - b), oldest + 1].map((age) =>
    age === 0 ? 'bot.log' : `bot.${age}.log`,
  );
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

/** A line of the file, where it is one of ours and fits. */
export function readLogLine(line: string, search: LogSearch): FoundLine | undefined {
  const { text, level: least = 'info', since = 0, before = Number.POSITIVE_INFINITY } = search;
  if (text !== undefined && !line.toLowerCase().includes(asWritten(text))) return undefined;
  const record = parse(line);
  if (!record) return undefined;
  const { time, level, message, ...fields } = record;
  const at = Date.parse(String(time));
  const rank = LEVELS.indexOf(level as LogLevel);
  if (Number.isNaN(at) || at < since || at >= before || rank < LEVELS.indexOf(least))
    return undefined;
  return { at, level: LEVELS[rank] ?? 'info', message: String(message), fields };
}

/** How a text stands in the file: `say "no"` as `say \\"no\\"`. */
const asWritten = (text: string): string => JSON.stringify(text).slice(1, -1).toLowerCase();

/** When a line was written, without reading all of it: the time stands first. Undefined: not one of ours. */
function timeOf(line: string): number | undefined {
  const at = Date.parse(/^\{"time":"([^"]+)"/.exec(line)?.[1] ?? '');
  return Number.isNaN(at) ? undefined : at;
}

function parse(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
