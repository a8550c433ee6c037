import type { ControlHandlers } from '../control/contract/control.js';
import type { Readiness } from '../control/contract/operations.js';
import { PostaciError } from '../core/errors.js';

const NOT_READY: Readiness = { ready: false, connected: false, leased: true, migrated: true };

/**
 * The control contract from the moment on at which the account has an owner: a start may wait for hours when
 * Telegram asks for patience, and must not look dead meanwhile. Until it opens, it says that the daemon is starting.
 */
export class ControlDoor {
  #behind: ControlHandlers | undefined;

  readonly handlers: ControlHandlers = new Proxy({} as ControlHandlers, {
    get: (_target, name) => {
      if (this.#behind) return Reflect.get(this.#behind, name);
      return name === 'ready' ? async () => NOT_READY : refuse;
    },
  });

  /** From now on these answer. */
  open(handlers: ControlHandlers): void {
    this.#behind = handlers;
  }
}

async function refuse(): Promise<never> {
  throw new PostaciError(
    'DAEMON_STARTING',
    'the daemon is starting',
    'Ask again once it is ready; the log says what it waits for: postaci log',
  );
}
