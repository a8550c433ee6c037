import type { IncomingMessage } from '../../core/incoming.js';
import type { Audience } from './audience.js';
import type { ReplyMemory } from './memory.js';

/** What is known before anything is chosen. Times are milliseconds since the epoch. */
export interface Parts {
  readonly message: IncomingMessage;
  readonly audience: Audience;
  readonly memory: ReplyMemory;
  readonly now: number;
  /** The person has said nothing since. */
  readonly newest: boolean;
}
