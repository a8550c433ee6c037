import { nearest } from './nearest.js';
import type { ProblemList } from './problems.js';
import type { FoundValue } from './raw-value.js';
import { placeOf } from './value-source.js';
import { BY_WRITTEN_NAME } from './variables/known.js';

/**
 * Names unknown variables that look like misspelt ones. In a file that was written for us that is a problem
 * (a limit may not be in force); in the environment, which belongs to other programs too, a warning.
 */
export function findMisspelt(
  found: readonly FoundValue[],
  problems: ProblemList,
  warnings: string[],
): void {
  for (const { written, source } of found) {
    if (BY_WRITTEN_NAME.has(written)) continue;
    const meant = nearest(written, BY_WRITTEN_NAME.keys(), slips(written));
    const place = placeOf(source);
    if (meant === undefined) {
      if (source.kind === 'customer-file') {
        warnings.push(`${place}: \`${written}\` is not a setting; it was passed over`);
      }
    } else if (source.kind === 'environment') {
      warnings.push(`${written} in the environment is not a setting: did you mean ${meant}?`);
    } else {
      problems.add(
        `${written} (${place}) is not a setting, but looks like ${meant}`,
        `Write ${meant}, or take the line out`,
      );
    }
  }
}

/** Short names are near to many things. */
function slips(name: string): number {
  if (name.length < 5) return 0;
  return name.length < 9 ? 1 : 2;
}
