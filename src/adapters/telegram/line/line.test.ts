import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { secret } from '../../../lib/secret.js';
import { Line } from './line.js';

const HOST = '127.0.0.1';

async function listen(server: Server): Promise<number> {
  server.listen(0, HOST);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** A SOCKS5 proxy with one user, as RFC 1928 and 1929 have it; counts whom it let through. */
function socksProxy(user: string, password: string, passed: string[]): Server {
  return createServer(async (client) => {
    client.on('error', () => client.destroy());
    await once(client, 'data');
    client.write(Buffer.from([5, 2]));
    const [login] = (await once(client, 'data')) as [Buffer];
    const nameEnd = 2 + (login[1] ?? 0);
    const name = login.toString('utf8', 2, nameEnd);
    const word = login.toString('utf8', nameEnd + 1);
    const welcome = name === user && word === password;
    client.write(Buffer.from([1, welcome ? 0 : 1]));
    if (!welcome) {
      client.end();
      return;
    }
    const [request] = (await once(client, 'data')) as [Buffer];
    const port = request.readUInt16BE(request.length - 2);
    passed.push(name);
    const target = connect({ host: HOST, port }, () => {
      client.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]));
      client.pipe(target).pipe(client);
    });
    target.on('error', () => client.destroy());
    client.on('close', () => target.destroy());
  });
}

describe('a line', () => {
  let echo: Server;
  let port: number;
  let accepted: Socket[];

  beforeEach(async () => {
    accepted = [];
    echo = createServer((socket) => {
      accepted.push(socket);
      socket.on('error', () => undefined);
      socket.pipe(socket);
    });
    port = await listen(echo);
  });
  afterEach(async () => {
    for (const socket of accepted) socket.destroy();
    echo.close();
    await once(echo, 'close');
  });

  test('gives exactly as many bytes as asked for, however they arrive', async () => {
    let heard = 0;
    const line = new Line({ host: HOST, port }, () => heard++);
    await line.connect();
    const first = line.readExactly(5);
    line.write(Buffer.from('ab'));
    line.write(Buffer.from('cdefgh'));
    expect((await first).toString()).toBe('abcde');
    expect((await line.readExactly(3)).toString()).toBe('fgh');
    expect(heard).toBeGreaterThan(0);
    await line.close();
  });

  test('a reader hears of the end, before and after it came', async () => {
    const line = new Line({ host: HOST, port }, () => undefined);
    await line.connect();
    const reading = expect(line.readExactly(1)).rejects.toThrow('closed');
    for (const socket of accepted) socket.destroy();
    await reading;
    await expect(line.readExactly(1)).rejects.toThrow('closed');
    expect(() => line.write(Buffer.from('x'))).toThrow('closed');
  });

  test('can be closed while it is being dialled', async () => {
    const line = new Line({ host: HOST, port }, () => undefined);
    const connecting = expect(line.connect()).rejects.toThrow('closed');
    await line.close();
    await connecting;
  });

  test('nobody there is an error', async () => {
    const line = new Line({ host: HOST, port: 1 }, () => undefined);
    await expect(line.connect()).rejects.toThrow('ECONNREFUSED');
  });

  test('leads through a SOCKS5 proxy with a login', async () => {
    const passed: string[] = [];
    const proxy = socksProxy('ayse', 'çok gizli', passed);
    const socks = { type: 'socks5', host: HOST, port: await listen(proxy) } as const;
    try {
      const open = { ...socks, username: 'ayse', password: secret('çok gizli') };
      const line = new Line({ host: HOST, port, socks: open }, () => undefined);
      await line.connect();
      line.write(Buffer.from('hello'));
      expect((await line.readExactly(5)).toString()).toBe('hello');
      await line.close();
      expect(passed).toEqual(['ayse']);
      const wrong = { ...socks, username: 'ayse', password: secret('yanlış') };
      const refused = new Line({ host: HOST, port, socks: wrong }, () => undefined);
      await expect(refused.connect()).rejects.toThrow();
      expect(passed).toEqual(['ayse']);
    } finally {
      proxy.close();
    }
  });
});
