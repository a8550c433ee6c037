import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ask } from '../../../test/contracts/writer.js';
import { PLANTED_KEY, WriterStage } from '../../../test/contracts/writer-stage.js';
import { untilTrue } from '../../../test/sandbox/until-true.js';
import { PostaciError } from '../../core/errors.js';

let stage: WriterStage;
beforeEach(async () => {
  stage = await WriterStage.open();
});
afterEach(async () => {
  const { told } = stage;
  await stage.close();
  expect(told).not.toContain(PLANTED_KEY);
});

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
