import type { LoadContext } from './load-context.js';
import type { Outline } from './outline.js';
import { placeOf } from './value-source.js';
import type { VariableName } from './variables/known.js';

/**
 * Notes where a customer's file sets what a variable would: the file's counts, and where both stand that is told.
 * @param pairs keys of the file, and their variables
 */
export function noteStrongerFile(
  { values, warnings, places }: LoadContext,
  outline: Outline,
  content: Readonly<Record<string, unknown>>,
  pairs: readonly (readonly [key: string, name: VariableName])[],
): void {
  for (const [key, name] of pairs) {
    if (content[key] === undefined) continue;
    const place = outline.place([key]);
    places.set(name, place);
    if (values.has(name)) {
      const other = placeOf(values.source(name));
      warnings.push(`${values.written(name)} (${other}) does not count: ${place} sets \`${key}\``);
    }
  }
}
