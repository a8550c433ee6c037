import { once } from 'node:events';
import { existsSync, linkSync, statSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { handlers, STATUS } from '../../test/support/control-handlers.js';
import { makeWorkspace, type Workspace } from '../../test/support/workspace.js';
import type { HttpSettings } from '../core/config.js';
import { PostaciError } from '../core/errors.js';
import { createEventBus } from '../lib/event-bus.js';
import { Releasers } from '../lib/releasers.js';
import { secret } from '../lib/secret.js';
import { systemClock } from '../lib/system-clock.js';
import { connectControl } from './client.js';
import type { ControlHandlers } from './contract/control.js';
import { serveControl } from './server.js';

describe('the control socket', () => {
  let workspace: Workspace;
  let socketPath: string;
  const releasers = new Releasers();
  beforeEach(() => {
    workspace = makeWorkspace();
    socketPath = join(workspace.path, 'data', 'control.sock');
  });
  afterEach(async () => {
    await releasers.release();
    workspace.remove();
  });

  async function serve(asked: ControlHandlers = handlers(), http?: HttpSettings) {
    const events = createEventBus();
    const stop = await serveControl({
      ...{ socketPath, handlers: asked, events, clock: systemClock, http },
    });
    releasers.add('the server', stop);
    return { events, stop };
  }

  test('is for its owner alone, and goes with the server', async () => {
    const { stop } = await serve();
    expect(statSync(socketPath).mode & 0o777).toBe(0o600);
    await stop();
    expect(existsSync(socketPath)).toBe(false);
  });

  test('that a crash left behind is replaced', async () => {
    await serve();
    await releasers.release();
    await leaveStaleSocket(socketPath);
    expect(existsSync(socketPath)).toBe(true);
    await serve();
    expect(await connectControl(socketPath).status()).toEqual(STATUS);
  });

  test('that a living daemon serves is left to it', async () => {
    await serve();
    await expect(serve()).rejects.toMatchObject({ code: 'DIRECTORY_LOCKED' });
    expect(await connectControl(socketPath).status()).toEqual(STATUS);
  });

  test('carries the daemon’s own errors as they are', async () => {
    const error = new PostaciError('INTENT_INVALID', 'too long', 'Shorten it');
    await serve({ ...handlers(), sendTest: () => Promise.reject(error) });
    const control = connectControl(socketPath);
    await expect(control.sendTest({ target: 'grup1', text: 'hi' })).rejects.toMatchObject({
      code: 'INTENT_INVALID',
      problem: 'too long',
      remedy: 'Shorten it',
    });
  });

  test('that nobody serves is a daemon that does not run', async () => {
    await expect(connectControl(socketPath).status()).rejects.toMatchObject({
      code: 'DAEMON_NOT_RUNNING',
      remedy: expect.stringContaining('postaci run'),
    });
  });

  test('that somebody else serves is no daemon either', async () => {
    await serve();
    await releasers.release();
    const stranger = createServer((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\nhello'));
    await listening(stranger, socketPath);
    await expect(connectControl(socketPath).status()).rejects.toMatchObject({
      code: 'DAEMON_NOT_RUNNING',
    });
    stranger.close();
  });

  test('ends the stream when the daemon stops', async () => {
    const { events, stop } = await serve();
    const stream = connectControl(socketPath).events(new AbortController().signal);
    const first = stream[Symbol.asyncIterator]().next();
    await published(first, () => events.publish({ type: 'connection', at: 1, state: 'online' }));
    const reading = readToEnd(stream);
    await stop();
    await expect(reading).resolves.toBe('ended');
  });

  test('lets the one who asks it to stop hear the answer', async () => {
    let stopping = Promise.resolve();
    const { stop } = await serve({
      ...handlers(),
      async stop() {
        stopping = stop();
        // What it takes to write down who has asked.
        await turn();
        await turn();
      },
    });
    await expect(connectControl(socketPath).stop()).resolves.toBeUndefined();
    await stopping;
    expect(existsSync(socketPath)).toBe(false);
  });

  test('is served beside HTTP, and goes with it', async () => {
    const port = await freePort();
    const http = { host: '127.0.0.1', port, metricsOpen: true, token: secret('x'.repeat(16)) };
    let looked = 0;
    const ready = async () => ({ ...(await handlers().ready()), ready: ++looked > 0 });
    const { stop } = await serve({ ...handlers(), ready }, http);
    expect(await connectControl(socketPath).status()).toEqual(STATUS);
    const url = `http://127.0.0.1:${port}/v1/status`;
    expect((await fetch(url)).status).toBe(401);
    const headers = { authorization: `Bearer ${'x'.repeat(16)}` };
    expect(await (await fetch(url, { headers })).json()).toEqual(STATUS);
    // Whoever asks without a token does not make the daemon work for each question.
    const asked = Array.from({ length: 9 }, () => fetch(`http://127.0.0.1:${port}/ready`));
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(Array(9).fill(200));
    expect(looked).toBeLessThan(3);
    await stop();
    await expect(fetch(url)).rejects.toThrow();
  });

  test('is free again when HTTP has no place', async () => {
    const stranger = createServer();
    stranger.listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    const { port } = stranger.address() as AddressInfo;
    const http = { host: '127.0.0.1', port, metricsOpen: true };
    await expect(serve(handlers(), http)).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      problem: expect.stringContaining(`127.0.0.1:${port}`),
      remedy: expect.stringContaining('HTTP_ADDRESS'),
    });
    expect(existsSync(socketPath)).toBe(false);
    stranger.close();
    await serve();
    expect(await connectControl(socketPath).status()).toEqual(STATUS);
  });
});

async function readToEnd(stream: AsyncIterable<unknown>): Promise<string> {
  for await (const _event of stream);
  return 'ended';
}

/** Until it has arrived: who listens only now is told only what comes. */
async function published(arrival: Promise<unknown>, publish: () => void): Promise<void> {
  let arrived = false;
  void arrival.then(() => {
    arrived = true;
  });
  while (!arrived) {
    publish();
    await turn();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function listening(server: Server, path: string): Promise<void> {
  server.listen(path);
  await once(server, 'listening');
}

/** As kill -9 leaves it: a socket file that nobody listens on. */
async function leaveStaleSocket(path: string): Promise<void> {
  const server = createServer();
  await listening(server, `${path}.other`);
  linkSync(`${path}.other`, path);
  server.close();
  await once(server, 'close');
}
