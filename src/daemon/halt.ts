import { PostaciError } from '../core/errors.js';
import type { AccountHealth, Outcome } from '../core/outcome.js';
import type { Sender } from '../outbox/sender.js';
import type { Background } from './background.js';
import type { Ground } from './ground.js';
import type { HealthMonitor } from './health/monitor.js';
import { ENDS, HEALTH } from './health/words.js';

type HaltOutcome = Extract<Outcome, { status: 'halt' }>;

/** The error that ends the daemon when its account can't go on. */
export function haltError(health: AccountHealth, reason: string): PostaciError {
  const { ends, remedy } = HEALTH[health];
  return new PostaciError(
    ends ?? 'ACCOUNT_LOGGED_OUT',
    `the account has stopped: ${reason}`,
    remedy,
  );
}

/**
 * What to do when the account can't go on without a person, whoever notices first. A frozen account can still
 * listen: sends are held by a restriction, and the daemon stays. Where the session is over, that is recorded
 * for the next start, told, and ends the daemon; only the first call counts.
 */
export class Halt {
  readonly #ground: Pick<Ground, 'logger'>;
  readonly #monitor: HealthMonitor;
  readonly #background: Background;
  #halted = false;

  constructor(ground: Pick<Ground, 'logger'>, monitor: HealthMonitor, background: Background) {
    this.#ground = ground;
    this.#monitor = monitor;
    this.#background = background;
  }

  readonly onHalt = ({ health, reason, code }: HaltOutcome): void => {
    if (!ENDS.includes(health)) {
      this.#monitor.look();
      return;
    }
    if (this.#halted) return;
    this.#halted = true;
    const { logger } = this.#ground;
    logger.error(`the account has stopped: ${reason}`, { code, health });
    void this.#monitor
      .end({ health, reason })
      .catch((error: unknown) => logger.error('the account’s health was not recorded', { error }))
      .finally(() => this.#background.fail(haltError(health, reason)));
  };

  /**
   * Keeps the sender running until the signal aborts or the session is over. It stops at a freeze, too, with a
   * restriction stored that holds everything: then it may go on, and waits for that to be lifted.
   */
  async send(sender: Pick<Sender, 'run'>, signal: AbortSignal): Promise<void> {
    while (!signal.aborted && !this.#halted) await sender.run(signal);
  }
}

/** The end that an error of connecting tells of; undefined when the account itself may be well. */
export function endIn(error: unknown): AccountHealth | undefined {
  if (!(error instanceof PostaciError)) return undefined;
  return ENDS.find((health) => HEALTH[health].ends === error.code);
}
