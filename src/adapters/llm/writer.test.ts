import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ask } from '../../../test/contracts/writer.js';
import { PLANTED_KEY, WriterStage } from '../../../test/contracts/writer-stage.js';
import { untilTrue } from '../../../test/sandbox/until-true.js';
import { PostaciError } from '../../core/errors.js';
import { Releasers } from '../../lib/releasers.js';

let stage: WriterStage;
let releasers = new Releasers();
beforeEach(async () => {
  stage = await WriterStage.open();
});
afterEach(async () => {
  const { told } = stage;
  await stage.close();
  await releasers.release();
  releasers = new Releasers();
  expect(told).not.toContain(PLANTED_KEY);
});

/** Another endpoint than the sandbox's, which the writer is told to use. */
async function endpoint(answer: RequestListener): Promise<void> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  releasers.add('endpoint', () => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  stage.settings = { ...stage.settings, baseUrl: `http://127.0.0.1:${port}/v1` };
}

describe('a model that is away', () => {
  test('is left alone after five failures in a row, for a minute, then for two; one may try', async () => {
    stage.fault({ kind: 'error', status: 503 }, { times: 6 });
    await stage.write(ask);
    expect(await stage.write(ask)).toMatchObject({ code: 'MODEL_FAILED', waitMs: 60_000 });
    expect(stage.model.heard).toHaveLength(5);
    expect(await stage.write(ask)).toMatchObject({ code: 'MODEL_AWAY', waitMs: 60_000 });
    expect(stage.model.heard).toHaveLength(5);
    stage.clock.pass(60_000);
    expect(await stage.write(ask)).toMatchObject({ code: 'MODEL_FAILED', waitMs: 120_000 });
    expect(stage.model.heard).toHaveLength(6);
    stage.clock.pass(120_000);
    expect(await stage.write(ask)).toMatchObject({ status: 'written' });
    const told = stage.log.lines.filter(({ level }) => level !== 'debug');
    expect(told.map(({ level }) => level)).toEqual(['warn', 'info']);
  });

  test('is no failure of the model when it was asked and then not waited for', async () => {
    stage.fault({ kind: 'rate-limit', retryAfterSeconds: 60 }, { times: 1 });
    stage.fault({ kind: 'hang' }, { times: 1 });
    await stage.write(ask);
    stage.clock.pass(60_000);
    const stop = new AbortController();
    const trial = stage.write(ask, stop.signal);
    await untilTrue(() => stage.model.heard.length === 2);
    stop.abort(new Error('stopping'));
    await expect(trial).rejects.toThrow('stopping');
    expect(await stage.write(ask)).toMatchObject({ status: 'written' });
  });

  test('that nobody can reach is named by its variable', async () => {
    await endpoint(() => undefined);
    await releasers.release();
    expect(await stage.write(ask)).toMatchObject({
      status: 'wait',
      code: 'MODEL_UNREACHABLE',
      reason: expect.stringMatching(/OPENAI_BASE_URL.*ECONNREFUSED/),
    });
    expect(stage.usage.used).toEqual({ input: 0, output: 0 });
  });
});

describe('the caps of a day', () => {
  test('let nothing out that could break them, until the day is over', async () => {
    stage.settings = { ...stage.settings, tokensPerDay: 500 };
    const results = [];
    for (let at = 0; at < 10; at++) results.push(await stage.write(ask));
    const { input, output } = stage.usage.used;
    expect(input + output).toBeLessThanOrEqual(500);
    expect(results.filter(({ status }) => status === 'written').length).toBeGreaterThan(1);
    expect(results.at(-1)).toMatchObject({ code: 'MODEL_CAP_REACHED', waitMs: 86_400_000 });
    stage.clock.pass(86_400_000);
    stage.usage.used = { input: 0, output: 0 };
    expect(await stage.write(ask)).toMatchObject({ status: 'written' });
  });

  test('count money too', async () => {
    const moneyPerDay = { perDay: 0.000_1, inputPerMillion: 1, outputPerMillion: 1 };
    stage.settings = { ...stage.settings, moneyPerDay };
    expect(await stage.write(ask)).toMatchObject({ code: 'MODEL_CAP_REACHED' });
    expect(stage.model.heard).toHaveLength(0);
  });

  test('count what the endpoint says was used; for no answer all that it can have been', async () => {
    await stage.write(ask);
    const one = stage.usage.used;
    expect(one.input).toBeLessThan(60);
    stage.fault({ kind: 'error' }, { times: 1 });
    await stage.write(ask);
    expect(stage.usage.used).toEqual({ input: 2 * one.input, output: 2 * one.output });
    stage.fault({ kind: 'cut' }, { times: 1 });
    await stage.write(ask);
    expect(stage.usage.used.output).toBe(3 * one.output + ask.maxTokens);
  });
});

describe('answers that are kept', () => {
  const keyed = { ...ask, cacheKey: 'post 7' };

  test('are given again for a while, and cost nothing', async () => {
    const first = await stage.write(keyed);
    const again = await stage.write({ ...keyed, instructions: 'anything' });
    expect(again).toEqual({ ...first, cached: true });
    expect(stage.model.heard).toHaveLength(1);
    stage.clock.pass(900_000);
    expect(await stage.write(keyed)).toEqual({ ...first, cached: false });
  });

  test('are not those of another key or model, nor of no key', async () => {
    await stage.write(keyed);
    await stage.write({ ...ask, cacheKey: 'post 8' });
    await stage.write(ask);
    stage.settings = { ...stage.settings, model: 'sandbox-small' };
    await stage.write(keyed);
    expect(stage.model.heard.map(({ model }) => model)).toEqual([
      'llama3.1:8b',
      'llama3.1:8b',
      'llama3.1:8b',
      'sandbox-small',
    ]);
  });

  test('are only good ones', async () => {
    stage.fault({ kind: 'empty' }, { times: 1 });
    expect(await stage.write(keyed)).toMatchObject({ status: 'wait' });
    expect(await stage.write(keyed)).toMatchObject({ status: 'written', cached: false });
  });

  test('serve whoever asked the same meanwhile', async () => {
    const [first, second] = await Promise.all([stage.write(keyed), stage.write(keyed)]);
    expect(second).toEqual({ ...first, cached: true });
    expect(stage.model.heard).toHaveLength(1);
  });
});

