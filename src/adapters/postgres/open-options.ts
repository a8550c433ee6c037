import type { Logger } from '../../core/logger.js';

/** How a database is opened. */
export interface OpenOptions {
  /** Shown by the server beside each connection, e.g. `postaci customer1`. @default 'postaci' */
  readonly applicationName?: string;
  /** Hears of idle connections that broke, and that an embedded database is made, which takes a while. */
  readonly logger?: Logger;
}
