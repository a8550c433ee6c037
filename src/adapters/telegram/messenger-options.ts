import type { Clock } from '../../core/clock.js';
import type { AccountSettings } from '../../core/config.js';
import type { FloodWaits } from '../../core/flood-waits.js';
import type { Logger } from '../../core/logger.js';
import type { PeerStore } from '../../core/peers.js';
import type { Timings } from './line/timings.js';
import type { TelegramSession } from './session/session.js';

/** What an account at Telegram is made from. */
export interface TelegramMessengerOptions {
  readonly account: AccountSettings;
  readonly session: TelegramSession;
  readonly peers: PeerStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Which calls have to rest, from before too. @default none is known, none is kept */
  readonly floodWaits?: FloodWaits;
  /** @default DEFAULT_TIMINGS */
  readonly timings?: Partial<Timings>;
}
