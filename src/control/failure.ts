import { type ErrorCode, PostaciError } from '../core/errors.js';

/** What went wrong: an error of the catalogue, or one that only this interface knows. */
export type FailureCode = ErrorCode | 'UNAUTHORIZED' | 'FORBIDDEN' | 'TOO_MANY' | 'INTERNAL';

/** The body of every answer that is not 2xx. */
export interface ControlFailure {
  readonly code: FailureCode;
  readonly problem: string;
  /** What to do about it, as an instruction. */
  readonly remedy: string;
}

/** An answer that is not 2xx. */
export interface Refusal {
  readonly status: number;
  readonly failure: ControlFailure;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Says no from within a route. */
export class RefusedRequest extends Error {
  override readonly name = 'RefusedRequest';

  constructor(readonly refusal: Refusal) {
    super(refusal.failure.problem);
  }
}

/**
 * What is answered for something that was thrown; `fault`: it is a bug, and goes into the log and nowhere else:
 * its text may hold anything.
 */
export function asRefusal(error: unknown): Refusal & { readonly fault: boolean } {
  if (error instanceof RefusedRequest) return { ...error.refusal, fault: false };
  if (error instanceof PostaciError) {
    const { code, problem, remedy } = error;
    const status = error.exitCode === 2 ? 400 : 409;
    return { status, failure: { code, problem, remedy }, fault: false };
  }
  const status = statusOf(error);
  if (status !== undefined)
    return { ...malformed(status, String((error as Error).message)), fault: false };
  return {
    status: 500,
    failure: {
      code: 'INTERNAL',
      problem: 'postaci has met a fault of its own',
      remedy: 'Read the log, and report it with what the log says.',
    },
    fault: true,
  };
}

/** The request is not what it should be. */
export function malformed(status: number, problem: string): Refusal {
  const remedy = REMEDIES[status] ?? 'Correct the request.';
  return { status, failure: { code: 'USAGE', problem, remedy } };
}

const REMEDIES: Readonly<Record<number, string>> = {
  413: 'Send less at once.',
  415: 'Send JSON, with the header Content-Type: application/json; or no body where none is wanted.',
};

/** The HTTP library's own errors say their status; 4xx are the caller's. */
function statusOf(error: unknown): number | undefined {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}
