import { isDeepStrictEqual } from 'node:util';
import { describeConfig, SAID_IN_FULL } from '../describe.js';
import { BY_WRITTEN_NAME } from '../variables/known.js';
import { contentsOf } from './contents.js';
import type { Described } from './take-over.js';

/** Something that two configurations say differently; secrets masked. */
export interface Difference {
  /** A variable, or a row of `describeConfig`: `target @grup1`, `template offer`. */
  readonly name: string;
  /** Empty: it was not there. */
  readonly from: string;
  /** Empty: it is not there any more. */
  readonly to: string;
}

/** Rows that say what is missing: no part of the configuration. */
const ADVICE: ReadonlySet<string> = new Set(['responses', 'invites']);

interface Said {
  readonly shown: string;
  /** What is compared: never shown. */
  readonly exact: unknown;
}

/** What changed from one configuration to another, in the order in which `config check` shows it. */
export function differences(before: Described, after: Described): readonly Difference[] {
  const [old, now] = [saidBy(before), saidBy(after)];
  const names = [...new Set([...now.keys(), ...old.keys()])];
  return names.flatMap((name) => {
    const [from, to] = [old.get(name), now.get(name)];
    if (isDeepStrictEqual(from?.exact, to?.exact)) return [];
    const [shownFrom = '', shownTo = ''] = [from?.shown, to?.shown];
    const same = shownFrom === shownTo;
    return [{ name, from: shownFrom, to: same ? `${shownTo} (changed)` : shownTo }];
  });
}

function saidBy(described: Described): ReadonlyMap<string, Said> {
  const said = new Map<string, Said>();
  for (const { name, value } of describeConfig(described)) {
    if (ADVICE.has(name)) continue;
    const known = BY_WRITTEN_NAME.get(name);
    const written = known && described.sources.variables.get(known.name)?.text.reveal();
    const exact = SAID_IN_FULL.has(name) ? value : (written ?? value);
    said.set(name, { shown: value, exact });
  }
  for (const { name, shown, value } of contentsOf(described.config)) {
    const row = said.get(name)?.shown;
    // What is configured for a service that does not run has no row of its own.
    said.set(name, { shown: shown ?? row ?? 'there', exact: [row, value] });
  }
  return said;
}
