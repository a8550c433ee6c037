import type { CallEffect } from '../../src/sandbox/faults/fault.js';

type Row = Extract<CallEffect, { kind: 'error' }>;

const row = (code: number, text: string): Row => ({ kind: 'error', code, text });

/** Telegram is in trouble itself, or something was in the way: the same again, later. */
export const TROUBLE: readonly Row[] = [
  row(500, 'RPC_CALL_FAIL'),
  row(500, 'INTERNAL'),
  row(-503, 'Timeout'),
];

/** Patience is asked for; short, so that a campaign sees the end of it. */
export const WAITS: readonly Row[] = [
  row(420, 'FLOOD_WAIT_1'),
  row(420, 'FLOOD_WAIT_3'),
  row(420, 'FLOOD_PREMIUM_WAIT_2'),
];

/** The same for one chat, and only for sends. */
export const SLOW_MODE = row(420, 'SLOWMODE_WAIT_2');

/** What keeps a message, a chat or the account from sending until the operator has looked. */
export const BARS: readonly Row[] = [
  row(400, 'PEER_FLOOD'),
  row(403, 'USER_PRIVACY_RESTRICTED'),
  row(403, 'USER_IS_BLOCKED'),
  row(400, 'YOU_BLOCKED_USER'),
  row(400, 'INPUT_USER_DEACTIVATED'),
  row(403, 'PRIVACY_PREMIUM_REQUIRED'),
  row(403, 'ALLOW_PAYMENT_REQUIRED_5'),
  row(403, 'CHAT_WRITE_FORBIDDEN'),
  row(400, 'CHAT_RESTRICTED'),
  row(400, 'CHAT_ADMIN_REQUIRED'),
  row(400, 'USER_BANNED_IN_CHANNEL'),
  row(406, 'CHANNEL_PRIVATE'),
  row(403, 'CHAT_SEND_PLAIN_FORBIDDEN'),
  row(403, 'CHAT_GUEST_SEND_FORBIDDEN'),
  row(400, 'MSG_ID_INVALID'),
  row(400, 'TOPIC_CLOSED'),
  row(400, 'TOPIC_DELETED'),
  row(400, 'MESSAGE_TOO_LONG'),
  row(400, 'CHAT_FORWARDS_RESTRICTED'),
  row(400, 'FILE_REFERENCE_EXPIRED'),
];

/** The session is over: a person logs in again. */
export const ACCOUNT_ERRORS: readonly Row[] = [
  row(406, 'AUTH_KEY_DUPLICATED'),
  row(401, 'AUTH_KEY_UNREGISTERED'),
  row(401, 'SESSION_REVOKED'),
  row(401, 'SESSION_EXPIRED'),
  row(401, 'USER_DEACTIVATED_BAN'),
  row(420, 'FROZEN_METHOD_INVALID'),
];
