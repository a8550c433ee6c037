import { createServer, type Server } from 'node:net';
import type { Clock } from '../../core/clock.js';
import type { Invoke, KeyRecord, TlObject, Wire } from '../rpc.js';
import { Codec } from './codec/codec.js';
import { Connection } from './connection.js';
import type { ServerKey } from './crypto/server-key.js';
import { Receiver } from './handle/receiver.js';
import type { ServerParts } from './handle/server-parts.js';
import { pushUpdates, UNDECODABLE } from './push.js';
import { KeyRing, type KeyStore } from './session/key-ring.js';
import { MessageIds } from './session/message-ids.js';
import { Salts } from './session/salts.js';
import { Silence } from './session/silence.js';

/** What a server is made of. */
export interface MtprotoServerOptions {
  /** Answers the calls. */
  readonly invoke: Invoke;
  /** The RSA key whose public half the clients are given. */
  readonly serverKey: ServerKey;
  readonly clock: Clock;
  /** Where keys outlive the server. @default they end with it */
  readonly keyStore?: KeyStore;
  /**
   * Gives clients numbers to factor that GramJS needs less than a millisecond for, where Telegram's take it
   * 0.2 s. @default false
   */
  readonly easyFactors?: boolean;
  /** Told of bugs in `invoke` and of a broken key store. @default a process warning */
  readonly onFault?: (error: unknown) => void;
}

function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error));
}

/**
 * One data centre: an MTProto 2.0 server over TCP for unmodified clients.
 * @see https://core.telegram.org/mtproto
 */
export class MtprotoServer implements Wire {
  readonly #parts: ServerParts;
  readonly #receiver: Receiver;
  readonly #connections = new Map<number, Connection>();
  #server: Server | undefined;
  #lastConnectionId = 0;

  constructor({
    invoke,
    serverKey,
    clock,
    keyStore,
    easyFactors = false,
    onFault = warn,
  }: MtprotoServerOptions) {
    this.#parts = {
      codec: Codec.shared(),
      clock,
      serverKey,
      keys: new KeyRing(keyStore, clock, onFault),
      salts: new Salts(clock),
      messageIds: new MessageIds(clock),
      silence: new Silence(),
      easyFactors,
      invoke,
      onFault,
    };
    this.#receiver = new Receiver(this.#parts);
  }

  /**
   * Loads the keys and listens.
   * @param port 0 takes a free one.
   * @returns the port that is listened on.
   */
  async start({ host, port }: { host: string; port: number }): Promise<{ port: number }> {
    await this.#parts.keys.load();
    const server = createServer((socket) => {
      const id = ++this.#lastConnectionId;
      this.#connections.set(id, new Connection(id, socket, this.#parts, this.#receiver));
      socket.on('close', () => this.#connections.delete(id));
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
    this.#server = server;
    const address = server.address();
    return { port: typeof address === 'object' && address ? address.port : port };
  }

  /** Stops listening and closes every connection. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    this.cut();
    await closed;
  }

  push(userId: number, updates: TlObject, exceptSession?: bigint): void {
    pushUpdates(this.#parts, this.#parts.keys.ofUser(userId), updates, exceptSession);
  }

  pushUndecodable(userId: number, exceptSession?: bigint): void {
    pushUpdates(this.#parts, this.#parts.keys.ofUser(userId), UNDECODABLE, exceptSession);
  }

  pushToKey(keyId: bigint, updates: TlObject): void {
    pushUpdates(this.#parts, this.#parts.keys.ofRecord(keyId), updates);
  }

  forgetKey(keyId: bigint): void {
    this.#parts.keys.remove(keyId);
  }

  cut(userId?: number): void {
    for (const connection of this.#connections.values()) {
      if (userId === undefined || connection.userId === userId) connection.cut();
    }
  }

  silence(on: boolean, userId?: number): void {
    this.#parts.silence.set(on, userId);
  }

  freeze(
    which: { readonly connectionId: number } | { readonly userId?: number | undefined },
  ): () => void {
    const lines = [...this.#connections.values()].filter((line) =>
      'connectionId' in which
        ? line.id === which.connectionId
        : which.userId === undefined || line.userId === which.userId,
    );
    for (const line of lines) line.freeze();
    return () => {
      for (const line of lines) line.cut();
    };
  }

  renewSessions(userId: number): void {
    for (const key of this.#parts.keys.ofUser(userId)) {
      for (const session of key.sessions()) session.lose();
    }
  }

  rotateSalts(): void {
    this.#parts.salts.rotate();
    for (const key of this.#parts.keys.all()) {
      key.firstSalt = undefined;
      for (const session of key.sessions()) session.renew();
    }
  }

  keysOf(userId: number): readonly KeyRecord[] {
    return [...new Set([...this.#parts.keys.ofUser(userId)].map((key) => key.record))];
  }
}
