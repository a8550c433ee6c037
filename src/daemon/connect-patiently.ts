import { CONNECTING_METHODS } from '../adapters/telegram/flood-waits.js';
import type { Clock } from '../core/clock.js';
import type { Logger } from '../core/logger.js';
import type { Messenger } from '../core/messenger.js';
import { describeLocalSeconds, localClock } from '../lib/local-time.js';
import type { KeptFloodWaits } from './flood-waits.js';

export interface PatientConnection {
  readonly messenger: Pick<Messenger, 'connect'>;
  readonly floodWaits: KeptFloodWaits;
  readonly clock: Clock;
  readonly logger: Logger;
  /** IANA name, for the time that is told. */
  readonly timeZone: string;
}

/**
 * Connects as soon as Telegram lets it: while the calls of connecting have to rest, nothing is dialled, however
 * often the daemon is started meanwhile, and a wait that connecting runs into is waited for, too.
 * @throws what connecting throws; the signal's reason
 */
export async function connectPatiently(
  { messenger, floodWaits, clock, logger, timeZone }: PatientConnection,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const [longest] = floodWaits.inForce(CONNECTING_METHODS);
    if (longest) {
      const { code, method, until } = longest;
      const time = describeLocalSeconds(localClock(timeZone), until);
      logger.warn(
        `Telegram wants patience until ${time} (${code} for ${method}), connecting then; a new start changes nothing`,
      );
      await clock.sleepUntil(until, signal);
    }
    let told = false;
    const stop = floodWaits.onNote(() => {
      told = true;
    });
    try {
      return await messenger.connect(signal);
    } catch (error) {
      signal.throwIfAborted();
      if (!told && floodWaits.inForce(CONNECTING_METHODS).length === 0) throw error;
    } finally {
      stop();
    }
  }
}
