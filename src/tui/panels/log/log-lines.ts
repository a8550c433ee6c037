import type { LogLine } from '../../../control/contract/operations.js';
import { type ListPlace, within } from '../parts/window.js';

/** So many lines are asked for at once; more come where several are of one millisecond. */
export const PAGE = 200;

/** So many lines are kept while the log is followed: it may be for days. */
export const KEPT_LINES = 5_000;

const LEVELS = ['info', 'warn', 'error', 'debug'] as const;

/** The level that comes next when the key is pressed. */
export function nextLevel(level: LogLine['level']): LogLine['level'] {
  return LEVELS[(LEVELS.indexOf(level) + 1) % LEVELS.length] ?? 'info';
}

/** The lines with those of a newer page; where some are missing between the two, the page alone. */
export function withNewer(lines: readonly LogLine[], page: readonly LogLine[]): readonly LogLine[] {
  const newest = lines.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
  const known = new Set(lines.filter(({ at }) => at === newest).map(identity));
  const fresh = page.filter((line) => line.at > newest || !known.has(identity(line)));
  if (fresh.length === 0) return lines;
  const gap = page.length >= PAGE && fresh.length === page.length;
  return gap ? page : [...lines, ...fresh];
}

/** The line that is chosen, and the first that is shown; null: the newest, and what fits above it. */
export interface LogPlace {
  readonly chosen: LogLine | null;
  readonly top: LogLine | null;
}

export const AT_NEWEST: LogPlace = { chosen: null, top: null };

/** Where that is among these lines now; a line that is not there stands for the newest. */
export function placeIn(
  lines: readonly LogLine[],
  { chosen, top }: LogPlace,
  room: number,
): ListPlace {
  const at = chosen ? lines.indexOf(chosen) : -1;
  const first = top && at !== -1 ? lines.indexOf(top) : -1;
  const found = {
    chosen: at === -1 ? lines.length - 1 : at,
    top: first === -1 ? lines.length : first,
  };
  return within(found, lines.length, room);
}

/** The place by its lines; at the very end it stays at the newest. */
export function placeAt(lines: readonly LogLine[], { chosen, top }: ListPlace): LogPlace {
  if (chosen >= lines.length - 1) return AT_NEWEST;
  return { chosen: lines[chosen] ?? null, top: lines[top] ?? null };
}

function identity(line: LogLine): string {
  return JSON.stringify(line);
}
