import { connect as dial, type Socket } from 'node:net';
import { SocksClient } from 'socks';
import { PromisedNetSockets } from 'telegram/extensions/index.js';
import type { ProxySettings } from '../../../core/config.js';

type Socks5 = Extract<ProxySettings, { type: 'socks5' }>;

/** Where a line leads, instead of where GramJS thinks: it dials port 80 whatever the session says. */
export interface LineRoute {
  readonly host: string;
  readonly port: number;
  readonly socks?: Socks5;
}

/** A dead peer is also noticed by the system, some time. */
const KEEP_ALIVE_MS = 30_000;
const SOCKS_TIMEOUT_MS = 10_000;

interface Reader {
  readonly bytes: number;
  readonly resolve: (data: Buffer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * One TCP connection, in the form that GramJS reads from. Unlike GramJS's own it can be closed while it
 * is still being dialled, and it says when it heard something.
 */
export class Line extends PromisedNetSockets {
  readonly #route: LineRoute;
  readonly #onBytes: () => void;
  #socket: Socket | undefined;
  #received: Buffer[] = [];
  #length = 0;
  #reader: Reader | undefined;
  #failure: Error | undefined;

  constructor(route: LineRoute, onBytes: () => void) {
    super();
    this.#route = route;
    this.#onBytes = onBytes;
  }

  /** @throws when nobody answers there, or `close` came first */
  override async connect(): Promise<void> {
    const socket = await this.#dial();
    if (this.#failure) {
      socket.destroy();
      throw this.#failure;
    }
    socket.setNoDelay(true);
    socket.setKeepAlive(true, KEEP_ALIVE_MS);
    socket.on('data', (data) => this.#hear(data));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('the line was closed')));
    this.#socket = socket;
  }

  /** @throws when the line ends before that many bytes came */
  override readExactly(bytes: number): Promise<Buffer> {
    if (this.#length >= bytes) return Promise.resolve(this.#take(bytes));
    if (this.#failure) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#reader = { bytes, resolve, reject };
    });
  }

  override write(data: Buffer): void {
    if (this.#failure || !this.#socket) throw this.#failure ?? new Error('the line is not open');
    this.#socket.write(data);
  }

  override async close(): Promise<void> {
    this.#fail(new Error('the line was closed'));
  }

  async #dial(): Promise<Socket> {
    const { host, port, socks } = this.#route;
    if (socks) {
      const { socket } = await SocksClient.createConnection({
        command: 'connect',
        destination: { host, port },
        timeout: SOCKS_TIMEOUT_MS,
        proxy: {
          type: 5,
          host: socks.host,
          port: socks.port,
          ...(socks.username === undefined ? {} : { userId: socks.username }),
          ...(socks.password === undefined ? {} : { password: socks.password.reveal() }),
        },
      });
      return socket;
    }
    return new Promise((resolve, reject) => {
      const socket = dial({ host, port });
      this.#socket = socket;
      socket.once('connect', () => {
        socket.removeAllListeners();
        resolve(socket);
      });
      socket.once('error', reject);
      socket.once('close', () => reject(this.#failure ?? new Error('the line was closed')));
    });
  }

  #hear(data: Buffer): void {
    this.#received.push(data);
    this.#length += data.length;
    this.#onBytes();
    const reader = this.#reader;
    if (reader && this.#length >= reader.bytes) {
      this.#reader = undefined;
      reader.resolve(this.#take(reader.bytes));
    }
  }

  #take(bytes: number): Buffer {
    const all = this.#received.length === 1 ? this.#received[0] : Buffer.concat(this.#received);
    const whole = all ?? Buffer.alloc(0);
    const rest = whole.subarray(bytes);
    this.#received = rest.length > 0 ? [rest] : [];
    this.#length = rest.length;
    return whole.subarray(0, bytes);
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#socket?.destroy();
    this.#reader?.reject(this.#failure);
    this.#reader = undefined;
  }
}
