import type { ControlHandlers } from '../../control/contract/control.js';
import type { Readiness } from '../../control/contract/operations.js';
import type { Question } from '../../control/routes/route.js';
import { ROUTES } from '../../control/routes/table.js';
import { PostaciError } from '../../core/errors.js';

const NOT_READY: Readiness = { ready: false, connected: false, leased: true, migrated: true };

const STARTING = new PostaciError(
  'DAEMON_STARTING',
  'the daemon is starting',
  'Ask again once it is ready; the log says what it waits for: postaci log',
);

/**
 * The control contract from the moment on at which the account has an owner: a start may wait for hours when
 * Telegram asks for patience, and must not look dead meanwhile. Until it opens, it says that the daemon is starting.
 */
export class ControlDoor {
  readonly #closed: PostaciError;
  readonly #readiness: Readiness;
  #behind: ControlHandlers | undefined;

  /**
   * @param closed what everybody is told before it opens
   * @param readiness what health checks are told before it opens
   */
  constructor(closed: PostaciError = STARTING, readiness: Readiness = NOT_READY) {
    this.#closed = closed;
    this.#readiness = readiness;
  }

  /** Each is its own: whoever takes some of them elsewhere is led to what answers, too. */
  readonly handlers = Object.fromEntries(
    ROUTES.map(([name]) => [name, (...given: readonly unknown[]) => this.#ask(name, given)]),
  ) as ControlHandlers;

  /** From now on these answer. */
  open(handlers: ControlHandlers): void {
    this.#behind = handlers;
  }

  async #ask(name: Question, given: readonly unknown[]): Promise<unknown> {
    if (this.#behind) {
      const answers = this.#behind[name] as (...given: readonly unknown[]) => Promise<unknown>;
      return answers.apply(this.#behind, [...given]);
    }
    if (name === 'ready') return this.#readiness;
    throw this.#closed;
  }
}
