import { PostaciError } from '../../core/errors.js';

/** Where a database is, for people: never with the password. */
export interface DatabaseAddress {
  /** e.g. `PostgreSQL at 127.0.0.1:5432, database "postaci", role "customer1"`. */
  readonly text: string;
}

/** Errors of the socket: the server did not answer, or no longer does. */
const SOCKET_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
  'EACCES',
]);

/** pg gives these no code. */
const LOST_MESSAGES =
  /connection terminated|connection ended|timeout expired|timeout exceeded when trying to connect|query read timeout|client has encountered a connection error|client was closed|cannot use a pool after/i;

/** @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
function isServerGone(code: string): boolean {
  return code.startsWith('08') || code.startsWith('57P0') || code === '53300';
}

/** Is the connection of no more use? True also when it never came to be. */
export function isConnectionLost(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isConnectionLost);
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && (SOCKET_CODES.has(code) || isServerGone(code))) return true;
  return typeof message === 'string' && LOST_MESSAGES.test(message);
}

/** Words an expected failure for the person who can end it; anything else comes back as it is. */
export function explainError(error: unknown, address: DatabaseAddress): unknown {
  if (error instanceof PostaciError) return error;
  const { code, message } = error as { code?: unknown; message?: string };
  if (typeof code === 'string' && (code.startsWith('28') || code === '3D000')) {
    return new PostaciError(
      'DATABASE_DENIED',
      `${address.text} does not let us in: ${message}`,
      'Correct the role, password and database in DB_CONNECTION (or DATABASE_URL)',
      { cause: error },
    );
  }
  if (code === '42501') {
    return new PostaciError(
      'DATABASE_DENIED',
      `${address.text} does not permit it: ${message}`,
      'Grant the role what it needs on its own schema, or let its owner run the program',
      { cause: error },
    );
  }
  if (code === '40P01') {
    return new PostaciError(
      'DATABASE_BUSY',
      'Two changes waited for each other, and one of them was taken back',
      'Try again: the other one is done by now',
      { cause: error },
    );
  }
  if (isConnectionLost(error)) {
    return new PostaciError(
      'DATABASE_UNREACHABLE',
      `${address.text} cannot be reached: ${reason(error)}`,
      'Start it, or correct the host and port in DB_CONNECTION (or DATABASE_URL)',
      { cause: error },
    );
  }
  return error;
}

function reason(error: unknown): string {
  if (error instanceof AggregateError) return [...new Set(error.errors.map(reason))].join('; ');
  return error instanceof Error ? error.message : String(error);
}
