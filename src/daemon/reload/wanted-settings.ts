import { nearest } from '../../config/nearest.js';
import { BY_WRITTEN_NAME, type VariableName } from '../../config/variables/known.js';
import { nameWritten } from '../../config/variables/name-written.js';
import { PostaciError } from '../../core/errors.js';
import type { WantedValues } from './change-variables.js';

/** So many slips of the keyboard still let a name be told. */
const SLIPS = 3;

/**
 * The variables that an operator wants changed, by whichever of their names.
 * @throws PostaciError `USAGE` for a name that is none, or for a variable that is named twice
 */
export function wantedSettings(values: Readonly<Record<string, string | null>>): WantedValues {
  const wanted = new Map<VariableName, string | null>();
  for (const [written, value] of Object.entries(values)) {
    const name = known(written);
    if (wanted.has(name)) {
      throw new PostaciError('USAGE', `${name} is named twice`, 'Give it one value');
    }
    // An empty value is none, as everywhere in the configuration.
    wanted.set(name, value === null || value.trim() === '' ? null : value.trim());
  }
  return wanted;
}

function known(written: string): VariableName {
  const name = nameWritten(written);
  if (name !== undefined) return name;
  const meant = nearest(written, BY_WRITTEN_NAME.keys(), SLIPS);
  throw new PostaciError(
    'USAGE',
    `"${written}" is not a setting`,
    meant === undefined ? 'docs/configuration.md lists them all' : `Did you mean ${meant}?`,
  );
}
