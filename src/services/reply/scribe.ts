import type { Author, Draft, WritingTask } from '../../core/author.js';
import type { Clock } from '../../core/clock.js';
import type { Database } from '../../core/database.js';
import type { Logger } from '../../core/logger.js';
import type { ReplySettings, WrittenRule } from '../../core/reply-settings.js';
import { languageOf } from '../../lib/language.js';
import { firstName, replyThread } from './answer.js';
import { answerIn, saidLately } from './answer-rows.js';
import { type Choice, type NoChoice, type Question, rests } from './choice.js';
import type { Spoken } from './conversation.js';
import { holds } from './matching.js';
import { withRule } from './memory.js';
import type { Parts } from './parts.js';

/** What having answers written stands on. */
export interface ScribeDependencies {
  readonly account: string;
  readonly clock: Clock;
  readonly database: Database;
  readonly logger: Logger;
  readonly author: Author;
}

/** A message that nothing else answers. */
export interface WritingRequest extends Parts {
  readonly settings: ReplySettings;
  readonly rule: WrittenRule;
  /** What was said in the chat before, oldest first. */
  readonly before: readonly Spoken[];
}

/** What came of it. */
export interface Scribed {
  readonly choice: Choice | NoChoice;
  /** A text was written that nobody will see. */
  readonly inVain?: true;
}

/** So many of the account's own answers are compared with a new one. */
const COMPARED = 10;
/** The languages that are told apart from a few words: a text can be held against these. */
const TOLD_APART = ['tr', 'ru', 'en'];

/** The last rule, when its conditions hold and it does not rest in the chat. */
export async function ruleToWrite(
  { written }: ReplySettings,
  { said, memory, now }: Question,
): Promise<WrittenRule | undefined> {
  if (!written || said.text.trim() === '' || rests(written, memory, now)) return undefined;
  return (await holds(written, said)) ? written : undefined;
}

/** Has the model answer what no rule and no menu does. */
export class Scribe {
  readonly #with: ScribeDependencies;
  /** Why the model refused last: that is told once. */
  #refusal: string | undefined;

  constructor(dependencies: ScribeDependencies) {
    this.#with = dependencies;
  }

  /**
   * Has one answer written, outside any transaction.
   * @throws Error when the model is away and may be back before the answer is of no use; the signal's reason
   */
  async answer(request: WritingRequest, signal: AbortSignal): Promise<Scribed> {
    const draft = await this.#with.author.write(await this.#taskOf(request), signal);
    signal.throwIfAborted();
    if (draft.status !== 'refused') this.#refusal = undefined;
    switch (draft.status) {
      case 'ready':
        return { choice: chosen(request, draft.text) };
      case 'dropped':
        return this.#dropped(request, draft);
      case 'later':
        return { choice: this.#later(request, draft) };
      case 'refused':
        return { choice: this.#refused(draft.reason) };
    }
  }

  async #taskOf(request: WritingRequest): Promise<WritingTask> {
    const { account, database } = this.#with;
    const { message, audience, rule, before } = request;
    const { peer, replyToId, text } = message;
    const thread = replyThread(peer);
    const alone = audience.chat === 'private';
    const meant =
      alone || replyToId === undefined
        ? undefined
        : await answerIn(database, account, thread, replyToId);
    const earlier = alone ? before.map(({ by, text: said }) => ({ by, text: said })) : [];
    const languages = await languagesOf(request);
    return {
      purpose: 'reply',
      conversation: [
        ...earlier,
        ...(meant === undefined ? [] : [{ by: 'self', text: meant } as const]),
        { by: 'other', text },
      ],
      variables: {
        name: firstName(audience.person.title),
        ...(audience.group !== undefined && { title: audience.group }),
      },
      rules: { ...rule.writing, languages },
      recent: await saidLately(database, account, thread, COMPARED),
    };
  }

  #dropped(
    { message: { peer, messageId } }: WritingRequest,
    { check }: Draft & { status: 'dropped' },
  ) {
    // What the check saw may be a piece of the text: only its name is told.
    this.#with.logger.info('an answer was not right, and nothing is said', {
      peer,
      messageId,
      check,
    });
    const choice = { silent: `the text was not right: ${check}`, unanswered: true };
    return { choice, inVain: true } as const;
  }

  #later(
    { message, audience, newest, settings }: WritingRequest,
    { reason, waitMs }: Draft & { status: 'later' },
  ): NoChoice {
    const { clock, logger } = this.#with;
    const { peer, messageId, at } = message;
    const intime = clock.now() + waitMs <= at + settings.expireAfterMs;
    // Where the person goes on, what came after does not wait for this one.
    if (intime && (newest || audience.chat === 'group')) {
      throw new Error(`the model cannot answer now: ${reason}`);
    }
    logger.info('left unanswered: the model is away', { peer, messageId, reason });
    return { silent: `the model is away: ${reason}`, unanswered: true };
  }

  #refused(reason: string): NoChoice {
    if (reason !== this.#refusal) this.#with.logger.warn('the model answers nobody', { reason });
    this.#refusal = reason;
    return { silent: `the model refuses: ${reason}`, unanswered: true };
  }
}

/** The person's own, where the message alone does not tell. */
async function languagesOf({
  message,
  audience,
  rule,
}: WritingRequest): Promise<readonly string[]> {
  const known = audience.known?.language;
  if (known === undefined || !TOLD_APART.includes(known)) return rule.writing.languages;
  return (await languageOf(message.text)) === undefined ? [known] : rule.writing.languages;
}

function chosen({ rule: { id }, memory, now }: WritingRequest, text: string): Choice {
  return {
    from: `rule:${id}`,
    template: { id, variants: [text], targets: [] },
    variant: 0,
    plain: true,
    after: { ...withRule(memory, id, { at: now, round: [] }), unanswered: 0 },
  };
}
