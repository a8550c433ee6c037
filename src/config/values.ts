import { maskPhone } from '../lib/mask.js';
import type { Merged } from './merge.js';
import type { Parser } from './parse/parsed.js';
import type { ProblemList } from './problems.js';
import type { RawValue } from './raw-value.js';
import { placeOf, type ValueSource } from './value-source.js';
import { BY_WRITTEN_NAME, KNOWN_VARIABLES, type VariableName } from './variables/known.js';

const LONGEST_SHOWN = 60;

/** A name and a password where no secret belongs. */
const NAME_IN_ADDRESS = /\/\/[^/\s@]+@/g;

/** What examples write where a person's own value belongs. */
const PLACEHOLDER = /\byour[-_]|_here$|^change-?me|\.\.\.|^<.*>$|^x{4,}$/i;

/** The variables' values, read through parsers; what is wrong goes to the list of problems. */
export class Values {
  readonly #merged: Merged;
  readonly #problems: ProblemList;

  constructor(merged: Merged, problems: ProblemList) {
    this.#merged = merged;
    this.#problems = problems;
  }

  raw(name: VariableName): RawValue | undefined {
    return this.#merged.values.get(name);
  }

  has(name: VariableName): boolean {
    return this.#merged.values.has(name);
  }

  /** The variable's name as it was written, for sentences. */
  written(name: VariableName): string {
    return this.raw(name)?.written ?? name;
  }

  source(name: VariableName): ValueSource {
    return this.raw(name)?.source ?? { kind: 'default' };
  }

  /** The parsed value; undefined when it is not set, or bad (then the problem is on the list). */
  read<T>(name: VariableName, parse: Parser<T>): T | undefined {
    const raw = this.raw(name);
    if (!raw) return undefined;
    const mistake = placeholder(raw) ?? failure(raw, parse);
    if (mistake) {
      this.#problems.add(mistake.problem, mistake.remedy);
      return undefined;
    }
    const parsed = parse(raw.text);
    return parsed.ok ? parsed.value : undefined;
  }

  /** As `read`; a value that is not set is a problem too. */
  require<T>(name: VariableName, parse: Parser<T>, remedy: string): T | undefined {
    this.requireSet(name, remedy);
    return this.read(name, parse);
  }

  /** A value that is not set, or empty, becomes a problem. */
  requireSet(name: VariableName, remedy: string): void {
    if (this.has(name)) return;
    const blank = this.#merged.empty.get(name);
    const place = blank ? ` (${placeOf(blank.source)}) is empty` : ' is not set';
    this.#problems.add(`${blank?.written ?? name}${place}`, remedy);
  }

  /** What is wrong with variables that are not used yet, and which are set. */
  checkLater(warnings: string[]): void {
    for (const { name, later } of KNOWN_VARIABLES) {
      const raw = this.raw(name);
      if (!raw || !later) continue;
      const mistake = placeholder(raw) ?? failure(raw, later);
      warnings.push(
        mistake
          ? `${mistake.problem}; it is used by a later version. ${mistake.remedy}`
          : `${raw.written} (${placeOf(raw.source)}) is understood; it is used by a later version`,
      );
    }
  }
}

/** The value for a sentence or a table: secrets and phone numbers are not shown. */
export function shownText(raw: RawValue): string {
  if (BY_WRITTEN_NAME.get(raw.name)?.secret) return '***';
  if (raw.name === 'PHONE_NUMBER') return maskPhone(raw.text);
  const oneLine = raw.text.replace(/\s+/g, ' ').replace(NAME_IN_ADDRESS, '//***@');
  return oneLine.length > LONGEST_SHOWN ? `${oneLine.slice(0, LONGEST_SHOWN)}…` : oneLine;
}

function title(raw: RawValue): string {
  const hidden = BY_WRITTEN_NAME.get(raw.name)?.secret || raw.name === 'PHONE_NUMBER';
  return hidden ? raw.written : `${raw.written}=${shownText(raw)}`;
}

function placeholder(raw: RawValue): { problem: string; remedy: string } | undefined {
  const variable = BY_WRITTEN_NAME.get(raw.name);
  const filledIn = variable?.secret || variable?.placeholder || variable?.later;
  if (!filledIn || !PLACEHOLDER.test(raw.text)) return undefined;
  return {
    problem: `${raw.written} (${placeOf(raw.source)}) still holds the example's placeholder`,
    remedy: `Fill in your own value, or take ${raw.written} out`,
  };
}

function failure(
  raw: RawValue,
  parse: Parser<unknown>,
): { problem: string; remedy: string } | undefined {
  const parsed = parse(raw.text);
  if (parsed.ok) return undefined;
  return {
    problem: `${title(raw)} (${placeOf(raw.source)}) ${parsed.problem}`,
    remedy: parsed.remedy.replaceAll('{name}', raw.written),
  };
}
