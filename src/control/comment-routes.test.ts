import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { CHANNEL_CHECKS, CHANNELS, DRAFTS, handlers } from '../../test/support/control-handlers.js';
import { makeWorkspace } from '../../test/support/workspace.js';
import { createEventBus } from '../lib/event-bus.js';
import { connectControl } from './client.js';
import { ROUTES } from './routes.js';
import { buildServer, serveControl } from './server.js';

describe('what is asked about comments', () => {
  const asked: unknown[] = [];
  const workspace = makeWorkspace();
  const socketPath = `${workspace.path}/control.sock`;
  const control = connectControl(socketPath);
  let stop = async () => {};
  beforeAll(async () => {
    stop = await serveControl({
      socketPath,
      handlers: handlers(asked),
      events: createEventBus(),
    });
  });
  afterAll(async () => {
    await stop();
    workspace.remove();
  });

  test('comes to the handlers, and their answers back', async () => {
    expect(await control.drafts()).toEqual(DRAFTS);
    expect(await control.channels()).toEqual(CHANNELS);
    expect(await control.checkChannels()).toEqual(CHANNEL_CHECKS);
    await control.approve(41);
    await control.approve(42, 'Güzel olmuş, elinize sağlık!');
    await control.reject(43);
    await control.reject(44, 'too long');
    expect(asked).toEqual([
      ['approve', 41, undefined],
      ['approve', 42, 'Güzel olmuş, elinize sağlık!'],
      ['reject', 43, undefined],
      ['reject', 44, 'too long'],
    ]);
  });
});

describe('what is malformed about drafts', () => {
  const asked: unknown[] = [];
  const app = buildServer(handlers(asked), createEventBus());
  let base: string;
  beforeAll(async () => {
    base = await app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(() => app.close());
  beforeEach(() => void asked.splice(0));

  const cases: readonly (readonly [string, unknown, RegExp])[] = [
    [ROUTES.approve, {}, /^id: /],
    [ROUTES.approve, { id: 0 }, /^id: /],
    [ROUTES.approve, { id: 1.5 }, /^id: /],
    [ROUTES.approve, { id: '41' }, /^id: /],
    [ROUTES.approve, { id: 41, text: ' ' }, /^text: /],
    [ROUTES.approve, { id: 41, text: 'x'.repeat(4_097) }, /^text: /],
    [ROUTES.approve, { id: 41, reason: 'x' }, /reason/],
    [ROUTES.reject, { id: -41 }, /^id: /],
    [ROUTES.reject, { id: 41, reason: '' }, /^reason: /],
    [ROUTES.reject, { id: 41, reason: 'x'.repeat(257) }, /^reason: /],
  ];

  test.each(cases)('%s (case %#) is refused with 400 and the reason', async (path, body, why) => {
    const response = await fetch(base + path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: 'USAGE',
      problem: expect.stringMatching(why),
    });
    expect(asked).toEqual([]);
  });
});
