import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line between a client and a server on loopback, which can be watched and cut. */
export interface TcpLine {
  readonly port: number;
  /** Everything that clients said, in order of arrival, as Latin-1 text. */
  heard(): string;
  /**
   * From the next time that a client says `text`: the server still hears it, its answer is
   * withheld, and the connection is cut.
   */
  cutAfter(text: string): void;
  /** Cuts every connection now. */
  cut(): void;
  close(): Promise<void>;
}

export interface TcpLineOptions {
  /** Greets PostgreSQL's clients with a process id of its own, as a pooler does. @default false */
  readonly asPooler?: boolean;
}

export async function openTcpLine(
  target: { host: string; port: number },
  { asPooler = false }: TcpLineOptions = {},
): Promise<TcpLine> {
  const sockets = new Set<Socket>();
  let heard = '';
  let cutAfter: string | undefined;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    // A cut line is what these tests are about.
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    return socket;
  };
  const server = createServer((client) => {
    keep(client);
    const upstream = keep(connect(target));
    let withheld = false;
    client.on('data', (data) => {
      const text = data.toString('latin1');
      heard += text;
      if (cutAfter !== undefined && text.includes(cutAfter)) {
        cutAfter = undefined;
        withheld = true;
      }
      upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (withheld) client.destroy();
      else client.write(asPooler ? greetedAnew(data) : data);
    });
    client.on('close', () => upstream.end());
    upstream.on('close', () => client.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    heard: () => heard,
    cutAfter: (text) => {
      cutAfter = text;
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

/** BackendKeyData: 'K', a length of 12, the process id, the key. */
const KEY_DATA = Buffer.from([0x4b, 0, 0, 0, 12]);

function greetedAnew(data: Buffer): Buffer {
  const at = data.indexOf(KEY_DATA);
  if (at < 0) return data;
  const changed = Buffer.from(data);
  changed.writeInt32BE(changed.readInt32BE(at + KEY_DATA.length) ^ 1, at + KEY_DATA.length);
  return changed;
}
