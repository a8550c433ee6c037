/** A value that must not be printed. `reveal()` is the only way to it. */
export interface Secret {
  reveal(): string;
  toString(): string;
  toJSON(): string;
}

/** A key that is made the first time it is asked for. */
export interface KeyOnDemand extends Pick<Secret, 'reveal'> {
  /** The key that is there already, if any: it makes none. Absent: there always is one. */
  existing?(): string | undefined;
}
