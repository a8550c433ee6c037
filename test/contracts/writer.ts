import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { WriteRequest } from '../../src/core/writer.js';
import type { ModelEffect } from '../../src/sandbox/model/model-fault.js';
import { untilTrue } from '../sandbox/until-true.js';
import { PLANTED_KEY, WriterStage } from './writer-stage.js';

export const ask: WriteRequest = {
  instructions: 'Leave one short comment, 30 to 220 characters.',
  conversation: [
    { by: 'other', text: 'Bugün pazarda domatesler çok güzeldi, herkese tavsiye ederim.' },
  ],
  maxTokens: 284,
};

/** Faults that strike each request, and what the writer says after how many of them. */
const STRUCK: readonly (readonly [
  effect: ModelEffect,
  said: { readonly status: string; readonly code: string; readonly reason?: RegExp },
  requests: number,
])[] = [
  [{ kind: 'rate-limit' }, { status: 'wait', code: 'MODEL_OVERLOADED' }, 1],
  [{ kind: 'rate-limit', retryAfterSeconds: 2 }, { status: 'wait', code: 'MODEL_OVERLOADED' }, 3],
  [{ kind: 'rate-limit', asDate: true }, { status: 'wait', code: 'MODEL_OVERLOADED' }, 1],
  [{ kind: 'error' }, { status: 'wait', code: 'MODEL_FAILED', reason: /500/ }, 3],
  [{ kind: 'error', status: 503 }, { status: 'wait', code: 'MODEL_FAILED', reason: /503/ }, 3],
  [{ kind: 'error', status: 408 }, { status: 'wait', code: 'MODEL_FAILED' }, 3],
  [{ kind: 'error', status: 409 }, { status: 'wait', code: 'MODEL_FAILED' }, 3],
  [
    { kind: 'error', status: 402 },
    { status: 'refused', code: 'MODEL_UNPAID', reason: /OPENAI_API_KEY/ },
    1,
  ],
  [
    { kind: 'error', status: 403 },
    { status: 'refused', code: 'MODEL_KEY_REFUSED', reason: /OPENAI_API_KEY/ },
    1,
  ],
  [
    { kind: 'error', status: 404 },
    { status: 'refused', code: 'MODEL_ADDRESS_WRONG', reason: /OPENAI_BASE_URL/ },
    1,
  ],
  [
    { kind: 'error', status: 413 },
    { status: 'refused', code: 'MODEL_TOO_SMALL', reason: /LLM_MODEL/ },
    1,
  ],
  [
    { kind: 'error', status: 400 },
    { status: 'refused', code: 'MODEL_REQUEST_REFUSED', reason: /LLM_MODEL/ },
    1,
  ],
  [{ kind: 'malformed' }, { status: 'wait', code: 'MODEL_ANSWER_MALFORMED' }, 3],
  [{ kind: 'cut' }, { status: 'wait', code: 'MODEL_UNREACHABLE', reason: /OPENAI_BASE_URL/ }, 3],
  [
    { kind: 'key-refused' },
    { status: 'refused', code: 'MODEL_KEY_REFUSED', reason: /OPENAI_API_KEY/ },
    1,
  ],
  [{ kind: 'no-model' }, { status: 'refused', code: 'MODEL_NOT_FOUND', reason: /LLM_MODEL/ }, 1],
  [{ kind: 'no-choices' }, { status: 'wait', code: 'MODEL_ANSWER_EMPTY' }, 1],
  [{ kind: 'empty' }, { status: 'wait', code: 'MODEL_ANSWER_EMPTY' }, 1],
  [{ kind: 'cut-short' }, { status: 'wait', code: 'MODEL_CUT_SHORT' }, 1],
  [{ kind: 'filtered' }, { status: 'wait', code: 'MODEL_FILTERED' }, 1],
  [{ kind: 'refusal-field' }, { status: 'wait', code: 'MODEL_REFUSED' }, 1],
  [{ kind: 'huge', kilobytes: 65 }, { status: 'wait', code: 'MODEL_ANSWER_TOO_LONG' }, 1],
  [{ kind: 'huge', kilobytes: 5_000 }, { status: 'wait', code: 'MODEL_ANSWER_TOO_LONG' }, 1],
];

