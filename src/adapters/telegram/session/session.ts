import { createHash } from 'node:crypto';

/** What proves to Telegram that this is the account: whoever has it, has the account. */
export interface TelegramSession {
  /** The data centre that the account lives in, 1–5 at Telegram. */
  readonly dcId: number;
  readonly host: string;
  readonly port: number;
  /** 256 bytes. */
  readonly authKey: Buffer;
  /** Known once the account has logged in or connected; absent in session strings. */
  readonly userId?: number;
}

/** Bytes in an authorization key. */
export const AUTH_KEY_LENGTH = 256;

/**
 * Names a session without giving it away: the same for the same authorization key, wherever it was
 * loaded from. For the lease, which keeps two processes from using one session.
 */
export function sessionKey(session: TelegramSession): string {
  const hash = createHash('sha256').update('postaci session key').update(session.authKey);
  return `session:${hash.digest('hex').slice(0, 32)}`;
}
