import type { CustomerDocument } from './document.js';
import type { PathPart } from './parsed-document.js';
import type { Problem, ProblemList } from './problems.js';

/** A path in the full form, and where the same thing stands in the file as it was written. */
export type FilePath = (path: readonly PathPart[]) => readonly PathPart[];

/** A customer's file in its full form, whichever short form it was written in. */
export class Outline {
  /** @param inFile without one, the file is written in full */
  constructor(
    readonly document: CustomerDocument,
    readonly root: unknown = document.root,
    readonly inFile: FilePath = (path) => path,
  ) {}

  /** `data/customer1/responses.yaml:7` */
  place(path: readonly PathPart[]): string {
    return `${this.document.file}:${this.line(path)}`;
  }

  line(path: readonly PathPart[]): number {
    return this.document.lineOf(this.inFile(path));
  }

  /** Adds what is wrong with the thing at that path: "is empty", or a sentence of its own behind ": ". */
  problem(
    problems: ProblemList,
    path: readonly PathPart[],
    mistake: { readonly problem: string; readonly remedy: string; readonly code?: Problem['code'] },
  ): void {
    const name = this.document.known(this.inFile(path)).join('.');
    const title = name === '' ? '' : ` \`${name}\``;
    const gap = mistake.problem.startsWith(':') ? '' : ' ';
    const problem = `${this.place(path)}${title}${gap}${mistake.problem}`;
    problems.add(problem, mistake.remedy, mistake.code);
  }
}
