import type { ValueSource } from './value-source.js';
import type { VariableName } from './variables/known.js';

/** A value as it was found, before it is understood. */
export interface FoundValue {
  /** The name as written: one of the variable's names. */
  readonly written: string;
  /** Trimmed; empty counts as not set. */
  readonly text: string;
  readonly source: ValueSource;
}

/** The value of a variable that won, and where it is from. */
export interface RawValue extends FoundValue {
  readonly name: VariableName;
}
