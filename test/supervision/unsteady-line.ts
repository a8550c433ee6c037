import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * What a line does: `through` carries everything; `silent` carries what the client says, and nothing back;
 * `half-open` neither reads nor carries anything, and stays open; `cuts` takes every connection and drops it.
 */
export type LineMode = 'through' | 'silent' | 'half-open' | 'cuts';

/** A line on loopback between a client and its server, as unsteady as told. */
export interface UnsteadyLine {
  readonly port: number;
  /** For every connection from now on; those that are there change, too. */
  mode: LineMode;
  /** How many connections were taken. */
  readonly taken: number;
  /** Breaks what is open. */
  cut(): void;
  close(): Promise<void>;
}

export async function openUnsteadyLine(target: {
  readonly host: string;
  readonly port: number;
}): Promise<UnsteadyLine> {
  const sockets = new Set<Socket>();
  let mode: LineMode = 'through';
  let taken = 0;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    // Broken lines are what these tests are about.
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    return socket;
  };
  const server = createServer((client) => {
    keep(client);
    taken++;
    if (mode === 'cuts') {
      client.destroy();
      return;
    }
    if (mode === 'half-open') {
      client.pause();
      return;
    }
    const upstream = keep(connect(target));
    client.on('data', (data) => {
      if (mode !== 'half-open') upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (mode === 'through') client.write(data);
    });
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    get mode() {
      return mode;
    },
    set mode(next) {
      mode = next;
      if (mode === 'cuts') cut();
    },
    get taken() {
      return taken;
    },
    cut,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      cut();
      await closed;
    },
  };
}
