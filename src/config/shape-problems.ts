import type { z } from 'zod';
import { nearest } from './nearest.js';
import type { Outline } from './outline.js';
import type { PathPart } from './parsed-document.js';
import type { ProblemList } from './problems.js';

/**
 * Puts what is wrong with a document's shape on the list, each mistake with its line.
 * @param what for a sentence: "docs/configuration.md shows how … are written"
 * @param keys all that are known, for "did you mean"
 */
export function addShapeProblems(
  { issues }: z.ZodError,
  outline: Outline,
  problems: ProblemList,
  { what, keys }: { readonly what: string; readonly keys: readonly string[] },
): void {
  for (const issue of issues) {
    const path = issue.path.filter((part): part is PathPart => typeof part !== 'symbol');
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        const title = path.length > 0 ? ` \`${path.join('.')}\`` : '';
        const problem = `${outline.place([...path, key])}${title} has the unknown key \`${key}\``;
        problems.add(problem, keyRemedy(key, keys));
      }
    } else {
      const remedy = `docs/configuration.md shows how ${what} are written`;
      outline.problem(problems, path, { problem: issue.message, remedy });
    }
  }
}

function keyRemedy(key: string, keys: readonly string[]): string {
  const meant = nearest(key, keys, 2);
  return meant === undefined || meant === key ? 'Take it out' : `Write ${meant}, or take it out`;
}
