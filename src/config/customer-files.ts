import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type CustomerDocument, readDocument } from './document.js';
import type { Folders } from './folders.js';
import type { ProblemList } from './problems.js';
import type { FoundValue } from './raw-value.js';
import { BY_WRITTEN_NAME } from './variables/known.js';

/** The customer's files, by name. */
const NAMES = ['config', 'messages', 'responses', 'invites', 'comments'] as const;
export type CustomerFile = (typeof NAMES)[number];

const ENDINGS = ['json', 'yaml', 'yml'];

/** Every place where a customer's file may stand. Absolute. */
export function candidatesOf(folders: Folders): readonly string[] {
  return NAMES.flatMap((name) => pathsOf(name, folders));
}

function pathsOf(name: CustomerFile, { files }: Folders): readonly string[] {
  return files.flatMap((folder) => ENDINGS.map((ending) => join(folder, `${name}.${ending}`)));
}

/** The customer's file of that name, in whichever form it is there. */
export async function findDocument(
  name: CustomerFile,
  folders: Folders,
  problems: ProblemList,
): Promise<CustomerDocument | undefined> {
  const paths = pathsOf(name, folders).filter(
    (path) => folders.drafts?.has(path) || existsSync(path),
  );
  const named = paths.map((path) => relative(folders.cwd, path));
  const [path, file] = [paths[0], named[0]];
  if (path === undefined || file === undefined) return undefined;
  if (named.length > 1) {
    problems.add(`Both ${named[0]} and ${named[1]} exist`, 'Keep one of the two');
  }
  return readDocument(path, file, problems, folders.drafts?.get(path));
}

/** The settings of `config.{json,yaml}`: the variables, in any letter case, with plain values or lists. */
export function settingsOf(
  document: CustomerDocument | undefined,
  problems: ProblemList,
): readonly FoundValue[] {
  if (!document || document.root === null) return [];
  const { root, file } = document;
  if (typeof root !== 'object' || Array.isArray(root)) {
    problems.add(
      `${file}:1 is not a set of names and values`,
      'Write e.g. {"MESSAGES_PER_DAY": 40}',
    );
    return [];
  }
  const found: FoundValue[] = [];
  for (const [name, value] of Object.entries(root)) {
    const line = document.lineOf([name]);
    const text = asText(value);
    if (text === undefined) {
      problems.add(
        `${file}:${line} gives \`${name}\` a value with parts of its own`,
        'Write a text, a number, true, false, or a list of these',
      );
      continue;
    }
    const written = inOurLetters(name);
    found.push({ written, text, source: { kind: 'customer-file', file, line, name } });
  }
  return found;
}

function asText(value: unknown): string | undefined {
  if (value === null) return '';
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!Array.isArray(value)) return undefined;
  const items = value.map(asText);
  return items.includes(undefined) ? undefined : items.join(',');
}

/** `messages_per_day` is `MESSAGES_PER_DAY` here. */
function inOurLetters(name: string): string {
  if (BY_WRITTEN_NAME.has(name)) return name;
  const same = [...BY_WRITTEN_NAME.keys()].find((one) => one.toLowerCase() === name.toLowerCase());
  return same ?? name;
}
