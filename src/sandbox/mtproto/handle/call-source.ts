import type { AuthKey } from '../session/auth-key.js';
import type { Session } from '../session/session.js';
import type { IncomingMessage } from './incoming-messages.js';

/** The connection that a call came by. */
export interface CallLine {
  readonly id: number;
  /** Breaks the connection. */
  cut(): void;
}

/** Where a call came from. */
export interface CallSource {
  readonly key: AuthKey;
  readonly session: Session;
  readonly line: CallLine;
  readonly message: IncomingMessage;
}
