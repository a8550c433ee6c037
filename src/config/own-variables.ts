import type { Outline } from './outline.js';
import type { ProblemList } from './problems.js';

/** Checks the names of the operator's own variables. */
export function checkVariables(
  variables: Readonly<Record<string, string>>,
  outline: Outline,
  problems: ProblemList,
): void {
  for (const name of Object.keys(variables)) {
    if (/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name)) continue;
    outline.problem(problems, ['variables', name], {
      problem: 'is not a name',
      remedy: 'Use letters, digits and _, a letter first',
    });
  }
}
