import type { Secret } from '../core/secret.js';
import type { MessageTarget } from '../core/settings.js';
import { secret } from '../lib/secret.js';
import type { LoadContext } from './load-context.js';
import { placeOf, type ValueSource } from './value-source.js';
import { shownText } from './values.js';
import { KNOWN_VARIABLES, type VariableName } from './variables/known.js';

/** Where a variable's value was found. */
export interface SourceEntry {
  readonly source: ValueSource;
  /** The name as written; short of a value, the variable's first name. */
  readonly written: string;
  /** The value as written, secrets masked. */
  readonly shown: string;
  /** The value as written: for comparing only. */
  readonly text: Secret;
}

/** Where everything was found. */
export interface Sources {
  /** Only variables that are set. */
  readonly variables: ReadonlyMap<VariableName, SourceEntry>;
  readonly targets: ReadonlyMap<MessageTarget, string>;
  /** What the customer's files say beside, by the name of its row. */
  readonly places: ReadonlyMap<string, string>;
}

/** Remembers where the values were found, for people. */
export function sourcesOf({ values, targetPlaces, places }: LoadContext): Sources {
  const variables = new Map<VariableName, SourceEntry>();
  for (const { name } of KNOWN_VARIABLES) {
    const raw = values.raw(name);
    if (!raw) continue;
    const { source, written, text } = raw;
    variables.set(name, { source, written, shown: shownText(raw), text: secret(text) });
  }
  return { variables, targets: targetPlaces, places };
}

/** `envs/customer1.env:3`, with the other name when that was written. */
export function describeSource(name: VariableName, sources: Sources): string {
  const entry = sources.variables.get(name);
  if (!entry) return 'default';
  const place = placeOf(entry.source);
  return entry.written === name ? place : `${place} as ${entry.written}`;
}
