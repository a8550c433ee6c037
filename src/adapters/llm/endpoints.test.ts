import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ask } from '../../../test/contracts/writer.js';
import { PLANTED_KEY, WriterStage } from '../../../test/contracts/writer-stage.js';
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

describe('a model', () => {
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
