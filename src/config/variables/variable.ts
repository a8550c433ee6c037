import type { Parser } from '../parse/parsed.js';

/** A variable that is understood, as `docs/configuration.md` lists it. */
export interface Variable {
  readonly name: string;
  /** Other names for the same thing; two different values for one thing are an error. */
  readonly aliases?: readonly string[];
  /** One line for an operator. */
  readonly meaning: string;
  /** In words, for the document. */
  readonly byDefault: string;
  /** The source document that names it, or `N` for a name of our own. */
  readonly document: string;
  /** Never printed. */
  readonly secret?: true;
  /** Examples leave it to be filled in: their `[-100..., -100...]` is told from a slip. */
  readonly placeholder?: true;
  /** Not used yet: its value is checked with this, and a mistake is only a warning. */
  readonly later?: Parser<unknown>;
}
