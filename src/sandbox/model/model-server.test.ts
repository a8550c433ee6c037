import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import OpenAI from 'openai';
import { languageOf } from '../../lib/language.js';
import { VirtualClock } from '../../lib/virtual-clock.js';
import type { ModelEffect } from './model-fault.js';
import { ModelFaults } from './model-faults.js';
import { MODELS, ModelServer } from './model-server.js';

let server: ModelServer;
let openai: OpenAI;
let baseURL: string;

beforeEach(async () => {
  const clock = new VirtualClock(Date.UTC(2026, 0, 1));
  const { signal } = new AbortController();
  server = new ModelServer({ clock, seed: 1, faults: new ModelFaults(1), signal });
  baseURL = await server.start(0);
  openai = new OpenAI({ baseURL, apiKey: 'any', maxRetries: 0 });
});

afterEach(() => server.stop());

const TURKISH = 'Bugün pazarda domatesler çok güzeldi, herkese tavsiye ederim.';

async function complete(system: string, user: string, more: Partial<{ max_tokens: number }> = {}) {
  const { choices } = await openai.chat.completions.create({
    model: MODELS[0],
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: user },
    ],
    ...more,
  });
  return choices[0];
}

const textFor = async (system: string, user: string) =>
  (await complete(system, user))?.message.content ?? '';

describe('the sandbox’s model, asked by the unmodified openai package,', () => {
  test('answers in the API’s form', async () => {
    const answer = await openai.chat.completions.create({
      model: 'llama3.1:8b',
      messages: [{ role: 'user', content: 'Hello there, how are you today?' }],
    });
    expect(answer).toMatchObject({
      id: expect.stringMatching(/^chatcmpl-/),
      object: 'chat.completion',
      created: Date.UTC(2026, 0, 1) / 1_000,
      model: 'llama3.1:8b',
      choices: [
        {
          index: 0,
          finish_reason: 'stop',
          message: { role: 'assistant', content: expect.stringMatching(/\w/), refusal: null },
        },
      ],
    });
    const { prompt_tokens, completion_tokens, total_tokens } = answer.usage ?? {};
    expect(total_tokens).toBe(Number(prompt_tokens) + Number(completion_tokens));
    expect(answer._request_id).toMatch(/^req_/);
  });

  test('lists its models', async () => {
    const names: string[] = [];
    for await (const { id } of openai.models.list()) names.push(id);
    expect(names).toEqual([...MODELS]);
    expect(await openai.models.retrieve('llama3.1:8b')).toMatchObject({ object: 'model' });
    await expect(openai.models.retrieve('gpt')).rejects.toMatchObject({ code: 'model_not_found' });
  });

  test.each([
    ['tr', TURKISH],
    ['ru', 'Сегодня на рынке были прекрасные помидоры, всем советую.'],
    ['en', 'The tomatoes at the market were wonderful today, go and get some.'],
  ])('writes in the language of the last message: %s', async (language, text) => {
    for (let at = 0; at < 10; at++) {
      expect(await languageOf(await textFor(`Comment ${at}.`, text))).toBe(language);
    }
  });

  test('writes in the language that it is told', async () => {
    expect(await languageOf(await textFor('Write in Russian, please.', TURKISH))).toBe('ru');
  });

  test('keeps to the length that it is told', async () => {
    for (let at = 0; at < 30; at++) {
      const text = await textFor(`${at}: 30 to 70 characters.`, TURKISH);
      expect(text.length).toBeLessThanOrEqual(70);
      expect(text.length).toBeGreaterThanOrEqual(14);
    }
  });

  test('answers the same question the same, whatever the boundary; a repair differently', async () => {
    const framed = (boundary: string) =>
      `[[data ${boundary}]]\n${TURKISH}\n[[end ${boundary}]]\nWrite.`;
    const first = await textFor('Comment.', framed('a1'));
    expect(await textFor('Comment.', framed('b2'))).toBe(first);
    const repairs = new Set<string>();
    for (const check of ['was too long', 'had a link in it', 'was empty', 'had a hashtag']) {
      repairs.add(await textFor(`Comment.\n\nYour last text ${check}.`, framed('a1')));
    }
    expect(repairs.size).toBeGreaterThan(2);
  });

  test('stops where the tokens end', async () => {
    expect(await complete('Comment.', TURKISH, { max_tokens: 3 })).toMatchObject({
      finish_reason: 'length',
      message: { content: expect.stringMatching(/^[\s\S]{12}$/) },
    });
  });

  test.each([
    [{ model: '' }, 'model'],
    [{ messages: [] }, 'messages'],
    [{ messages: [{ role: 'boss', content: 'x' }] }, 'messages[0].role'],
    [{ messages: [{ role: 'user', content: 7 }] }, 'messages[0].content'],
    [{ temperature: 3 }, 'temperature'],
    [{ max_tokens: 0 }, 'max_tokens'],
    [{ stream: true }, 'stream'],
  ])('refuses %j, naming the field', async (wrong, param) => {
    const body = { model: MODELS[0], messages: [{ role: 'user', content: 'x' }], ...wrong };
    await expect(openai.post('/chat/completions', { body })).rejects.toMatchObject({
      status: 400,
      param,
      type: 'invalid_request_error',
    });
  });

  test('has no other models, and nothing elsewhere', async () => {
    const body = { model: 'gpt', messages: [{ role: 'user', content: 'x' }] };
    await expect(openai.post('/chat/completions', { body })).rejects.toMatchObject({
      status: 404,
      code: 'model_not_found',
    });
    await expect(openai.post('/completions', { body })).rejects.toMatchObject({ status: 404 });
  });
});

