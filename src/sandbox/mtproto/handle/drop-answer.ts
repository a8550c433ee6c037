import type { TlObject } from '../../rpc.js';
import type { CallSource } from './call-source.js';
import { rpcResultBody } from './rpc-result.js';
import type { ServerParts } from './server-parts.js';

function drop({ session }: CallSource, requestMessageId: bigint): TlObject {
  const call = session.calls.get(requestMessageId);
  if (!call) return { _: 'rpc_answer_unknown' };
  const { answer } = call;
  if (!answer) {
    call.dropped = true;
    return { _: 'rpc_answer_dropped_running' };
  }
  session.unacknowledged.delete(answer.messageId);
  return {
    _: 'rpc_answer_dropped',
    msg_id: answer.messageId,
    seq_no: answer.sequenceNumber,
    bytes: answer.body.length,
  };
}

/**
 * rpc_drop_answer: the client has lost interest in a call. The call itself is carried out anyway.
 * @see https://core.telegram.org/mtproto/service_messages#cancellation-of-an-rpc-query
 */
export function dropAnswer(parts: ServerParts, source: CallSource, requestMessageId: bigint): void {
  const result = parts.codec.encode(drop(source, requestMessageId));
  const body = rpcResultBody(source.message.messageId, result);
  source.session.send(body, { content: true, kind: 'answer' });
}
