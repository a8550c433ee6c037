import type { Outline } from './outline.js';
import type { PathPart } from './parsed-document.js';
import type { ProblemList } from './problems.js';

const LONGEST = 64;

/** Hands out the ids of a file's entries: the operator's own, else one by place; two of one id are a problem. */
export class OwnIds {
  readonly #seen = new Map<string, number>();

  constructor(
    readonly outline: Outline,
    readonly problems: ProblemList,
  ) {}

  /** @param path of the entry */
  take(written: string | undefined, byPlace: string, path: readonly PathPart[]): string {
    const id = written?.trim() ?? byPlace;
    const first = this.#seen.get(id);
    const at = written === undefined ? path : [...path, 'id'];
    if (id === '' || id.length > LONGEST) {
      const problem = id === '' ? 'is empty' : `is longer than ${LONGEST} characters`;
      this.outline.problem(this.problems, at, { problem, remedy: 'Give it a short name' });
    } else if (first !== undefined) {
      const problem = `has the same id \`${id}\` as the one on line ${first}`;
      this.outline.problem(this.problems, at, { problem, remedy: 'Give each its own' });
    }
    this.#seen.set(id, first ?? this.outline.line(path));
    return id;
  }
}
