import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { DEFAULT_LLM_SETTINGS } from '../../core/llm-settings.js';
import { secret } from '../../lib/secret.js';
import { pingModel } from './ping.js';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

async function endpoint(listener: RequestListener): Promise<string> {
  const listening = createServer(listener);
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}/v1`;
}

const listing = (...ids: readonly string[]) =>
  endpoint((request, response) => {
    response.statusCode = request.url === '/v1/models' ? 200 : 404;
    response.end(JSON.stringify({ object: 'list', data: ids.map((id) => ({ id })) }));
  });

const ping = (baseUrl: string, model = 'llama3.1:8b', key?: string) =>
  pingModel({
    ...DEFAULT_LLM_SETTINGS,
    baseUrl,
    model,
    ...(key === undefined ? {} : { apiKey: secret(key) }),
  });

describe('a look at the model', () => {
  test('finds it, also by Ollama’s short name', async () => {
    const baseUrl = await listing('llama3.1:8b', 'qwen3:latest');
    expect(await ping(baseUrl)).toEqual({ ok: true, found: `llama3.1:8b at ${baseUrl}` });
    expect(await ping(baseUrl, 'qwen3')).toMatchObject({ ok: true });
  });

  test('names what is there instead', async () => {
    const baseUrl = await listing('qwen3:8b', 'gemma\u202e3');
    expect(await ping(baseUrl)).toEqual({
      ok: false,
      found: `${baseUrl} has no model llama3.1:8b, but qwen3:8b, gemma?3. → Correct LLM_MODEL, or install it there (ollama pull llama3.1:8b)`,
    });
  });

  test('shows the key to the endpoint, and says when it is not accepted, without it', async () => {
    const heard: (string | undefined)[] = [];
    const baseUrl = await endpoint((request, response) => {
      heard.push(request.headers.authorization);
      response.statusCode = 401;
      response.end('Incorrect API key provided: sk-opensesame');
    });
    const { ok, found } = await ping(baseUrl, 'gpt', 'sk-opensesame');
    expect({ ok, heard }).toEqual({ ok: false, heard: ['Bearer sk-opensesame'] });
    expect(found).toMatch(/does not accept the key \(401\)\. → Correct OPENAI_API_KEY$/);
  });

  test('is content with an endpoint that lists no models', async () => {
    const baseUrl = await endpoint((_request, response) => {
      response.statusCode = 404;
      response.end();
    });
    expect(await ping(baseUrl)).toEqual({ ok: true, found: `${baseUrl} answers` });
  });

  test.each([
    ['a page', 200, '<html>Welcome</html>', /does not answer \(what came is no JSON\)/],
    ['other JSON', 200, '{"status":"ok"}', /answers 200, with no list of models/],
    ['a failure', 502, 'Bad gateway', /answers 502, with no list of models/],
  ])('is not content with %s', async (_what, status, body, found) => {
    const baseUrl = await endpoint((_request, response) => {
      response.statusCode = status;
      response.end(body);
    });
    expect(await ping(baseUrl)).toEqual({ ok: false, found: expect.stringMatching(found) });
  });

  test('says that nobody is there, and what to do', async () => {
    const baseUrl = await listing();
    server?.close();
    server?.closeAllConnections();
    const { ok, found } = await ping(baseUrl);
    expect(ok).toBe(false);
    expect(found).toMatch(/does not answer \(ECONNREFUSED\)\. → Start the model/);
  });
});
