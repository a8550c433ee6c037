import { BoundedMap } from './bounded-map.js';
import type { OutgoingMessage } from './outgoing-message.js';

/** How many calls of a session are remembered, and how many bytes of their answers. */
const rememberedCalls = 1024;
const rememberedBytes = 4 * 1024 * 1024;

/** One call of a client: running until it is answered. */
export interface Call {
  readonly messageId: bigint;
  /** Settles to true when the call succeeded, to false when it failed. */
  readonly done: Promise<boolean>;
  /** The client does not want the answer any more. */
  dropped: boolean;
  /** Set once answered; its body is let go when the client has acknowledged it. */
  answer?: OutgoingMessage;
}

interface CallEntry extends Call {
  readonly settle: (succeeded: boolean) => void;
}

/** A session's recent calls: a repeated one is answered again, not carried out twice. */
export class Calls {
  readonly #calls = new BoundedMap<bigint, CallEntry>(rememberedCalls);
  #bytes = 0;

  get(messageId: bigint): Call | undefined {
    return this.#calls.get(messageId);
  }

  begin(messageId: bigint): Call {
    let settle: (succeeded: boolean) => void = () => {};
    const done = new Promise<boolean>((resolve) => {
      settle = resolve;
    });
    const call: CallEntry = { messageId, done, dropped: false, settle };
    this.#letGo(this.#calls.set(messageId, call));
    return call;
  }

  /** Remembers the answer of a call, for those that wait for it and for a repetition. */
  finish(messageId: bigint, succeeded: boolean, answer: OutgoingMessage): void {
    const call = this.#calls.get(messageId);
    if (!call) return;
    call.answer = answer;
    this.#bytes += answer.body.length;
    call.settle(succeeded);
    for (const oldest of this.#calls.keys()) {
      if (this.#bytes <= rememberedBytes) break;
      this.forget(oldest);
    }
  }

  /** The call was never carried out, as far as this session knows. */
  forget(messageId: bigint): void {
    const call = this.#calls.get(messageId);
    this.#calls.delete(messageId);
    this.#letGo(call);
  }

  #letGo(call: CallEntry | undefined): void {
    if (!call) return;
    this.#bytes -= call.answer?.body.length ?? 0;
    call.settle(false);
  }
}
