import type { ProblemList } from './problems.js';
import type { FoundValue, RawValue } from './raw-value.js';
import { placeOf } from './value-source.js';
import { KNOWN_VARIABLES, type VariableName } from './variables/known.js';

/** What was found, weakest layer first. */
export interface Layers {
  readonly envFile: readonly FoundValue[];
  readonly environment: readonly FoundValue[];
  readonly customerFile: readonly FoundValue[];
}

export interface Merged {
  readonly values: ReadonlyMap<VariableName, RawValue>;
  /** Written, but without a value. */
  readonly empty: ReadonlyMap<VariableName, FoundValue>;
}

/**
 * Finds each variable's value: the customer's file wins over the environment, and that over the env file.
 * Two different values under two names, or twice in one file, are a problem: nobody can tell which was meant.
 */
export function mergeLayers(layers: Layers, problems: ProblemList, warnings: string[]): Merged {
  const values = new Map<VariableName, RawValue>();
  const empty = new Map<VariableName, FoundValue>();
  for (const variable of KNOWN_VARIABLES) {
    const names = new Set([variable.name, ...(variable.aliases ?? [])]);
    const of = (layer: readonly FoundValue[]) => layer.filter((one) => names.has(one.written));
    const own = single(of(layers.customerFile), problems);
    const set = single(overridden(of(layers.envFile), of(layers.environment), warnings), problems);
    const winner = own ?? set;
    if (winner) values.set(variable.name, { ...winner, name: variable.name });
    const blank = [...of(layers.envFile), ...of(layers.environment), ...of(layers.customerFile)][0];
    if (!winner && blank) empty.set(variable.name, blank);
  }
  return { values, empty };
}

/** The environment's values, and those of the file whose very name the environment does not set. */
function overridden(
  file: readonly FoundValue[],
  environment: readonly FoundValue[],
  warnings: string[],
): readonly FoundValue[] {
  const set = environment.filter((one) => one.text !== '');
  const kept = file.filter((one) => {
    const stronger = set.find((other) => other.written === one.written);
    if (stronger && one.text !== '' && stronger.text !== one.text) {
      warnings.push(
        `${one.written} is set in the environment too, with another value: that counts, not ${placeOf(one.source)}`,
      );
    }
    return !stronger;
  });
  return [...set, ...kept];
}

function single(found: readonly FoundValue[], problems: ProblemList): FoundValue | undefined {
  const [first, ...others] = found.filter((one) => one.text !== '');
  const other = others.find((one) => one.text !== first?.text);
  if (first && other) {
    problems.add(
      `${first.written} (${placeOf(first.source)}) and ${other.written} (${placeOf(other.source)}) say different things`,
      first.written === other.written ? 'Keep one of the two lines' : 'Keep one of the two names',
    );
  }
  return first;
}