/** What every Writer promises, in front of the sandbox's model. */
export function writerContract(): void {
  let stage: WriterStage;
  beforeEach(async () => {
    stage = await WriterStage.open();
  });
  afterEach(async () => {
    const { told } = stage;
    await stage.close();
    expect(told).not.toContain(PLANTED_KEY);
  });

  test('gives what the model wrote, and asks as the settings say', async () => {
    const written = await stage.write(ask);
    expect(written).toMatchObject({ status: 'written', cached: false });
    const [heard] = stage.model.heard;
    expect(heard).toMatchObject({
      model: 'llama3.1:8b',
      messages: [
        { role: 'system', text: ask.instructions },
        { role: 'user', text: ask.conversation[0]?.text },
      ],
    });
  });

  test('the account’s own words go as the model’s', async () => {
    await stage.write({
      ...ask,
      conversation: [{ by: 'self', text: 'Selam \ud83c' }, ...ask.conversation],
    });
    expect(stage.model.heard[0]?.messages[1]).toEqual({ role: 'assistant', text: 'Selam \ufffd' });
  });

  test('thoughts are no part of a text', async () => {
    stage.fault({ kind: 'think' });
    const written = await stage.write(ask);
    expect(written).toMatchObject({
      status: 'written',
      text: expect.not.stringMatching(/think|t\.me/),
    });
  });

  test.each(['refusal', 'prompt-leak', 'wrong-language', 'links'] as const)(
    'whether a text is right (%s) is for others to judge',
    async (kind) => {
      stage.fault({ kind });
      expect(await stage.write(ask)).toMatchObject({ status: 'written' });
    },
  );

  describe('each time that', () => {
    test.each(STRUCK)('%o strikes, it says so in words', async (effect, said, requests) => {
      stage.fault(effect);
      const written = await stage.write(ask);
      expect(written).toMatchObject({
        ...said,
        reason: expect.stringMatching(said.reason ?? /\w/),
      });
      expect(stage.model.heard).toHaveLength(requests);
      if (written.status === 'wait') expect(written.waitMs).toBeGreaterThan(0);
    });
  });

  test('asks again after a pause that grows, and then has its text', async () => {
    stage.fault({ kind: 'error', status: 503 }, { times: 2 });
    expect(await stage.write(ask)).toMatchObject({ status: 'written' });
    expect(stage.clock.pauses).toEqual([500, 1_000]);
  });

  test.each([{ asDate: false }, { asDate: true }])(
    'keeps to Retry-After: %o',
    async ({ asDate }) => {
      stage.fault({ kind: 'rate-limit', retryAfterSeconds: 7, asDate }, { times: 1 });
      expect(await stage.write(ask)).toMatchObject({ status: 'written' });
      expect(stage.clock.pauses).toEqual([7_000]);
    },
  );

  test('a long Retry-After is told on, and nobody asks before', async () => {
    stage.fault({ kind: 'rate-limit', retryAfterSeconds: 600 }, { times: 1 });
    expect(await stage.write(ask)).toMatchObject({ status: 'wait', waitMs: 600_000 });
    stage.clock.pass(599_999);
    expect(await stage.write(ask)).toMatchObject({ status: 'wait', code: 'MODEL_AWAY', waitMs: 1 });
    expect(stage.model.heard).toHaveLength(1);
    stage.clock.pass(1);
    expect(await stage.write(ask)).toMatchObject({ status: 'written' });
  });

  test('a slow answer is waited for', async () => {
    stage.fault({ kind: 'slow', ms: 29_000 });
    const written = stage.write(ask);
    await untilTrue(() => stage.modelClock.sleeping === 1);
    await stage.modelClock.run(stage.modelClock.now() + 29_000);
    expect(await written).toMatchObject({ status: 'written' });
  });

  test('no answer in time is a failure, and asked for again', async () => {
    stage.fault({ kind: 'hang' }, { times: 1 });
    const written = stage.write(ask);
    await untilTrue(() => stage.model.heard.length === 1);
    stage.clock.passDeadlines();
    expect(await written).toMatchObject({ status: 'written' });
    expect(stage.model.heard).toHaveLength(2);
  });

  test('a model that never answers costs its deadlines and no more', async () => {
    stage.fault({ kind: 'hang' });
    const written = stage.write(ask);
    for (const attempt of [1, 2, 3]) {
      await untilTrue(() => stage.model.heard.length === attempt);
      stage.clock.passDeadlines();
    }
    expect(await written).toMatchObject({ status: 'wait', code: 'MODEL_SLOW', reason: /30 s/ });
  });

  test('a stop ends it at once, with the reason of the stop', async () => {
    stage.fault({ kind: 'hang' });
    const stop = new AbortController();
    const written = stage.write(ask, stop.signal);
    await untilTrue(() => stage.model.heard.length === 1);
    const reason = new Error('stopping');
    stop.abort(reason);
    await expect(written).rejects.toBe(reason);
    await expect(stage.write(ask, stop.signal)).rejects.toBe(reason);
    expect(stage.model.heard).toHaveLength(1);
  });

  test('a parameter that the model does not take is left out from then on', async () => {
    stage.fault({ kind: 'parameter-refused', parameter: 'temperature' });
    stage.fault({ kind: 'parameter-refused', parameter: 'max_tokens' }, { skip: 1 });
    expect(await stage.write(ask)).toMatchObject({ status: 'written' });
    const asked = stage.model.heard.length;
    expect(await stage.write(ask)).toMatchObject({ status: 'written' });
    expect(stage.model.heard).toHaveLength(asked + 1);
  });
}
