import { afterEach, describe, expect, test } from '@jest/globals';
import { type HttpStage, jsonOf, serveOverHttp } from '../../test/support/control-over-http.js';
import { PostaciError } from '../core/errors.js';

const HUSH = 'postgres://ada:hush@db/postaci';

describe('what a handler throws', () => {
  let stage: HttpStage;
  afterEach(() => stage.stop());

  test.each([
    [400, new PostaciError('USAGE', 'no such group', 'Say another.')],
    [400, new PostaciError('CONFIG_INVALID', 'MESSAGES_PER_DAY is no number', 'Write one.')],
    [409, new PostaciError('DATABASE_UNREACHABLE', 'gone', 'Start it.')],
    [409, new PostaciError('ACCOUNT_FROZEN', 'frozen', 'Appeal.')],
  ])('is told with %d when it is meant for people (case %#)', async (status, error) => {
    stage = await serveOverHttp({ handlers: { status: () => Promise.reject(error) } });
    const response = await stage.ask('/v1/status');
    expect(response.status).toBe(status);
    const { code, problem, remedy } = error;
    expect(await response.json()).toEqual({ code, problem, remedy });
    expect(stage.faults).toEqual([]);
  });

  test.each([
    new Error(HUSH),
    Object.assign(new Error(HUSH), { statusCode: 302 }),
    Object.assign(new Error(HUSH), { statusCode: 500 }),
    HUSH,
    undefined,
    { problem: HUSH },
  ])('is a fault otherwise (case %#): the log is told, the caller nothing', async (thrown) => {
    stage = await serveOverHttp({ handlers: { pause: () => Promise.reject(thrown) } });
    const response = await stage.ask('/v1/pause', jsonOf({ scope: '*' }));
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({
      code: 'INTERNAL',
      remedy: expect.stringMatching(/log/),
    });
    expect(text).not.toMatch(/hush|at .*\.ts/);
    expect(stage.faults).toEqual([thrown]);
  });

  test('at once is told like what it throws later', async () => {
    stage = await serveOverHttp({
      handlers: {
        users: () => {
          throw new Error(HUSH);
        },
      },
    });
    expect((await stage.ask('/v1/users')).status).toBe(500);
    expect(stage.faults).toHaveLength(1);
  });
});