describe('requests at a time', () => {
  test.each([1, 3])('are no more than %i', async (maxConcurrent) => {
    stage.settings = { ...stage.settings, maxConcurrent };
    stage.fault({ kind: 'slow' });
    const asked = Array.from({ length: 6 }, () => stage.write(ask));
    for (let heard = maxConcurrent; heard <= 6; heard += maxConcurrent) {
      await untilTrue(() => stage.model.heard.length >= heard);
      expect(stage.modelClock.sleeping).toBe(maxConcurrent);
      expect(stage.model.heard).toHaveLength(heard);
      await stage.modelClock.run(stage.modelClock.now() + 5_000);
    }
    for (const written of await Promise.all(asked)) expect(written.status).toBe('written');
  });
});

describe('an endpoint that', () => {
  test('repeats the key in its error does not bring it among people', async () => {
    await endpoint((request, response) => {
      response.writeHead(401, { 'content-type': 'application/json' });
      const message = `bad ${request.headers.authorization} and ${encodeURIComponent(PLANTED_KEY)}`;
      response.end(JSON.stringify({ error: { message } }));
    });
    const written = await stage.write(ask);
    expect(written).toMatchObject({
      code: 'MODEL_KEY_REFUSED',
      reason: expect.stringContaining('***'),
    });
  });

  test('repeats the key as its text of a page does not either', async () => {
    await endpoint((request, response) => {
      response.writeHead(400, { 'content-type': 'text/html' });
      response.end(`<h1>${request.headers.authorization}</h1>${'x'.repeat(10_000)}`);
    });
    const written = await stage.write(ask);
    expect(written.status).toBe('refused');
    expect(inspect(written).length).toBeLessThan(700);
  });

  test.each([
    ['a page', 'text/html', '<html>Log in to this network</html>'],
    ['JSON of something else', 'application/json', '{"hello":1}'],
    ['JSON null', 'application/json', 'null'],
  ])('answers %s is no language model', async (_name, type, body) => {
    await endpoint((_request, response) => {
      response.writeHead(200, { 'content-type': type });
      response.end(body);
    });
    expect(await stage.write(ask)).toMatchObject({
      status: 'wait',
      code: 'MODEL_ANSWER_MALFORMED',
    });
  });

  test('sends elsewhere is not followed', async () => {
    let asked = 0;
    await endpoint((_request, response) => {
      asked++;
      response.writeHead(308, { location: `${stage.settings.baseUrl}/elsewhere` }).end();
    });
    expect(await stage.write(ask)).toMatchObject({
      status: 'refused',
      code: 'MODEL_ADDRESS_WRONG',
      reason: expect.stringContaining('OPENAI_BASE_URL'),
    });
    expect(asked).toBe(1);
  });

  test('asks for no key gets none', async () => {
    const seen: (string | undefined)[] = [];
    await endpoint((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(404).end();
    });
    await stage.write(ask);
    const { apiKey: _key, ...keyless } = stage.settings;
    stage.settings = keyless;
    await stage.write(ask);
    expect(seen).toEqual([`Bearer ${PLANTED_KEY}`, undefined]);
  });

  test('complains of a parameter that was not sent is not asked for ever', async () => {
    await endpoint((_request, response) => {
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { message: 'no', param: 'top_p' } }));
    });
    expect(await stage.write(ask)).toMatchObject({ code: 'MODEL_REQUEST_REFUSED' });
  });
});

test.each(['localhost:11434', 'ftp://model/v1', 'http://name:secret@model/v1', ''])(
  'the address %j is refused with its variable, and nothing is sent',
  async (baseUrl) => {
    stage.settings = { ...stage.settings, baseUrl };
    const written = await stage.write(ask);
    expect(written).toMatchObject({ status: 'refused', code: 'MODEL_ADDRESS_WRONG' });
    expect(inspect(written)).toContain('OPENAI_BASE_URL');
    expect(inspect(written)).not.toContain('secret@');
  },
);

test('a database out of reach is told, and nothing is asked', async () => {
  const error = new PostaciError('DATABASE_UNREACHABLE', 'The database is away', 'Start it');
  stage.usage.reserve = () => Promise.reject(error);
  expect(await stage.write(ask)).toMatchObject({
    status: 'wait',
    code: 'DATABASE_UNREACHABLE',
    reason: 'The database is away. Start it',
  });
  expect(stage.model.heard).toHaveLength(0);
});

test('what nobody foresaw throws nothing, and tells nothing that may be secret', async () => {
  stage.usage.reserve = () => Promise.reject(new Error(`a bug with ${PLANTED_KEY}`));
  expect(await stage.write(ask)).toMatchObject({ status: 'wait', code: 'MODEL_FAILED' });
  expect(stage.model.heard).toHaveLength(0);
});

test('what was used and cannot be written down does not cost the text', async () => {
  stage.usage.settle = () => Promise.reject(new Error('a database out of reach'));
  expect(await stage.write(ask)).toMatchObject({ status: 'written' });
  expect(stage.log.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
});
