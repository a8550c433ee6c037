import { PostaciError } from '../../../core/errors.js';
import { manyLines } from './visible-text.js';

/** Why something could not be done, and what to do about it (empty: nobody knows). */
export interface Problem {
  readonly problem: string;
  readonly remedy: string;
}

/** Words a failure for the screen. */
export function problemOf(error: unknown): Problem {
  if (error instanceof PostaciError) {
    return { problem: manyLines(error.problem), remedy: manyLines(error.remedy) };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { problem: manyLines(message), remedy: '' };
}

/** On one line, for the foot of the screen. */
export function problemLine({ problem, remedy }: Problem): string {
  const both = remedy === '' ? problem : `${problem}. ${remedy}`;
  return both.replaceAll('\n', ' ');
}
