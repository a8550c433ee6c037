import { readFile } from 'node:fs/promises';
import { decodeText } from './decode-text.js';
import { readJson, SyntaxProblem } from './json-reader.js';
import type { ParsedDocument, PathPart } from './parsed-document.js';
import type { ProblemList } from './problems.js';

/** One of the customer's files, read. */
export interface CustomerDocument {
  /** Absolute. */
  readonly path: string;
  /** How it is named to people. */
  readonly file: string;
  readonly root: unknown;
  /** The line of the value, or of the nearest value around it. */
  lineOf(path: readonly PathPart[]): number;
  /** As much of the path as stands in the file. */
  known(path: readonly PathPart[]): readonly PathPart[];
}

/**
 * Reads a JSON or YAML file; undefined when it is broken (then the problem is on the list).
 * @param draft what to read in the place of the file
 */
export async function readDocument(
  path: string,
  file: string,
  problems: ProblemList,
  draft?: string,
): Promise<CustomerDocument | undefined> {
  try {
    const text = draft ?? decodeText(await readFile(path));
    if (typeof text !== 'string') {
      problems.add(`${file}:${text.line} ${text.problem}`, text.remedy, 'CONFIG_FILE_UNREADABLE');
      return undefined;
    }
    const { root: read, lines } = path.endsWith('.json') ? readJson(text) : await lateYaml(text);
    const root = withoutSchema(read);
    const known = (at: readonly PathPart[]) => knownPath(lines, at);
    return { path, file, root, lineOf: (at) => lines.get(known(at).join('\0')) ?? 1, known };
  } catch (error) {
    if (error instanceof SyntaxProblem) {
      const kind = path.endsWith('.json') ? 'JSON' : 'YAML';
      problems.add(
        `${file}:${error.line}:${error.column} is broken ${kind}: ${error.message}`,
        'Mend that place; everything else was left as it is',
      );
      return undefined;
    }
    const { code, message } = error as NodeJS.ErrnoException;
    problems.add(
      `${file} cannot be read (${code ?? message})`,
      'Make it readable for the user who runs postaci',
      'CONFIG_FILE_UNREADABLE',
    );
    return undefined;
  }
}

/** `$schema` is a word to editors. */
function withoutSchema(root: unknown): unknown {
  if (typeof root !== 'object' || root === null || !('$schema' in root)) return root;
  const { $schema: _, ...rest } = root;
  return rest;
}

/** The YAML library is large: it is loaded only by those who write YAML. */
async function lateYaml(text: string): Promise<ParsedDocument> {
  const { readYaml } = await import('./yaml-reader.js');
  return readYaml(text);
}

function knownPath(
  lines: ReadonlyMap<string, number>,
  path: readonly PathPart[],
): readonly PathPart[] {
  for (let length = path.length; length > 0; length--) {
    const beginning = path.slice(0, length);
    if (lines.has(beginning.join('\0'))) return beginning;
  }
  return [];
}
