import type { TlObject } from '../../rpc.js';
import type { Session } from '../session/session.js';

/** Bits of a message's state beside its lowest three. */
const acknowledgedBit = 8;
const processingBit = 32;
const answeredBit = 64;

/** One byte: what this session knows of a client's message. */
function stateOf(session: Session, messageId: bigint): number {
  const state = session.received.stateOf(messageId);
  const call = session.calls.get(messageId);
  if (!call) return state;
  // A call is remembered for longer than the bare id.
  return 4 | acknowledgedBit | processingBit | (call.answer ? answeredBit : 0);
}

/** Sends answers again that the client asks about because it has not seen them. */
function repeatAnswers(session: Session, messageIds: readonly bigint[]): void {
  for (const messageId of messageIds) {
    const answer = session.calls.get(messageId)?.answer;
    if (answer && session.unacknowledged.get(answer.messageId)) session.sendAgain(answer);
  }
}

/** Answers `msgs_state_req`; unseen answers go before the states. */
export function stateInfo(
  session: Session,
  requestMessageId: bigint,
  messageIds: readonly bigint[],
): TlObject {
  repeatAnswers(session, messageIds);
  return {
    _: 'msgs_state_info',
    req_msg_id: requestMessageId,
    info: Buffer.from(messageIds.map((messageId) => stateOf(session, messageId))),
  };
}

/**
 * Answers `msg_resend_req`: sends the server's messages again that are still there; when some are
 * not, tells the states instead.
 */
export function resendRequested(
  session: Session,
  requestMessageId: bigint,
  messageIds: readonly bigint[],
): TlObject | undefined {
  const found = messageIds.flatMap((id) => session.unacknowledged.get(id) ?? []);
  for (const message of found) session.sendAgain(message);
  if (found.length === messageIds.length) return undefined;
  return stateInfo(session, requestMessageId, messageIds);
}
