import { Logger as GramJsLogger, LogLevel } from 'telegram/extensions/Logger.js';
import type { Logger } from '../../../core/logger.js';

/**
 * What GramJS logs, as debug lines of ours: what of it matters to an operator is said by us. It also
 * never prints errors to the console itself then.
 */
export function gramJsLogger(logger: Logger): GramJsLogger {
  return new Quiet(logger);
}

class Quiet extends GramJsLogger {
  readonly #logger: Logger;

  constructor(logger: Logger) {
    super(LogLevel.NONE);
    this.#logger = logger;
  }

  /** GramJS asks before it prints to the console by itself. */
  override canSend(_level: LogLevel): boolean {
    return false;
  }

  override error(message: string): void {
    this.#logger.debug('GramJS error', { message });
  }

  override warn(message: string): void {
    this.#logger.debug('GramJS warning', { message });
  }
}
