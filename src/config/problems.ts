import { PostaciError } from '../core/errors.js';

/** One thing that is wrong, for the person who can mend it. */
export interface Problem {
  readonly code: 'CONFIG_INVALID' | 'CONFIG_FILE_UNREADABLE' | 'TEMPLATE_INVALID';
  /** Names the variable, or the file and line. */
  readonly problem: string;
  /** An instruction. */
  readonly remedy: string;
}

/** All that is wrong with a configuration, told at once. */
export class ConfigProblems extends PostaciError {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const { code, problem, remedy } = inOne(problems);
    super(code, problem, remedy);
    this.problems = problems;
    if (problems.length > 1) this.message = `${problem}\n${remedy}`;
  }
}

/** One problem is told as it is; several as a list. */
function inOne(problems: readonly Problem[]): Problem {
  const [first] = problems;
  if (first && problems.length === 1) return first;
  const codes = new Set(problems.map(({ code }) => code));
  const list = problems.map(({ problem, remedy }) => `\n  - ${problem}. ${remedy}`).join('');
  return {
    code: codes.size === 1 && first ? first.code : 'CONFIG_INVALID',
    problem: `The configuration has ${problems.length} problems:${list}`,
    remedy: 'Mend them all, then start again',
  };
}

/** Gathers problems while the configuration is read, so that nobody meets them one by one. */
export class ProblemList {
  readonly #problems: Problem[] = [];

  add(problem: string, remedy: string, code: Problem['code'] = 'CONFIG_INVALID'): void {
    const known = this.#problems.some((one) => one.problem === problem);
    if (!known) this.#problems.push({ code, problem, remedy });
  }

  get size(): number {
    return this.#problems.length;
  }

  /** @throws ConfigProblems when there is any, or any of that code, with all of these */
  throwIfAny(code?: Problem['code']): void {
    const these = this.#problems.filter((one) => code === undefined || one.code === code);
    if (these.length > 0) throw new ConfigProblems(these);
  }
}
