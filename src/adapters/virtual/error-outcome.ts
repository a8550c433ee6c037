import type { AccountHealth, Outcome } from '../../core/outcome.js';

/** What Telegram answers instead of a result. */
export interface RpcError {
  /** Like an HTTP status: 400, 403, 420 … */
  readonly code: number;
  /** In capitals; may end in a number: `FLOOD_WAIT_42`. */
  readonly text: string;
}

/** An `RpcError` on its way to whoever asked. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly error: RpcError;

  constructor(error: RpcError) {
    super(`${error.code} ${error.text}`);
    this.error = error;
  }
}

/** How long Telegram wants to be left alone, in milliseconds; undefined when it wants something else. */
export function floodWaitMs({ text }: RpcError): number | undefined {
  const seconds = /^FLOOD(?:_PREMIUM)?_WAIT_(\d+)$/.exec(text)?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1_000;
}

/** Errors that concern everything that would be sent to this peer. */
const PEER_ERROR =
  /^(USER_\w+|YOU_BLOCKED_USER|INPUT_USER_\w+|PRIVACY_\w+|ALLOW_PAYMENT_\w+|CHAT_(WRITE|GUEST_SEND)_FORBIDDEN|CHAT_RESTRICTED|CHAT_ADMIN_REQUIRED|CHANNEL_PRIVATE|PEER_ID_INVALID)$/;

const HALTS: Readonly<Record<string, AccountHealth>> = {
  AUTH_KEY_DUPLICATED: 'taken',
  FROZEN_METHOD_INVALID: 'frozen',
  USER_DEACTIVATED: 'banned',
  USER_DEACTIVATED_BAN: 'banned',
};

/**
 * What an error of Telegram is for a sender.
 * @see https://core.telegram.org/api/errors
 */
export function outcomeOfError({ code, text }: RpcError): Outcome {
  const wait = /^(FLOOD|FLOOD_PREMIUM|SLOWMODE)_WAIT_(\d+)$/.exec(text);
  if (wait) {
    const scope = wait[1] === 'SLOWMODE' ? 'peer' : 'account';
    return { status: 'wait', scope, code: text, waitMs: Number(wait[2]) * 1_000 };
  }
  if (text === 'PEER_FLOOD') return { status: 'spam-limited', code: text };
  const health = HALTS[text] ?? (code === 401 ? 'logged-out' : undefined);
  if (health) return { status: 'halt', code: text, health, reason: `Telegram says ${text}` };
  if (code >= 500 || code < 0) return { status: 'unknown', code: text };
  const reason = `Telegram refused the message: ${text}`;
  if (PEER_ERROR.test(text)) return { status: 'refused', scope: 'peer', code: text, reason };
  if (text === 'CHAT_FORWARDS_RESTRICTED') {
    return { status: 'refused', scope: 'source', code: text, reason };
  }
  const scope = /^CHAT_SEND_\w+_FORBIDDEN$/.test(text) ? 'content' : 'intent';
  return { status: 'refused', scope, code: text, reason };
}
