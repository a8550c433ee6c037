import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { WritingTask } from '../../src/core/author.js';
import { createAuthor } from '../../src/writing/author.js';
import { BUILT_IN_PROMPTS } from '../../src/writing/prompts.js';
import { PLANTED_KEY, WriterStage } from './writer-stage.js';

const POSTS: Readonly<Record<string, string>> = {
  tr: 'Bu sabah balkonda yetiştirdiğim domatesleri topladım, beş saksıdan iki kilo çıktı.',
  ru: 'Сегодня утром собрал помидоры с балкона: из пяти горшков вышло два килограмма.',
  en: 'Picked the tomatoes from my balcony this morning: two kilos out of five pots.',
};

function taskFor(text: string): WritingTask {
  return {
    purpose: 'comment',
    conversation: [{ by: 'other', text }],
    variables: { title: 'Bahçe' },
    rules: {
      minLength: 30,
      maxLength: 220,
      maxEmojis: 1,
      languages: [],
      strict: false,
      allowed: [],
    },
    recent: [],
  };
}

/** The whole of writing: the author with its prompts and checks, the writer, and the sandbox's model. */
export function authorOnSandbox(): void {
  let stage: WriterStage;
  beforeEach(async () => {
    stage = await WriterStage.open();
  });
  afterEach(async () => {
    const { told } = stage;
    await stage.close();
    expect(told).not.toContain(PLANTED_KEY);
  });
  const { signal } = new AbortController();
  const author = () =>
    createAuthor({ writer: stage.writer, prompts: BUILT_IN_PROMPTS, logger: stage.log.logger });

  test.each(Object.entries(POSTS))('a post in %s gets its comment', async (language, post) => {
    expect(await author().write(taskFor(post), signal)).toMatchObject({
      status: 'ready',
      language,
    });
  });

  test.each(['refusal', 'prompt-leak', 'wrong-language', 'links'] as const)(
    'a text with %s is asked for again, and what comes then is right',
    async (kind) => {
      stage.fault({ kind }, { times: 1 });
      const draft = await author().write(taskFor(POSTS.tr ?? ''), signal);
      expect(draft).toMatchObject({ status: 'ready', language: 'tr' });
      expect(stage.model.heard).toHaveLength(2);
    },
  );

  test.each(['refusal', 'prompt-leak', 'wrong-language', 'links'] as const)(
    'a model that goes on with %s gets nothing out',
    async (kind) => {
      stage.fault({ kind });
      const draft = await author().write(taskFor(POSTS.ru ?? ''), signal);
      expect(draft.status).toBe('dropped');
    },
  );

  test('a model that is away means later', async () => {
    stage.fault({ kind: 'error', status: 503 });
    expect(await author().write(taskFor(POSTS.en ?? ''), signal)).toMatchObject({
      status: 'later',
    });
  });
}
