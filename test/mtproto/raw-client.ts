import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { ByteReader } from '../../src/sandbox/mtproto/codec/byte-reader.js';
import { Codec } from '../../src/sandbox/mtproto/codec/codec.js';
import {
  gzipPackedId,
  messageContainerId,
  rpcResultId,
} from '../../src/sandbox/mtproto/codec/constructor-ids.js';
import { gunzip } from '../../src/sandbox/mtproto/codec/decoder.js';
import {
  openMessage,
  openPlainPacket,
  plainPacket,
  sealMessage,
} from '../../src/sandbox/mtproto/crypto/envelope.js';
import {
  containerBody,
  type OutgoingMessage,
} from '../../src/sandbox/mtproto/session/outgoing-message.js';
import type { Framing } from '../../src/sandbox/mtproto/transport/framing.js';
import { FullFraming } from '../../src/sandbox/mtproto/transport/full.js';
import type { TlObject } from '../../src/sandbox/rpc.js';

/** A message of the server as it was received. */
export interface ReceivedMessage {
  readonly messageId: bigint;
  readonly sequenceNumber: number;
  readonly body: Buffer;
  /** The id of the container it came in. */
  readonly containerId?: bigint;
}

/** The transport's tag and framing. */
export interface ClientTransport {
  readonly tag: Buffer;
  readonly framing: Framing;
}

/** A client without habits: sends exactly what a test asks for, and keeps what comes back. */
export class RawClient {
  readonly codec = Codec.shared();
  /** The key, once exchanged or given. */
  key: { readonly id: bigint; readonly key: Buffer } = { id: 0n, key: Buffer.alloc(0) };
  salt = 0n;
  sessionId = randomBytes(8).readBigInt64LE(0);
  /** Every message received, containers taken apart. */
  readonly received: ReceivedMessage[] = [];
  /** Transport errors received. */
  readonly transportErrors: number[] = [];
  closed = false;

  readonly #socket: Socket;
  readonly #framing: Framing;
  readonly #plain: Buffer[] = [];
  #waiting: (() => void)[] = [];
  #lastMessageId = 0n;
  #contentCount = 0;

  private constructor(socket: Socket, { tag, framing }: ClientTransport) {
    this.#socket = socket;
    this.#framing = framing;
    socket.write(tag);
    socket.on('data', (chunk) => {
      for (const packet of framing.push(chunk)) this.#receive(packet);
      this.#wake();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.closed = true;
      this.#wake();
    });
  }

  static async connect(
    port: number,
    transport: ClientTransport = { tag: Buffer.alloc(0), framing: new FullFraming() },
  ): Promise<RawClient> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new RawClient(socket, transport);
  }

  /** Takes over another client's key, salt and session, as after a reconnect. */
  continueFrom(other: RawClient): void {
    this.key = other.key;
    this.salt = other.salt;
    this.sessionId = other.sessionId;
    this.#lastMessageId = other.#lastMessageId;
    this.#contentCount = other.#contentCount;
  }

  close(): void {
    this.#socket.destroy();
  }

  /** Resolves once everything sent so far was handed to the system. */
  flushed(): Promise<void> {
    return new Promise((resolve) => this.#socket.write(Buffer.alloc(0), () => resolve()));
  }

  /** Bytes as they are, past any framing. */
  writeRaw(bytes: Buffer): void {
    this.#socket.write(bytes);
  }

  /** Resolves with the first value that `look` finds; looks again after everything received. */
  async until<Value>(look: () => Value | undefined): Promise<Value> {
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Sends a request without encryption and returns the answer. */
  async askPlainly(request: TlObject): Promise<TlObject> {
    this.#write(plainPacket(this.nextMessageId(), this.codec.encode(request)));
    const body = await this.until(() => this.#plain.shift());
    return this.codec.decode(body);
  }

  nextMessageId(): bigint {
    const now = BigInt(Math.floor(Date.now() / 1000)) << 32n;
    this.#lastMessageId = now > this.#lastMessageId ? now : this.#lastMessageId + 4n;
    return this.#lastMessageId;
  }

  /** Makes a message for {@link sendContainer} or {@link sendMessage}. */
  message(body: TlObject | Buffer, { content = true } = {}): OutgoingMessage {
    return {
      messageId: this.nextMessageId(),
      sequenceNumber: content ? 2 * this.#contentCount++ + 1 : 2 * this.#contentCount,
      body: Buffer.isBuffer(body) ? body : this.codec.encode(body),
    };
  }

  sendMessage(message: OutgoingMessage): void {
    const { salt, sessionId } = this;
    this.#write(sealMessage({ ...message, salt, sessionId }, this.key, 'from-client'));
  }

  sendContainer(messages: readonly OutgoingMessage[]): bigint {
    const container = this.message(containerBody(messages), { content: false });
    this.sendMessage(container);
    return container.messageId;
  }

  /** Sends one object; returns its message id. */
  send(body: TlObject | Buffer, options?: { content?: boolean }): bigint {
    const message = this.message(body, options);
    this.sendMessage(message);
    return message.messageId;
  }

  /** The bytes of a call's result, unpacked. */
  async resultOf(messageId: bigint): Promise<Buffer> {
    return this.until(() => this.results(messageId)[0]);
  }

  /** Every result that came for a call. */
  results(messageId: bigint): Buffer[] {
    return this.received.flatMap(({ body }) => {
      if (body.readUInt32LE(0) !== rpcResultId || body.readBigInt64LE(4) !== messageId) return [];
      const result = body.subarray(12);
      if (result.readUInt32LE(0) !== gzipPackedId) return [result];
      const reader = new ByteReader(result);
      reader.uint();
      return [gunzip(reader.bytesView())];
    });
  }

  /** Calls a method and decodes what it answers; an `rpc_error` comes back as it is. */
  async call(request: TlObject): Promise<TlObject> {
    return this.codec.decode(await this.resultOf(this.send(request)));
  }

  /** The first message of this name, with its object. */
  async expect(name: string): Promise<{ object: TlObject; message: ReceivedMessage }> {
    return this.until(() => this.find(name));
  }

  find(name: string): { object: TlObject; message: ReceivedMessage } | undefined {
    for (const message of this.received) {
      if (message.body.readUInt32LE(0) === rpcResultId) continue;
      const object = this.codec.decode(message.body);
      if (object._ === name) return { object, message };
    }
    return undefined;
  }

  #write(packet: Buffer): void {
    this.#socket.write(this.#framing.wrap(packet));
  }

  #receive(packet: Buffer): void {
    if (packet.length < 20) {
      this.transportErrors.push(packet.readInt32LE(0));
      return;
    }
    if (packet.readBigInt64LE(0) === 0n) {
      const body = openPlainPacket(packet);
      if (body) this.#plain.push(Buffer.from(body));
      return;
    }
    const opened = openMessage(packet, this.key.key, 'from-server');
    if (opened) this.#unpack(opened);
  }

  #unpack(message: ReceivedMessage): void {
    const reader = new ByteReader(message.body);
    if (reader.uint() !== messageContainerId) {
      this.received.push(message);
      return;
    }
    const count = reader.uint();
    for (let index = 0; index < count; index++) {
      const messageId = reader.long();
      const sequenceNumber = reader.uint();
      const body = reader.view(reader.uint());
      this.received.push({ messageId, sequenceNumber, body, containerId: message.messageId });
    }
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }
}
