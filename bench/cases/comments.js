// What commenting costs beside the model: from a new post to its stored intent with few and many posts known,
// from a model's text to a checked one, and from a question asked before to its cached answer.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createWriter } from '../../dist/adapters/llm/writer.js';
import { NO_COMMENTS } from '../../dist/core/comment-settings.js';
import { DEFAULT_LLM_SETTINGS } from '../../dist/core/llm-settings.js';
import { MemoryCache } from '../../dist/lib/memory-cache.js';
import { systemClock } from '../../dist/lib/system-clock.js';
import { createAuthor } from '../../dist/writing/author.js';
import { BUILT_IN_PROMPTS } from '../../dist/writing/prompts.js';
import { commentsStage, SILENT } from '../support/comments-stage.js';
import { summarise } from '../support/statistics.js';

const POSTS = 200;
const TEXTS = 300;
const RECENT = 50;
const HITS = 1_000;
const SECOND_MS = 1_000;
const FIXTURES = new URL('../../src/writing/fixtures/good-comments.json', import.meta.url);
const never = new AbortController().signal;

/** @returns figures in milliseconds, those of the cache in microseconds */
export async function measureComments(sizes) {
  return {
    postToIntentMs: await measurePosts(sizes),
    checkedTextMs: await measureChecks(),
    cacheHitUs: await measureCache(),
  };
}

/** The stages stand side by side: what else the machine does strikes all of them alike. */
async function measurePosts(sizes) {
  const stages = [];
  try {
    for (const size of sizes) {
      stages.push({ size, stage: await commentsStage(size), figures: [] });
    }
    for (let n = 0; n < POSTS; n++) {
      for (const { stage, figures } of stages) figures.push(await postToIntent(stage, n));
    }
    return Object.fromEntries(stages.map(({ size, figures }) => [size, summarise(figures)]));
  } finally {
    for (const { stage } of stages) await stage.stop();
  }
}

/** From a post's push to its comment's commit: heard, noted, foreseen, looked at again, proposed. */
async function postToIntent({ clock, proposals, publishes }, n) {
  const began = performance.now();
  const committed = proposals.next(publishes(n, `Sahil yolu pazartesi günü açılıyor, ${n}`));
  await clock.run(clock.now() + 5 * SECOND_MS);
  const at = await within(committed, `the comment on post ${n}`);
  // It is sent, and written down as such.
  await clock.run(clock.now() + 30 * SECOND_MS);
  return at - began;
}

/** Texts that pass every check, each compared with fifty others. */
async function measureChecks() {
  const comments = JSON.parse(await readFile(FIXTURES, 'utf8'));
  let next;
  const author = createAuthor({
    writer: { write: async () => ({ status: 'written', text: next, cached: false }) },
    prompts: BUILT_IN_PROMPTS,
    logger: SILENT,
  });
  const figures = [];
  // The first ones load what languages are told apart by.
  for (let n = -20; n < TEXTS; n++) {
    const at = (n + 20) % comments.length;
    const others = Array.from(
      { length: RECENT },
      (_, k) => comments[(at + 1 + k) % comments.length],
    );
    next = comments[at].text;
    const task = {
      purpose: 'comment',
      conversation: [{ by: 'other', text: comments[at].post }],
      variables: { title: 'Kanal' },
      rules: NO_COMMENTS.writing,
      recent: others.flatMap(({ text }) => (text === next ? [] : text)),
    };
    const began = performance.now();
    const draft = await author.write(task, never);
    if (n >= 0) figures.push(performance.now() - began);
    if (draft.status !== 'ready') throw new Error(`"${next}" was ${draft.status}: ${draft.reason}`);
  }
  return summarise(figures);
}

/** The cache of one process, behind the writer. */
async function measureCache() {
  const message = { role: 'assistant', content: 'Buna çok sevindim.' };
  const usage = { prompt_tokens: 50, completion_tokens: 10, total_tokens: 60 };
  const choices = [{ index: 0, finish_reason: 'stop', message }];
  const answer = { id: 'a', object: 'chat.completion', created: 1, model: 'bench', choices, usage };
  let asked = 0;
  const server = createServer((_, response) => {
    asked++;
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${server.address().port}/v1`;
  const writer = createWriter({
    settings: () => ({ ...DEFAULT_LLM_SETTINGS, baseUrl }),
    clock: systemClock,
    logger: SILENT,
    cache: new MemoryCache(systemClock),
    usage: {
      reserve: async (model, tokens) => ({ day: '2026-06-10', model, tokens }),
      settle: async () => undefined,
    },
  });
  try {
    const figures = [];
    for (let n = 0; n <= HITS; n++) {
      const began = performance.now();
      const written = await writer.write(
        {
          instructions: 'Write a comment.',
          conversation: [{ by: 'other', text: 'Sahil yolu açılıyor.' }],
          maxTokens: 284,
          cacheKey: 'a post',
        },
        never,
      );
      if (written.status !== 'written') throw new Error(`nothing was written: ${written.reason}`);
      // The first one fills the cache.
      if (n > 0) figures.push(1_000 * (performance.now() - began));
    }
    if (asked !== 1) throw new Error(`the model was asked ${asked} times`);
    return summarise(figures);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** Time does not pass by itself: what has not come by now does not come. */
function within(promise, what) {
  return Promise.race([
    promise,
    new Promise((_, reject) => {
      setTimeout(() => reject(new Error(`${what} did not come`)), 5_000).unref();
    }),
  ]);
}
