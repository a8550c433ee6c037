import { randomBytes } from 'node:crypto';
import type { Author, Draft, WritingTask } from '../core/author.js';
import type { Logger } from '../core/logger.js';
import type { WriteRequest, Writer } from '../core/writer.js';
import { languageOf } from '../lib/language.js';
import { type CheckFacts, MAX_CHECKED } from './checks/check.js';
import { firstFinding } from './checks/order.js';
import { withDisclosure } from './disclosure.js';
import { fenced } from './fence.js';
import { inspect } from './inspect.js';
import { normalise } from './normalise.js';
import { instructionsFor } from './prompts.js';
import type { Prompts } from './read-prompts.js';

/** Counts what becomes of texts, for metrics. */
export interface WritingStats {
  /**
   * @param event `ready`, `repaired` (ready at the second attempt), `mended`, `wrong`, `dropped`
   * @param what the purpose, the mending's name, or the check's
   */
  count(event: 'ready' | 'repaired' | 'mended' | 'wrong' | 'dropped', what: string): void;
}

/** What an author is made of. */
export interface AuthorParts {
  readonly writer: Writer;
  /** See `readPrompts`. */
  readonly prompts: Prompts;
  readonly logger: Logger;
  readonly stats?: WritingStats;
  /** @default 96 random bits */
  readonly drawBoundary?: () => string;
}

/** Of an answer, in UTF-16 units: enough to be seen to be too long. */
const MAX_READ = 2 * MAX_CHECKED;
/** The fewest tokens a model is given: some begin with white space or a label. */
const SPARE_TOKENS = 64;

type Attempt =
  | { readonly status: 'right'; readonly text: string; readonly language: string | undefined }
  | {
      readonly status: 'wrong';
      readonly check: string;
      readonly reason: string;
      readonly advice: string;
    }
  | Extract<Draft, { status: 'later' | 'refused' }>;

/**
 * Has texts written and lets none out that is not right. What is not is asked for once more, with the reason in
 * our words; the second time, or at once when the rules are strict, it is dropped.
 */
export function createAuthor({
  writer,
  prompts,
  logger,
  stats,
  drawBoundary = () => randomBytes(12).toString('hex'),
}: AuthorParts): Author {
  async function attempt(
    request: WriteRequest,
    facts: CheckFacts,
    signal: AbortSignal,
  ): Promise<Attempt> {
    const answer = await writer.write(request, signal);
    signal.throwIfAborted();
    if (answer.status === 'refused') return { status: 'refused', reason: answer.reason };
    if (answer.status === 'wait') {
      return { status: 'later', reason: answer.reason, waitMs: answer.waitMs };
    }
    // The rules say that nothing is mended: then only what nobody sees at a text's edges is taken off.
    const written = answer.text.slice(0, MAX_READ);
    const { text, mendings } = facts.rules.strict
      ? { text: written.trim(), mendings: [] }
      : normalise(written);
    for (const mending of mendings) stats?.count('mended', mending);
    const checked = await inspect(text);
    const found = firstFinding(checked, facts);
    if (!found) return { status: 'right', text, language: checked.language };
    stats?.count('wrong', found.check);
    return { status: 'wrong', check: found.check, reason: found.saw, advice: found.advice };
  }

  return {
    async write(task, signal) {
      signal.throwIfAborted();
      const { request, facts } = await prepare(task, prompts[task.purpose], drawBoundary());
      const first = await attempt(request, facts, signal);
      if (first.status !== 'wrong') return ended(first, task, 'ready');
      if (task.rules.strict) return ended(first, task, 'ready');
      logger.debug('a text was not right and is asked for again', { check: first.check });
      const { cacheKey: _sameAgain, ...anew } = request;
      const instructions = `${request.instructions}\n\nYour last text ${first.advice}. Write another one that keeps to all of the above.`;
      const second = await attempt({ ...anew, instructions }, { ...facts, instructions }, signal);
      return ended(second, task, 'repaired');
    },
  };

  function ended(attempted: Attempt, task: WritingTask, how: 'ready' | 'repaired'): Draft {
    if (attempted.status === 'later' || attempted.status === 'refused') return attempted;
    if (attempted.status === 'right') {
      const { text, language } = attempted;
      stats?.count(how, task.purpose);
      return { status: 'ready', text: withDisclosure(text, task.rules.disclosure), language };
    }
    const { check, reason } = attempted;
    stats?.count('dropped', check);
    logger.debug('a text was dropped', { check });
    return { status: 'dropped', check, reason };
  }
}

/** What is asked, and what the answer is held against. */
async function prepare(
  task: WritingTask,
  prompt: string,
  boundary: string,
): Promise<{ request: WriteRequest; facts: CheckFacts }> {
  const { conversation, others } = fenced(task, boundary);
  const latest = task.conversation.findLast(({ by }) => by === 'other')?.text;
  const { languages: allowed, maxLength } = task.rules;
  const theirs = latest === undefined ? undefined : await languageOf(latest);
  const languages = allowed.length > 0 || theirs === undefined ? allowed : [theirs];
  const language =
    theirs !== undefined && languages.includes(theirs) ? theirs : (languages[0] ?? theirs);
  const instructions = instructionsFor(prompt, { task, language, boundary });
  const { rules, recent, cacheKey } = task;
  return {
    request: {
      instructions,
      conversation,
      // A token is at least a character, so what was cut off here is too long as well.
      maxTokens: maxLength + SPARE_TOKENS,
      ...(cacheKey === undefined ? {} : { cacheKey }),
    },
    facts: { rules, others, recent, instructions, boundary, languages },
  };
}
