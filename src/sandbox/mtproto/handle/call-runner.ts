import { AnsweredTwice, DROP_AND_CUT, type Invoke, RpcError, type TlObject } from '../../rpc.js';
import { TlError, UnknownConstructorError } from '../codec/tl-error.js';
import type { Call } from '../session/calls.js';
import type { Session } from '../session/session.js';
import { bindTemporaryKey } from './bind-temporary-key.js';
import type { CallSource } from './call-source.js';
import { rpcResultBody } from './rpc-result.js';
import type { ServerParts } from './server-parts.js';
import { type UnwrappedCall, unwrap } from './wrappers.js';

/** Carries out calls once each, in the order their wrappers ask for, and answers them. */
export class CallRunner {
  readonly #parts: ServerParts;

  constructor(parts: ServerParts) {
    this.#parts = parts;
  }

  /** Runs a call that has arrived; one that is known already is answered again or left running. */
  run(source: CallSource, decoded: TlObject): void {
    const { session, message } = source;
    const known = session.calls.get(message.messageId);
    if (known) {
      if (known.answer) session.sendAgain(known.answer);
      else session.acknowledge(message.messageId);
      return;
    }
    session.acknowledge(message.messageId);
    const call = session.calls.begin(message.messageId);
    this.#carryOut(source, call, decoded).catch(this.#parts.onFault);
  }

  /** Answers a message that cannot be decoded as a call. */
  refuse(source: CallSource, error: unknown): void {
    const call = source.session.calls.begin(source.message.messageId);
    this.#answerError(source, call, decodingError(error));
  }

  async #carryOut(source: CallSource, call: Call, decoded: TlObject): Promise<void> {
    try {
      const unwrapped = unwrap(decoded);
      this.#initialize(source, unwrapped);
      await this.#waitForOthers(source.session, unwrapped.after);
      const result = await this.#invoke(source, unwrapped);
      if (result === null) return;
      if (result === DROP_AND_CUT) {
        // A client that asks about the call must learn that it has to send it again.
        source.session.calls.forget(call.messageId);
        source.session.received.forget(call.messageId);
        source.line.cut();
        return;
      }
      const twice = result instanceof AnsweredTwice;
      const body = this.#parts.codec.encodeResult(
        unwrapped.call._,
        twice ? result.value : result,
        source.key.record.layer,
      );
      this.#answer(source, call, body, { succeeded: true });
      if (twice) this.#repeat(source, call, body);
    } catch (error) {
      this.#answerError(source, call, this.#rpcError(error));
    }
  }

  #initialize({ key, session }: CallSource, unwrapped: UnwrappedCall): void {
    const { layer, initialized, withoutUpdates } = unwrapped;
    if (layer !== undefined) key.record.layer = layer;
    if (key.record.layer === 0 && !initialized && unwrapped.call._ !== 'auth.bindTempAuthKey') {
      throw new RpcError(400, 'CONNECTION_NOT_INITED');
    }
    if (!withoutUpdates) session.wantsUpdates = true;
  }

  async #waitForOthers(session: Session, after: readonly bigint[]): Promise<void> {
    for (const messageId of after) {
      const succeeded = await session.calls.get(messageId)?.done;
      if (!succeeded) throw new RpcError(400, 'MSG_WAIT_FAILED');
    }
  }

  async #invoke(source: CallSource, { call, withoutUpdates }: UnwrappedCall): ReturnType<Invoke> {
    const { key, session, line, message } = source;
    if (call._ === 'auth.bindTempAuthKey') return bindTemporaryKey(this.#parts, source, call);
    try {
      return await this.#parts.invoke(call, {
        key: key.record,
        sessionId: session.id,
        connectionId: line.id,
        messageId: message.messageId,
        withoutUpdates,
      });
    } finally {
      this.#parts.keys.save(key);
    }
  }

  #rpcError(error: unknown): RpcError {
    if (error instanceof RpcError) return error;
    this.#parts.onFault(error);
    return new RpcError(500, 'INTERNAL_SERVER_ERROR');
  }

  #answerError(source: CallSource, call: Call, error: RpcError): void {
    const body = this.#parts.codec.encode({
      _: 'rpc_error',
      error_code: error.code,
      error_message: error.text,
    });
    this.#answer(source, call, body, { succeeded: false, first: error.first });
  }

  #answer(
    { session }: CallSource,
    call: Call,
    result: Buffer,
    { succeeded, first = false }: { readonly succeeded: boolean; readonly first?: boolean },
  ): void {
    if (call.dropped) {
      session.calls.forget(call.messageId);
      return;
    }
    session.acknowledgedByAnswer(call.messageId);
    const body = rpcResultBody(call.messageId, result);
    const message = session.send(body, { content: true, kind: 'answer', first });
    session.calls.finish(call.messageId, succeeded, message);
  }

  /** Sends the answer once more, under a message id of its own (a fault). */
  #repeat({ session }: CallSource, call: Call, result: Buffer): void {
    session.send(rpcResultBody(call.messageId, result), { content: true, kind: 'answer' });
  }
}

/** What Telegram answers to bytes that are no call. */
function decodingError(error: unknown): RpcError {
  if (!(error instanceof TlError)) return new RpcError(400, 'INPUT_FETCH_ERROR');
  if (!(error instanceof UnknownConstructorError)) return new RpcError(400, 'INPUT_FETCH_ERROR');
  const isMethod = error.path === '' || error.path.endsWith('.query');
  const kind = isMethod ? 'INPUT_METHOD_INVALID' : 'INPUT_CONSTRUCTOR_INVALID';
  return new RpcError(400, `${kind}_${error.constructorId.toString(16)}`);
}
