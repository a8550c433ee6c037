import { readFile } from 'node:fs/promises';
import { type Assignment, readEnvLine } from './env-line.js';
import type { ProblemList } from './problems.js';
import { BY_WRITTEN_NAME } from './variables/known.js';

/** An assignment and the line it begins on. */
export interface EnvEntry extends Assignment {
  readonly line: number;
}

/**
 * Reads a file of `NAME=value` lines. Comments begin with `#` after white space; quotes keep everything, also
 * line breaks; `export` and several assignments on a line are understood. No value is cut in silence: what
 * can't be told for sure becomes a problem.
 * @param file how to name it
 */
export async function readEnvFile(
  path: string,
  file: string,
  problems: ProblemList,
  warnings: string[],
): Promise<readonly EnvEntry[]> {
  try {
    return parseEnv(await readFile(path, 'utf8'), file, problems, warnings);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const what = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`;
    problems.add(
      `The env file ${file} ${what}`,
      'Copy envs/example.env, fill it in, and name it with --env-file',
      'CONFIG_FILE_UNREADABLE',
    );
    return [];
  }
}

/** The text of an env file, taken apart. */
export function parseEnv(
  text: string,
  file: string,
  problems: ProblemList,
  warnings: string[],
): readonly EnvEntry[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const entries: EnvEntry[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = index + 1;
    // Quoting marks and fences come along when a block is copied out of a document.
    const body = (lines[index] ?? '').replace(/^(\s*>)+/, '').trim();
    if (body === '' || body.startsWith('#')) continue;
    if (/^(```.*|env)$/.test(body)) {
      warnings.push(`${file}:${line}: \`${body}\` is no assignment; it was passed over`);
      continue;
    }
    const read = readEnvLine(body, lines.slice(index + 1));
    if ('problem' in read) {
      problems.add(`${file}:${line} ${read.problem}`, read.remedy);
      continue;
    }
    entries.push(...read.assignments.map((assignment) => ({ ...assignment, line })));
    index += read.continued;
  }
  return withoutRemarks(entries, file, warnings);
}

/** An assignment inside a remark counts only when its variable is set nowhere else in the file. */
function withoutRemarks(
  entries: readonly EnvEntry[],
  file: string,
  warnings: string[],
): readonly EnvEntry[] {
  const canonical = ({ name }: EnvEntry) => BY_WRITTEN_NAME.get(name)?.name ?? name;
  const assigned = new Set(entries.filter((entry) => !entry.inRemark).map(canonical));
  return entries.filter((entry) => {
    if (!entry.inRemark) return true;
    if (assigned.has(canonical(entry))) return false;
    warnings.push(
      `${file}:${entry.line}: ${entry.name} stands inside the remark; it counts. Give it a line of its own, or take it out`,
    );
    return true;
  });
}
