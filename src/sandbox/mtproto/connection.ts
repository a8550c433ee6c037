import type { Socket } from 'node:net';
import { openPlainPacket, packetKeyId, plainPacket, sealMessage } from './crypto/envelope.js';
import { type ExchangedKey, KeyExchange } from './exchange/key-exchange.js';
import type { Receiver, ReceivingLine } from './handle/receiver.js';
import type { ServerParts } from './handle/server-parts.js';
import { AuthKey } from './session/auth-key.js';
import type { OutgoingMessage } from './session/outgoing-message.js';
import type { Session } from './session/session.js';
import { detectFraming } from './transport/detect.js';
import { type Framing, PendingBytes } from './transport/framing.js';

/** The server knows no such key, or the exchange of one went wrong. */
const keyNotFound = -404;
/** A client that does not read is cut off rather than buffered for. */
const mostUnsentBytes = 32 * 1024 * 1024;

/** One TCP connection: its transport, its key exchange, and the sessions that speak over it. */
export class Connection implements ReceivingLine {
  readonly id: number;
  readonly #socket: Socket;
  readonly #parts: ServerParts;
  readonly #receiver: Receiver;
  readonly #exchange: KeyExchange;
  readonly #undetected = new PendingBytes();
  readonly #sessions = new Set<Session>();
  #framing: Framing | undefined;
  #key: AuthKey | undefined;
  #pingDeadline: AbortController | undefined;
  #frozen = false;

  constructor(id: number, socket: Socket, parts: ServerParts, receiver: Receiver) {
    this.id = id;
    this.#socket = socket;
    this.#parts = parts;
    this.#receiver = receiver;
    this.#exchange = new KeyExchange({ ...parts, isTaken: (keyId) => !!parts.keys.get(keyId) });
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#read(chunk));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#closed());
  }

  /** The account that speaks over this connection. */
  get userId(): number | undefined {
    return this.#key?.record.userId;
  }

  sendMessage(session: Session, message: OutgoingMessage): void {
    if (this.#isSilenced()) return;
    const salt = this.#parts.salts.current(session.key.id);
    this.#write(sealMessage({ ...message, salt, sessionId: session.id }, session.key));
  }

  /** Neither reads nor writes any more, and does not break: the other end notices nothing. */
  freeze(): void {
    this.#frozen = true;
    this.#socket.pause();
    this.#pingDeadline?.abort();
  }

  /** Breaks the connection with a reset, as a failing line does. */
  cut(): void {
    // Resetting a socket that is ending already leaks its handle, and the process then never exits.
    if (this.#socket.writableEnded) this.#socket.destroy();
    else this.#socket.resetAndDestroy();
  }

  disconnectAfter(seconds: number): void {
    this.#pingDeadline?.abort();
    const deadline = new AbortController();
    this.#pingDeadline = deadline;
    const { clock } = this.#parts;
    clock.sleepUntil(clock.now() + seconds * 1000, deadline.signal).then(
      () => this.#socket.destroy(),
      () => undefined,
    );
  }

  #isSilenced(): boolean {
    return this.#frozen || this.#parts.silence.covers(this.userId);
  }

  #read(chunk: Buffer): void {
    try {
      for (const packet of this.#packets(chunk)) this.#receive(packet);
    } catch {
      this.#socket.destroy();
    }
  }

  #packets(chunk: Buffer): Buffer[] {
    if (this.#framing) return this.#framing.push(chunk);
    this.#undetected.append(chunk);
    const detected = detectFraming(this.#undetected.peek(this.#undetected.length));
    if (!detected) return [];
    this.#framing = detected.framing;
    this.#undetected.take(detected.used);
    return this.#framing.push(this.#undetected.take(this.#undetected.length));
  }

  #receive(packet: Buffer): void {
    if (packet.length < 8) throw new Error(`a packet of ${packet.length} bytes`);
    const keyId = packetKeyId(packet);
    if (keyId === 0n) {
      this.#exchangeKeys(packet);
      return;
    }
    const key = this.#parts.keys.get(keyId);
    if (!key) {
      this.#fail(keyNotFound);
      return;
    }
    this.#key = key;
    if (this.#isSilenced()) return;
    const session = this.#receiver.receive(packet, key, this);
    if (!session) throw new Error('the packet does not open');
    this.#sessions.add(session);
  }

  #exchangeKeys(packet: Buffer): void {
    if (this.#isSilenced()) return;
    const body = openPlainPacket(packet);
    try {
      if (!body) throw new Error('the packet is cut short');
      const { reply, created } = this.#exchange.answer(this.#parts.codec.decode(body));
      if (created) this.#addKey(created);
      const messageId = this.#parts.messageIds.next('answer');
      this.#write(plainPacket(messageId, this.#parts.codec.encode(reply)));
    } catch {
      this.#fail(keyNotFound);
    }
  }

  #addKey({ id, key, firstSalt, expiresInSeconds }: ExchangedKey): void {
    const expiry =
      expiresInSeconds === undefined
        ? {}
        : { expiresAtMs: this.#parts.clock.now() + expiresInSeconds * 1000 };
    this.#parts.keys.add(new AuthKey({ id, key, layer: 0 }, { firstSalt, ...expiry }));
  }

  /** Answers a transport error: four bytes in place of a packet. */
  #fail(code: number): void {
    if (this.#isSilenced()) return;
    const bytes = Buffer.allocUnsafe(4);
    bytes.writeInt32LE(code);
    this.#write(bytes);
  }

  #write(packet: Buffer): void {
    if (!this.#framing || this.#socket.destroyed) return;
    this.#socket.write(this.#framing.wrap(packet));
    if (this.#socket.writableLength > mostUnsentBytes) this.cut();
  }

  #closed(): void {
    this.#pingDeadline?.abort();
    const now = this.#parts.clock.now();
    for (const session of this.#sessions) session.detach(this, now);
    this.#sessions.clear();
  }
}