describe('a fault of the sandbox’s model', () => {
  const CASES: readonly (readonly [ModelEffect, object])[] = [
    [
      { kind: 'rate-limit', retryAfterSeconds: 3 },
      { status: 429, code: 'rate_limit_exceeded' },
    ],
    [{ kind: 'error', status: 503 }, { status: 503 }],
    [{ kind: 'key-refused' }, { status: 401, code: 'invalid_api_key' }],
    [{ kind: 'no-model' }, { status: 404, code: 'model_not_found' }],
    [{ kind: 'malformed' }, { name: 'SyntaxError' }],
    [{ kind: 'cut' }, { name: 'TypeError' }],
  ];
  test.each(CASES)('%j is met by the client as from any endpoint', async (effect, error) => {
    server.faults.add({ effect });
    await expect(textFor('Comment.', TURKISH)).rejects.toMatchObject(error);
  });

  const CONTENTS: readonly (readonly [ModelEffect, RegExp])[] = [
    [{ kind: 'refusal' }, /yapay zeka/],
    [{ kind: 'prompt-leak' }, /^Comment\.$/],
    [{ kind: 'wrong-language' }, /[а-я]/],
    [{ kind: 'links' }, /https:\/\/t\.me/],
    [{ kind: 'empty' }, /^$/],
    [{ kind: 'think' }, /^<think>[\s\S]*<\/think>/],
    [{ kind: 'huge', kilobytes: 2 }, /^[\s\S]{1900,}$/],
  ];
  test.each(CONTENTS)('%j is in the text', async (effect, content) => {
    server.faults.add({ effect });
    expect(await textFor('Comment.', TURKISH)).toMatch(content);
  });

  test('strikes after so many, so often, and then no more', async () => {
    server.faults.add({ effect: { kind: 'empty' }, skip: 1, times: 2 });
    const texts: string[] = [];
    for (let at = 0; at < 4; at++) texts.push(await textFor('Comment.', TURKISH));
    expect(texts.map((text) => text === '')).toEqual([false, true, true, false]);
    expect(server.faults.list()).toMatchObject([{ struck: 2 }]);
    expect(server.heard.map(({ fault }) => fault)).toEqual([null, 'empty', 'empty', null]);
  });

  test('with a probability strikes the same requests with the same seed', () => {
    const draws = () => {
      const faults = new ModelFaults(7);
      faults.add({ effect: { kind: 'empty' }, probability: 0.5 });
      return Array.from({ length: 40 }, () => faults.strike() !== undefined);
    };
    const struck = draws().filter(Boolean).length;
    expect(draws()).toEqual(draws());
    expect(struck).toBeGreaterThan(5);
    expect(struck).toBeLessThan(35);
  });
});
