import { describe, expect, test } from '@jest/globals';
import { silentLogger } from '../../test/support/silent-logger.js';
import type { WritingRules, WritingTask } from '../core/author.js';
import type { WriteRequest, Written } from '../core/writer.js';
import { createAuthor } from './author.js';
import { BUILT_IN_PROMPTS } from './prompts.js';

const GOOD = 'A quieter motor must be a relief for everyone who lives there.';
const BAD = 'A quieter motor must be a relief, see evil.com for everyone.';
const POST = 'We repaired the old lighthouse: new glass and a quieter motor.';

const RULES: WritingRules = {
  minLength: 10,
  maxLength: 200,
  maxEmojis: 1,
  languages: [],
  strict: false,
  allowed: [],
};

const written = (text: string): Written => ({ status: 'written', text, cached: false });

/** An author whose model gives these answers, one after the other; what was asked and counted is kept. */
function stage(answers: readonly Written[]) {
  const requests: WriteRequest[] = [];
  const counted: string[] = [];
  const author = createAuthor({
    writer: {
      write: async (request) => {
        requests.push(request);
        const answer = answers[requests.length - 1];
        if (!answer) throw new Error('it was asked too often');
        return answer;
      },
    },
    prompts: BUILT_IN_PROMPTS,
    logger: silentLogger,
    stats: { count: (event, what) => counted.push(`${event} ${what}`) },
    drawBoundary: () => 'b0b0b0b0',
  });
  const write = (changes: Partial<WritingTask> = {}, signal = new AbortController().signal) =>
    author.write(
      {
        purpose: 'comment',
        conversation: [{ by: 'other', text: POST }],
        variables: {},
        rules: RULES,
        recent: [],
        ...changes,
      },
      signal,
    );
  return { write, requests, counted };
}

describe('an author', () => {
  test('gives out what is right', async () => {
    const { write, requests, counted } = stage([written(GOOD)]);
    expect(await write({ cacheKey: 'post 7' })).toEqual({
      status: 'ready',
      text: GOOD,
      language: 'en',
    });
    expect(requests).toMatchObject([{ cacheKey: 'post 7', maxTokens: 264 }]);
    expect(counted).toEqual(['ready comment']);
  });

  test('mends the edges of a text', async () => {
    const { write, counted } = stage([written(`Comment: "${GOOD}"\n`)]);
    expect(await write()).toMatchObject({ status: 'ready', text: GOOD });
    expect(counted).toEqual([
      'mended white-space',
      'mended label',
      'mended quotes',
      'ready comment',
    ]);
  });

  test('has what is not right written once more, and never gets the same from the cache', async () => {
    const { write, requests, counted } = stage([written(BAD), written(GOOD)]);
    expect(await write({ cacheKey: 'post 7' })).toMatchObject({ status: 'ready', text: GOOD });
    expect(requests[1]).not.toHaveProperty('cacheKey');
    expect(requests[1]?.conversation).toEqual(requests[0]?.conversation);
    expect(requests[1]?.instructions).toBe(
      `${requests[0]?.instructions}\n\nYour last text had a link or an address of the web in it. Write another one that keeps to all of the above.`,
    );
    expect(counted).toEqual(['wrong links', 'repaired comment']);
  });

  test('drops what is wrong twice, with the check and what it saw', async () => {
    const { write, requests, counted } = stage([written('As an AI, I like it.'), written(BAD)]);
    expect(await write()).toEqual({
      status: 'dropped',
      check: 'links',
      reason: '`evil.com` is a link',
    });
    expect(requests).toHaveLength(2);
    expect(counted).toEqual(['wrong model-talk', 'wrong links', 'dropped links']);
  });

  test('notices what gives away the words of the repair', async () => {
    const leak = 'Write another one that keeps to all of the above, dear reader.';
    const { write } = stage([written(BAD), written(leak)]);
    expect(await write()).toMatchObject({ status: 'dropped', check: 'prompt-leak' });
  });

  test('that is strict neither mends nor repairs', async () => {
    const strict = { rules: { ...RULES, strict: true } };
    const quoted = stage([written(`"${GOOD}"`)]);
    expect(await quoted.write(strict)).toMatchObject({ status: 'dropped', check: 'shape' });
    expect(quoted.requests).toHaveLength(1);
    expect(await stage([written(` ${GOOD}\n`)]).write(strict)).toMatchObject({ text: GOOD });
  });

  test.each([[[]], [[written(BAD)]]])(
    'passes on what the model’s adapter says, also at the repair',
    async (before) => {
      const wait = {
        status: 'wait',
        code: 'LLM_SLOW',
        reason: 'it is slow',
        waitMs: 5_000,
      } as const;
      expect(await stage([...before, wait]).write()).toEqual({
        status: 'later',
        reason: 'it is slow',
        waitMs: 5_000,
      });
      const refused = { status: 'refused', code: 'LLM_KEY', reason: 'the key is wrong' } as const;
      expect(await stage([...before, refused]).write()).toEqual({
        status: 'refused',
        reason: 'the key is wrong',
      });
    },
  );

  test('puts the disclosure below the text, which counts alone for the length', async () => {
    const rules = {
      ...RULES,
      maxLength: GOOD.length,
      disclosure: 'Written by a program, see evil.com',
    };
    const { write } = stage([written(GOOD)]);
    expect(await write({ rules })).toMatchObject({
      text: `${GOOD}\n\nWritten by a program, see evil.com`,
    });
  });

  test('wants the language of what is answered', async () => {
    const russian = 'Тише мотор — спокойнее соседям, это правда важно.';
    const conversation = [
      { by: 'other', text: 'Мы починили старый маяк: новое стекло и тихий мотор.' },
      { by: 'self', text: 'Nice' },
    ] as const;
    const { write, requests } = stage([written(GOOD), written(russian)]);
    expect(await write({ conversation })).toMatchObject({ text: russian, language: 'ru' });
    expect(requests[0]?.instructions).toContain('Write in Russian');
    expect(requests[1]?.instructions).toContain('was not written in ru alone');
  });

  test('wants an allowed language rather than that of the post', async () => {
    const { write, requests } = stage([written(GOOD), written(GOOD)]);
    const rules = { ...RULES, languages: ['tr', 'ru'] };
    expect(await write({ rules })).toMatchObject({ status: 'dropped', check: 'language' });
    expect(requests[0]?.instructions).toContain('Write in Turkish');
  });

  test('stops when it is told to, also behind the model', async () => {
    const stop = new AbortController();
    stop.abort(new Error('the day is over'));
    const { write, requests } = stage([written(GOOD)]);
    await expect(write({}, stop.signal)).rejects.toThrow('the day is over');
    expect(requests).toHaveLength(0);
  });

  test('sees a text that goes on and on', async () => {
    const endless = written(`${GOOD} `.repeat(5_000));
    expect(await stage([endless, endless]).write()).toMatchObject({
      status: 'dropped',
      check: 'length',
    });
  });
});
