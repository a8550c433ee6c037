import { once } from 'node:events';
import { existsSync, linkSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { HEALTH, handlers, SPAM_BOT, STATUS } from '../../test/support/control-handlers.js';
import { makeWorkspace, type Workspace } from '../../test/support/workspace.js';
import { PostaciError } from '../core/errors.js';
import type { LiveEvent } from '../core/events.js';
import { createEventBus } from '../lib/event-bus.js';
import { Releasers } from '../lib/releasers.js';
import { connectControl } from './client.js';
import type { ControlHandlers } from './contract/control.js';
import { ROUTES } from './routes.js';
import { buildServer, serveControl } from './server.js';

describe('the control contract', () => {
  const asked: unknown[] = [];
  const json = { 'content-type': 'application/json' };
  let base: string;
  const app = buildServer(handlers(asked), createEventBus());
  beforeAll(async () => {
    base = await app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(() => app.close());
  beforeEach(() => void asked.splice(0));

  test.each([
    ['GET', ROUTES.status, undefined, STATUS],
    ['GET', ROUTES.health, undefined, HEALTH],
    ['POST', ROUTES.askSpamBot, undefined, SPAM_BOT],
    ['POST', ROUTES.pause, { scope: '*' }, {}],
    ['POST', ROUTES.resume, { scope: 'message' }, {}],
    ['POST', ROUTES.lift, { restriction: 3 }, {}],
    ['POST', ROUTES.checkGroups, undefined, [{ written: 'grup1', reachable: true, problems: [] }]],
    ['POST', ROUTES.sendTest, { target: 'grup1', text: ' hi ' }, { id: 5 }],
    ['GET', ROUTES.why, undefined, ['why null']],
    ['GET', `${ROUTES.why}?id=3`, undefined, ['why 3']],
    ['GET', `${ROUTES.settled}?id=3`, undefined, ['settled 3']],
  ] as const)('%s %s answers', async (method, url, payload, answer) => {
    const body = payload && { body: JSON.stringify(payload), headers: json };
    const response = await fetch(base + url, { method, ...body });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(answer);
  });

  const bad: readonly (readonly ['GET' | 'POST', string, string | undefined, RegExp])[] = [
    ['POST', ROUTES.pause, undefined, /the request/],
    ['POST', ROUTES.pause, '', /./],
    ['POST', ROUTES.pause, '{', /JSON/],
    ['POST', ROUTES.pause, 'null', /the request/],
    ['POST', ROUTES.pause, '[]', /the request/],
    ['POST', ROUTES.pause, '{"scope":"all"}', /^scope: /],
    ['POST', ROUTES.pause, '{"scope":"*","until":5}', /until/],
    ['POST', ROUTES.lift, '{"restriction":0}', /^restriction: /],
    ['POST', ROUTES.lift, '{"restriction":"all"}', /^restriction: /],
    ['POST', ROUTES.resume, '{"scope":7}', /^scope: /],
    ['POST', ROUTES.resume, '{"__proto__":{"scope":"*"}}', /./],
    ['POST', ROUTES.sendTest, '{"target":"grup1"}', /^text: /],
    ['POST', ROUTES.sendTest, '{"target":"  ","text":"x"}', /^target: /],
    ['POST', ROUTES.sendTest, JSON.stringify({ target: 'a', text: 'x'.repeat(4097) }), /^text: /],
    ['GET', `${ROUTES.why}?id=0`, undefined, /^id: /],
    ['GET', `${ROUTES.why}?id=1e99`, undefined, /^id: /],
    ['GET', `${ROUTES.why}?id=1&id=2`, undefined, /^id: /],
    ['GET', `${ROUTES.why}?number=1`, undefined, /number/],
    ['GET', ROUTES.settled, undefined, /^id: /],
    ['GET', `${ROUTES.settled}?id=%zz`, undefined, /^id: /],
  ];

  test.each(bad)(
    '%s %s, malformed (case %#), is refused with 400 and the reason',
    async (method, url, body, reason) => {
      const response = await fetch(base + url, {
        method,
        ...(body === undefined ? {} : { body, headers: json }),
      });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({
        code: 'USAGE',
        problem: expect.stringMatching(reason),
      });
      expect(asked).toEqual([]);
    },
  );

  test.each([
    [413, { body: JSON.stringify({ text: 'x'.repeat(70_000) }), headers: json }],
    [415, { body: 'scope=*', headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
  ])('a body that is too long or no JSON is refused with %d', async (status, body) => {
    const response = await fetch(base + ROUTES.sendTest, { method: 'POST', ...body });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code: 'USAGE' });
  });

  test('another path is 404, and says what may be wrong', async () => {
    const response = await fetch(`${base}/v2/status`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ problem: expect.stringContaining('/v2/status') });
  });

  test.each([
    [400, 'USAGE', new PostaciError('USAGE', 'no such group', 'Say another')],
    [409, 'DATABASE_UNREACHABLE', new PostaciError('DATABASE_UNREACHABLE', 'gone', 'Start it')],
    [500, 'INTERNAL', new Error('a bug')],
  ])('what a handler throws is %d, code %s', async (status, code, error) => {
    const failing = buildServer(
      { ...handlers(), status: () => Promise.reject(error) },
      createEventBus(),
    );
    const url = await failing.listen({ host: '127.0.0.1', port: 0 });
    const response = await fetch(url + ROUTES.status);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code, remedy: expect.stringMatching(/./) });
    await failing.close();
  });
});

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

  async function serve(asked: ControlHandlers = handlers()) {
    const events = createEventBus();
    const stop = await serveControl({ socketPath, handlers: asked, events });
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

  test('carries each question and its answer', async () => {
    const asked: unknown[] = [];
    await serve(handlers(asked));
    const control = connectControl(socketPath);
    await control.pause('dm');
    await control.resume('*');
    expect(await control.sendTest({ target: 'grup1', text: 'hi' })).toEqual({ id: 5 });
    expect(await control.why({ about: 'last' })).toMatchObject({ sentences: ['why last'] });
    expect(await control.settled(3)).toMatchObject({ sentences: ['settled 3'] });
    expect(asked).toEqual([
      ['pause', 'dm'],
      ['resume', '*'],
      ['send-test', { target: 'grup1', text: 'hi' }],
    ]);
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

  test('streams live events, until the reader has enough', async () => {
    const { events } = await serve();
    const enough = new AbortController();
    const heard: LiveEvent[] = [];
    const reading = (async () => {
      for await (const { event } of connectControl(socketPath).events(enough.signal)) {
        if (event.type !== 'missed') heard.push(event);
        if (heard.length === 2) enough.abort();
      }
    })();
    const publishing = setInterval(() => {
      events.publish({ type: 'connection', at: heard.length, state: 'online' });
    }, 5);
    await reading;
    clearInterval(publishing);
    expect(heard).toHaveLength(2);
    expect(heard[0]).toEqual({ type: 'connection', at: 0, state: 'online' });
  });

  test('ends the stream when the daemon stops', async () => {
    const { events, stop } = await serve();
    const never = new AbortController();
    let hear = () => {};
    const first = new Promise<void>((resolve) => {
      hear = resolve;
    });
    const reading = readToEnd(connectControl(socketPath).events(never.signal), hear);
    const publishing = setInterval(() => {
      events.publish({ type: 'connection', at: 1, state: 'online' });
    }, 5);
    await first;
    clearInterval(publishing);
    await stop();
    await expect(reading).resolves.toBe('ended');
  });
});

async function readToEnd(stream: AsyncIterable<unknown>, hear: () => void): Promise<string> {
  for await (const _event of stream) hear();
  return 'ended';
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
