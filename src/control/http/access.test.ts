import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import {
  EVERY_ROUTE,
  type HttpStage,
  rightRequest,
  serveOverHttp,
  TOKEN,
} from '../../../test/support/control-over-http.js';
import { ROUTES } from '../routes/table.js';

const GUARDED = EVERY_ROUTE.filter(([, face]) => face.access !== 'open');
const OPEN = EVERY_ROUTE.filter(([, face]) => face.access === 'open');
const FAILURE = {
  code: expect.stringMatching(/./),
  problem: expect.stringMatching(/./),
  remedy: expect.stringMatching(/./),
};

const WRONG = { authorization: `Bearer ${TOKEN}x` };

let stage: HttpStage;

describe('every route over HTTP', () => {
  beforeAll(async () => {
    stage = await serveOverHttp();
  });
  afterAll(() => stage.stop());
  afterEach(() => void stage.calls.splice(0));

  test.each(GUARDED)('%s is refused without a token', async (_title, face) => {
    const [path, init] = rightRequest(face);
    const response = await fetch(stage.url + path, init);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(await response.json()).toEqual({ ...FAILURE, code: 'UNAUTHORIZED' });
    expect(stage.calls).toEqual([]);
  });

  test.each(OPEN)('%s is answered without a token', async (_title, face) => {
    const response = await fetch(stage.url + face.path);
    expect(response.status).toBe(200);
    await response.text();
  });

  test('there are routes of both kinds', () => {
    expect(GUARDED.length).toBeGreaterThan(ROUTES.length - 2);
    expect(OPEN.map(([title]) => title)).toEqual(['GET /ready', 'GET /health']);
  });

  test.each(EVERY_ROUTE)(
    '%s is never kept by a cache, and open to no other site',
    async (_t, face) => {
      const aborted = new AbortController();
      const [path, init] = rightRequest(face);
      const response = await stage.ask(path, { ...init, signal: aborted.signal });
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('no-store');
      const cors = [...response.headers.keys()].filter((name) => name.startsWith('access-control'));
      expect(cors).toEqual([]);
      aborted.abort();
    },
  );

  test('what a browser asks before it sends a token is refused', async () => {
    const response = await fetch(`${stage.url}/v1/pause`, {
      method: 'OPTIONS',
      headers: { 'access-control-request-method': 'POST' },
    });
    expect(response.status).toBe(401);
    await response.text();
  });

  test('an unknown path is told to those only who have the token', async () => {
    const stranger = await fetch(`${stage.url}/v1/secrets`);
    expect(stranger.status).toBe(401);
    await stranger.text();
    const known = await stage.ask('/v1/secrets?token=hush');
    expect(known.status).toBe(404);
    expect(await known.json()).toEqual({ ...FAILURE, problem: 'there is no GET /v1/secrets' });
  });

  test.each(EVERY_ROUTE)('%s by another method is 405 or another route', async (_title, face) => {
    const response = await stage.ask(face.path, { method: 'DELETE' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')?.split(', ')).toContain(face.method);
    expect(await response.json()).toEqual(FAILURE);
    expect(stage.calls).toEqual([]);
  });
});

describe('a wrong token', () => {
  afterEach(() => stage.stop());

  // One address may be wrong ten times: then there is another stage.
  const NINE = Array.from({ length: Math.ceil(GUARDED.length / 9) }, (_, page) =>
    GUARDED.slice(page * 9, page * 9 + 9),
  );

  test.each(NINE.map((routes) => [routes[0]?.[0], routes] as const))(
    'opens neither %s nor the eight after it',
    async (_title, routes) => {
      stage = await serveOverHttp();
      for (const [, face] of routes) {
        const [path, init] = rightRequest(face);
        const headers = { ...(init.headers as Record<string, string>), ...WRONG };
        const response = await fetch(stage.url + path, { ...init, headers });
        expect([face.path, response.status]).toEqual([face.path, 401]);
        expect(await response.json()).toEqual({ ...FAILURE, code: 'UNAUTHORIZED' });
      }
      expect(stage.calls).toEqual([]);
    },
  );

  test('that goes on is told to wait', async () => {
    stage = await serveOverHttp();
    const ask = () => fetch(`${stage.url}/v1/status`, { headers: WRONG });
    for (let guess = 0; guess < 10; guess++) expect((await ask()).status).toBe(401);
    const response = await ask();
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(50);
    expect(await response.json()).toEqual({ ...FAILURE, code: 'TOO_MANY' });
    expect((await stage.ask('/v1/status')).status).toBe(429);
    expect((await fetch(`${stage.url}/health`)).status).toBe(200);
    expect(stage.calls).toEqual([]);
  });
});

describe('without a token configured', () => {
  afterEach(() => stage.stop());

  test('health, readiness and open metrics are all that is served', async () => {
    stage = await serveOverHttp({ token: null, metricsOpen: true });
    const served: string[] = [];
    for (const [title, face] of EVERY_ROUTE) {
      const [path, init] = rightRequest(face);
      const response = await fetch(stage.url + path, init);
      await response.text();
      if (response.status === 200) served.push(title);
      else expect(response.status).toBe(403);
    }
    expect(served.sort()).toEqual(['GET /health', 'GET /metrics', 'GET /ready']);
    expect(stage.calls).toEqual([['ready'], ['metrics']]);
  });

  test('metrics that are not open are not served either', async () => {
    stage = await serveOverHttp({ token: null, metricsOpen: false });
    const response = await fetch(`${stage.url}/metrics`);
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({
      ...FAILURE,
      remedy: expect.stringMatching('ADMIN_TOKEN'),
    });
    expect(stage.calls).toEqual([]);
  });
});

describe('readiness', () => {
  afterEach(() => stage.stop());

  const unready = { ready: false, connected: false, leased: true, migrated: true };

  test('is a status, for those who read nothing else, while health goes on', async () => {
    stage = await serveOverHttp({ handlers: { ready: async () => unready } });
    const response = await fetch(`${stage.url}/ready`);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual(unready);
    expect((await fetch(`${stage.url}/health`)).status).toBe(200);
  });

  test('that cannot be told is none', async () => {
    stage = await serveOverHttp({ handlers: { ready: () => Promise.reject(new Error('hush')) } });
    const response = await fetch(`${stage.url}/ready`);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ ...FAILURE, code: 'INTERNAL' });
    expect(stage.faults).toHaveLength(1);
  });
});
