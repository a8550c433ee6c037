import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { ConnectionClosedError } from '@fuman/net';
import type { ITelegramConnection } from '@mtcute/core';

/** A TCP connection in the form that mtcute reads and writes. */
export class TcpConnection implements ITelegramConnection {
  readonly localAddress = null;
  readonly remoteAddress = null;
  readonly #socket: Socket;
  #closed = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#closed = true;
    });
  }

  static async open(host: string, port: number): Promise<TcpConnection> {
    const socket = connect(port, host);
    await once(socket, 'connect');
    return new TcpConnection(socket);
  }

  async read(into: Uint8Array): Promise<number> {
    for (;;) {
      const available = Math.min(into.length, this.#socket.readableLength);
      const chunk: Buffer | null = available > 0 ? this.#socket.read(available) : null;
      if (chunk) {
        into.set(chunk);
        return chunk.length;
      }
      if (this.#closed) throw new ConnectionClosedError();
      await this.#change();
    }
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#closed) throw new ConnectionClosedError();
    this.#socket.write(Buffer.from(bytes));
  }

  close(): void {
    this.#closed = true;
    this.#socket.destroy();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.#socket.off('readable', done).off('close', done);
        resolve();
      };
      this.#socket.on('readable', done).on('close', done);
    });
  }
}
