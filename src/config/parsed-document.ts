/** A step into a document: a key, or an index. */
export type PathPart = string | number;

/** What a JSON or YAML text holds, and where. */
export interface ParsedDocument {
  readonly root: unknown;
  /** The line of each value, by its path joined with `\0`. */
  readonly lines: ReadonlyMap<string, number>;
}
