import type { Api } from 'telegram/tl/index.js';
import type { Clock } from '../../../core/clock.js';
import type { CodeChannel, CodeRequest } from '../../../core/login.js';

/** A code that Telegram has sent, and until when it must not be asked for again. */
export interface SentCode {
  readonly hash: string;
  readonly channel: CodeChannel;
  readonly length?: number;
  readonly nextChannel?: CodeChannel;
  /** Milliseconds since the epoch. */
  readonly resendAt: number;
}

/** Reads Telegram's answer to a request for a code. */
export function readSentCode(sent: Api.auth.SentCode, clock: Clock): SentCode {
  const { type, nextType, timeout = 0 } = sent;
  const length = 'length' in type ? type.length : undefined;
  const nextChannel = nextType && NEXT_CHANNELS[nextType.className];
  return {
    hash: sent.phoneCodeHash,
    channel: CHANNELS[type.className] ?? 'sms',
    ...(length === undefined ? {} : { length }),
    ...(nextChannel === undefined ? {} : { nextChannel }),
    resendAt: clock.now() + timeout * 1_000,
  };
}

/** The question about it, as of now. */
export function codeRequest(sent: SentCode, clock: Clock, problem?: string): CodeRequest {
  const timeoutSeconds = Math.max(0, Math.ceil((sent.resendAt - clock.now()) / 1_000));
  return {
    sentTo: sent.channel,
    canResend: sent.nextChannel !== undefined && timeoutSeconds === 0,
    timeoutSeconds,
    ...(sent.length === undefined ? {} : { length: sent.length }),
    ...(sent.nextChannel === undefined ? {} : { nextType: sent.nextChannel }),
    ...(problem === undefined ? {} : { problem }),
  };
}

const CHANNELS: Partial<Record<string, CodeChannel>> = {
  'auth.SentCodeTypeApp': 'app',
  'auth.SentCodeTypeSms': 'sms',
  'auth.SentCodeTypeFirebaseSms': 'sms',
  'auth.SentCodeTypeCall': 'call',
  'auth.SentCodeTypeFlashCall': 'flash-call',
  'auth.SentCodeTypeMissedCall': 'missed-call',
  'auth.SentCodeTypeEmailCode': 'email',
  'auth.SentCodeTypeFragmentSms': 'fragment',
  'auth.SentCodeTypeSmsWord': 'word',
  'auth.SentCodeTypeSmsPhrase': 'word',
};

const NEXT_CHANNELS: Partial<Record<string, CodeChannel>> = {
  'auth.CodeTypeSms': 'sms',
  'auth.CodeTypeCall': 'call',
  'auth.CodeTypeFlashCall': 'flash-call',
  'auth.CodeTypeMissedCall': 'missed-call',
  'auth.CodeTypeFragmentSms': 'fragment',
};
