import type { TlObject } from '../../rpc.js';
import { intOf, longOf, longsOf } from '../codec/fields.js';
import type { CallSource } from './call-source.js';
import { dropAnswer } from './drop-answer.js';
import { resendRequested, stateInfo } from './message-states.js';
import type { ServerParts } from './server-parts.js';

/** What a service message may do to its connection. */
export interface ServiceLine {
  /** Ends the connection unless a ping comes within this many seconds. */
  disconnectAfter(seconds: number): void;
}

interface ServiceScope {
  readonly parts: ServerParts;
  readonly source: CallSource;
  readonly line: ServiceLine;
}

type Handler = (scope: ServiceScope, object: TlObject) => TlObject | undefined;

function pong({ source }: ServiceScope, object: TlObject): TlObject {
  return {
    _: 'pong',
    msg_id: source.message.messageId,
    ping_id: longOf(object, 'ping_id'),
  };
}

function acknowledge({ source }: ServiceScope, object: TlObject): undefined {
  for (const id of longsOf(object, 'msg_ids')) source.session.unacknowledged.delete(id);
}

function futureSalts({ parts, source }: ServiceScope, object: TlObject): TlObject {
  const salts = parts.salts.upcoming(source.key.id, intOf(object, 'num'));
  return {
    _: 'future_salts',
    req_msg_id: source.message.messageId,
    now: Math.floor(parts.clock.now() / 1000),
    salts: salts.map(({ salt, validSince, validUntil }) => ({
      _: 'future_salt',
      valid_since: validSince,
      valid_until: validUntil,
      salt,
    })),
  };
}

function destroySession({ source }: ServiceScope, object: TlObject): TlObject {
  const sessionId = longOf(object, 'session_id');
  // A client may not destroy the session that it asks in.
  const destroyed = sessionId !== source.session.id && source.key.remove(sessionId);
  return {
    _: destroyed ? 'destroy_session_ok' : 'destroy_session_none',
    session_id: sessionId,
  };
}

function destroyKey({ parts, source }: ServiceScope): TlObject {
  const removed = parts.keys.remove(source.key.id);
  return { _: removed ? 'destroy_auth_key_ok' : 'destroy_auth_key_none' };
}

function nothing(): undefined {}

/**
 * The messages of the protocol itself: each is answered by another message, not by a result.
 * @see https://core.telegram.org/mtproto/service_messages
 */
const handlers: Readonly<Record<string, Handler>> = {
  ping: pong,
  ping_delay_disconnect: (scope, object) => {
    scope.line.disconnectAfter(intOf(object, 'disconnect_delay'));
    return pong(scope, object);
  },
  msgs_ack: acknowledge,
  get_future_salts: futureSalts,
  destroy_session: destroySession,
  destroy_auth_key: destroyKey,
  msgs_state_req: ({ source }, object) =>
    stateInfo(source.session, source.message.messageId, longsOf(object, 'msg_ids')),
  msg_resend_req: ({ source }, object) =>
    resendRequested(source.session, source.message.messageId, longsOf(object, 'msg_ids')),
  rpc_drop_answer: ({ parts, source }, object) => {
    dropAnswer(parts, source, longOf(object, 'req_msg_id'));
    return undefined;
  },
  msgs_state_info: nothing,
  msgs_all_info: nothing,
  http_wait: nothing,
};

/** True for a message of the protocol, false for a call. */
export function isServiceMessage(object: TlObject): boolean {
  return Object.hasOwn(handlers, object._);
}

/** Answers a message of the protocol. */
export function handleServiceMessage(scope: ServiceScope, object: TlObject): void {
  const answer = handlers[object._]?.(scope, object);
  if (!answer) return;
  scope.source.session.send(scope.parts.codec.encode(answer), { content: false, kind: 'answer' });
}
