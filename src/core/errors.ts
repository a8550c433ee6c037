/**
 * The catalogue: every error that a person may meet, with a stable code. The exit code tells scripts
 * apart what an operator would do differently; `docs/errors.md` lists them, and a test holds the two together.
 */
export const ERRORS = {
  // 2: the configuration or the call is wrong: mend it, then start again.
  USAGE: 2,
  CONFIG_INVALID: 2,
  CONFIG_FILE_UNREADABLE: 2,
  TEMPLATE_INVALID: 2,
  INTENT_INVALID: 2,
  CONTACTS_INVALID: 2,
  ENCRYPTION_KEY_WRONG: 2,
  SESSION_DAMAGED: 2,
  DATABASE_DENIED: 2,
  // 3: a person must log in (again) or talk to Telegram.
  LOGIN_REQUIRED: 3,
  LOGIN_FAILED: 3,
  ACCOUNT_LOGGED_OUT: 3,
  ACCOUNT_BANNED: 3,
  ACCOUNT_FROZEN: 3,
  ACCOUNT_TAKEN: 3,
  // 4: another process is the owner.
  LEASE_HELD: 4,
  DIRECTORY_LOCKED: 4,
  // 5: something that we stand on is not there: starting again later may do.
  DATABASE_UNREACHABLE: 5,
  DATABASE_BUSY: 5,
  COMMIT_UNKNOWN: 5,
  REDIS_UNREACHABLE: 5,
  TELEGRAM_UNREACHABLE: 5,
  DAEMON_NOT_RUNNING: 5,
  DAEMON_STARTING: 5,
  // 6: the data is of a newer program, or of a changed one.
  SCHEMA_TOO_NEW: 6,
  SCHEMA_CHANGED: 6,
  // 7: ownership was lost while running.
  LEASE_LOST: 7,
} as const;

export type ErrorCode = keyof typeof ERRORS;

/** An expected failure, worded for the person who can end it. Anything else that is thrown is a bug. */
export class PostaciError extends Error {
  override readonly name = 'PostaciError';

  /**
   * @param code stable, from the catalogue
   * @param problem what is wrong, naming the variable, or the file and line
   * @param remedy what to do about it, as an instruction
   */
  constructor(
    readonly code: ErrorCode,
    readonly problem: string,
    readonly remedy: string,
    options?: { cause?: unknown },
  ) {
    super(`${problem}. ${remedy}`, options);
  }

  /** What the process exits with. */
  get exitCode(): number {
    return ERRORS[this.code];
  }
}
