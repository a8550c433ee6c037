import { randomBytes } from 'node:crypto';
import { Calls } from './calls.js';
import type { MessageIds } from './message-ids.js';
import { containerBody, type OutgoingMessage } from './outgoing-message.js';
import { ReceivedMessages } from './received-messages.js';
import { Unacknowledged } from './unacknowledged.js';

/** A container's bounds, as clients keep them too. */
const mostInContainer = 100;
const largestContainer = 1_000_000;

/** What a session's packets are encrypted with. */
export interface EncryptionKey {
  readonly id: bigint;
  readonly key: Buffer;
}

/** Where a session's packets go. */
export interface SessionLine {
  readonly id: number;
  /** Encrypts one message for this session and sends it. */
  sendMessage(session: Session, message: OutgoingMessage): void;
}

/** What is sent, beside its body. */
export interface SendOptions {
  /** True for what the client must acknowledge; it is sent again until it does. */
  readonly content: boolean;
  /** Answers and pushes have different message ids. */
  readonly kind: 'answer' | 'push';
  /** Goes in front of what waits already. @default false */
  readonly first?: boolean;
}

/**
 * A client's session: what was received and sent in it. It outlives its connections. Everything
 * that is sent within one turn of the event loop goes in one packet.
 */
export class Session {
  readonly id: bigint;
  readonly key: EncryptionKey;
  readonly calls = new Calls();
  readonly unacknowledged = new Unacknowledged();
  received = new ReceivedMessages();
  /** Whether `new_session_created` was sent; cleared to have it sent again. */
  announced = false;
  uniqueId = randomBytes(8).readBigInt64LE(0);
  /** Set by the first call that is not wrapped in invokeWithoutUpdates. */
  wantsUpdates = false;
  /** When the last connection was lost, in milliseconds since the epoch. */
  detachedAtMs: number | undefined;

  readonly #messageIds: MessageIds;
  #line: SessionLine | undefined;
  #contentCount = 0;
  #queue: OutgoingMessage[] = [];
  #acknowledgements: bigint[] = [];
  #flushing: NodeJS.Immediate | undefined;
  readonly #encodeAcknowledgement: (messageIds: bigint[]) => Buffer;

  constructor(
    id: bigint,
    key: EncryptionKey,
    messageIds: MessageIds,
    encodeAcknowledgement: (messageIds: bigint[]) => Buffer,
  ) {
    this.id = id;
    this.key = key;
    this.#messageIds = messageIds;
    this.#encodeAcknowledgement = encodeAcknowledgement;
  }

  get line(): SessionLine | undefined {
    return this.#line;
  }

  /** Moves the session to a connection; on a new one, what is unacknowledged is sent again. */
  attach(line: SessionLine): void {
    this.detachedAtMs = undefined;
    if (this.#line === line) return;
    this.#line = line;
    this.#queue = this.unacknowledged.all();
    this.#schedule();
  }

  /** The connection is gone. */
  detach(line: SessionLine, nowMs: number): void {
    if (this.#line !== line) return;
    this.#line = undefined;
    this.detachedAtMs = nowMs;
    this.#queue = [];
    this.#acknowledgements = [];
  }

  /** As if the server had lost the session: what it owes is gone, and updates wait for the next call. */
  lose(): void {
    this.renew();
    this.unacknowledged.clear();
    this.#queue = [];
    this.wantsUpdates = false;
  }

  /** Forgets the order of what came before: the client is told of a new server session. */
  renew(): void {
    this.received = new ReceivedMessages();
    this.announced = false;
    this.uniqueId = randomBytes(8).readBigInt64LE(0);
  }

  /** Queues a message. */
  send(body: Buffer, { content, kind, first = false }: SendOptions): OutgoingMessage {
    const message = {
      messageId: this.#messageIds.next(kind),
      sequenceNumber: this.#nextSequenceNumber(content),
      body,
    };
    if (content) this.unacknowledged.add(message);
    if (this.#line) {
      if (first) this.#queue.unshift(message);
      else this.#queue.push(message);
      this.#schedule();
    }
    return message;
  }

  /** Queues a message that was sent before. */
  sendAgain(message: OutgoingMessage): void {
    if (!this.#line) return;
    this.#queue.push(message);
    this.#schedule();
  }

  /** Has the client's message acknowledged with the next packet. */
  acknowledge(messageId: bigint): void {
    this.#acknowledgements.push(messageId);
    this.#schedule();
  }

  /** The answer to a message acknowledges it as well. */
  acknowledgedByAnswer(messageId: bigint): void {
    const index = this.#acknowledgements.indexOf(messageId);
    if (index !== -1) this.#acknowledgements.splice(index, 1);
  }

  #nextSequenceNumber(content: boolean): number {
    return content ? 2 * this.#contentCount++ + 1 : 2 * this.#contentCount;
  }

  #schedule(): void {
    this.#flushing ??= setImmediate(() => {
      this.#flushing = undefined;
      this.#flush();
    });
  }

  #flush(): void {
    const line = this.#line;
    if (!line) return;
    if (this.#acknowledgements.length > 0) {
      const body = this.#encodeAcknowledgement(this.#acknowledgements);
      this.#acknowledgements = [];
      this.send(body, { content: false, kind: 'push' });
    }
    const queue = this.#queue;
    this.#queue = [];
    for (const group of containers(queue)) {
      const [only] = group;
      if (only && group.length === 1) line.sendMessage(this, only);
      else line.sendMessage(this, this.#container(group));
    }
  }

  #container(messages: readonly OutgoingMessage[]): OutgoingMessage {
    return {
      messageId: this.#messageIds.next('push'),
      sequenceNumber: this.#nextSequenceNumber(false),
      body: containerBody(messages),
    };
  }
}

/** Cuts a queue into groups that fit a container each. */
function containers(queue: readonly OutgoingMessage[]): OutgoingMessage[][] {
  const groups: OutgoingMessage[][] = [];
  let bytes = 0;
  for (const message of queue) {
    const group = groups.at(-1);
    bytes += message.body.length;
    if (group && group.length < mostInContainer && bytes <= largestContainer) {
      group.push(message);
    } else {
      groups.push([message]);
      bytes = message.body.length;
    }
  }
  return groups;
}
