import { PostaciError } from '../../core/errors.js';
import type { IncomingMessage } from '../../core/incoming.js';
import type { CommitHeard, Heard } from '../../core/incoming-handler.js';
import type { Logger } from '../../core/logger.js';
import { languageOf } from '../../lib/language.js';
import { DAY_MS } from '../../lib/local-time.js';
import { type AnswerDependencies, proposeAnswer, randomOf } from './answer.js';
import { fateOf } from './answer-rows.js';
import { type Audience, type AudienceDependencies, audienceOf } from './audience.js';
import { type Book, type Choice, choose } from './choice.js';
import { answered, type Judgement, judge } from './loop-guard.js';
import { hashOf, type ReplyMemory, talkKey, talkOf, withTalk } from './memory.js';
import { loadMemory, saveMemory } from './memory-rows.js';
import { localMinute } from './quiet-hours.js';
import { type Timing, timingOf } from './timing.js';
import type { Typed } from './typist.js';

/** What deciding stands on. */
export interface DecideDependencies extends AudienceDependencies, AnswerDependencies {
  readonly logger: Logger;
  /** What is only counted is kept so long, in milliseconds; what guards against loops, for a day at least. */
  readonly trackingKeptMs: () => number;
  /** An answer was proposed, and is about to be committed. */
  readonly onProposed: (typed: Typed) => void;
}

/** All that was found out about one message. */
interface Considered {
  readonly message: IncomingMessage;
  readonly audience: Audience;
  readonly memory: ReplyMemory;
  readonly choice: Choice | { readonly silent: string; readonly unanswered: boolean };
  readonly judgement: Judgement;
  readonly timing: Timing | undefined;
  readonly now: number;
}

/**
 * Decides what is answered to a message, if anything: who speaks and whether they may be answered, what the rules
 * say, whether it looks like a loop, when. Each silence is logged with its reason.
 * @throws when it cannot be told now
 */
export async function decide(
  dependencies: DecideDependencies,
  book: Book,
  heard: Heard,
  signal: AbortSignal,
): Promise<CommitHeard> {
  const message = messageOf(heard);
  if (!message) return nothing;
  const { database, account, clock, logger } = dependencies;
  const silent = (reason: string): CommitHeard => {
    const { peer, messageId } = message;
    logger.debug('not answered', { peer, messageId, reason });
    return nothing;
  };
  const audience = await audienceOf(dependencies, book.settings, message, signal);
  if ('silent' in audience) return silent(audience.silent);
  const now = clock.now();
  const late = now - message.at > book.settings.expireAfterMs;
  const newest = (audience.known?.lastHeardId ?? 0) <= message.messageId;
  if (late && (audience.chat === 'group' || !newest)) return silent('it was heard too late');
  const memory = await loadMemory(database, account, message.peer);
  const considered = await consider(dependencies, book, { message, audience, memory, now });
  const { judgement, choice, timing } = considered;
  if (judgement.stopped) {
    const { peer } = message;
    logger.warn('answering stops here for a while', { peer, reason: judgement.silent });
  }
  const reason = judgement.silent ?? ('silent' in choice ? choice.silent : undefined);
  if (reason !== undefined) silent(reason);
  else if (!timing) silent('it is quiet now');
  return (tx) => commit(dependencies, book, considered, tx);
}

type Parts = Pick<Considered, 'message' | 'audience' | 'memory' | 'now'>;

async function consider(
  dependencies: DecideDependencies,
  book: Book,
  parts: Parts,
): Promise<Considered> {
  const { account, database, limits } = dependencies;
  const { message, audience, memory, now } = parts;
  const { timeZone } = limits();
  const random = randomOf(account, message);
  const said = {
    text: message.text,
    chat: audience.chat,
    minute: localMinute(timeZone, message.at),
    language: async () => (await languageOf(message.text)) ?? audience.known?.language,
  };
  const choice = await choose(book, { said, memory, now, random });
  const talk = talkOf(memory, talkKey(message.peer, audience.person.id));
  const last = talk.answer && (await fateOf(database, talk.answer.intent));
  const judgement = judge(talk, {
    text: hashOf(message.text),
    at: message.at,
    bot: audience.person.bot === true,
    group: audience.chat === 'group',
    ...(!('silent' in choice) && { from: choice.from }),
    ...(last !== undefined && { last }),
    ...(audience.operatorAt !== undefined && { operatorAt: audience.operatorAt }),
  });
  const text = 'silent' in choice ? '' : (choice.template.variants[choice.variant] ?? '');
  const timing = timingOf({
    settings: book.settings,
    timeZone,
    chat: audience.chat,
    heardAt: message.at,
    now,
    operatorFirstMs: audience.operatorFirstMs,
    characters: text.length,
    random,
  });
  return { ...parts, choice, judgement, timing };
}

async function commit(
  dependencies: DecideDependencies,
  book: Book,
  { message, audience, memory, choice, judgement, timing, now }: Considered,
  tx: Parameters<CommitHeard>[0],
): Promise<void> {
  const { account, logger, limits, onProposed, trackingKeptMs } = dependencies;
  const { settings } = book;
  const { peer, topicId } = message;
  const key = talkKey(peer, audience.person.id);
  const longestMs = Math.max(
    DAY_MS,
    trackingKeptMs(),
    ...settings.rules.map(({ cooldownMs }) => cooldownMs),
  );
  const save = (after: ReplyMemory) =>
    saveMemory(tx, { account, chat: peer }, after, now + longestMs);
  const unanswered =
    'silent' in choice && !choice.unanswered ? memory.unanswered : memory.unanswered + 1;
  const passed = withTalk({ ...memory, unanswered }, key, judgement.talk);
  if ('silent' in choice || judgement.silent !== undefined || !timing) return save(passed);
  try {
    const { timeZone } = limits();
    const answer = { message, audience, choice, timing, settings, timeZone };
    const { intent, at, text } = await proposeAnswer(tx, dependencies, answer);
    const { from } = choice;
    const talk = answered(judgement.talk, now, { text: hashOf(text), from, intent });
    await save(withTalk(choice.after, key, talk));
    const place = { peer, ...(topicId !== undefined && { topicId }) };
    onProposed({ intent, ...place, from: at - timing.typingMs, until: at });
  } catch (error) {
    if (!isUnsendable(error)) throw error;
    logger.warn('an answer cannot be sent', { peer, from: choice.from, error });
    await save(passed);
  }
}

/** One message, or an album as one: its text is where the caption is. */
function messageOf(heard: Heard): IncomingMessage | undefined {
  const [first] = heard;
  if (first.kind !== 'message') return undefined;
  const spoken = heard.find((part) => part.kind === 'message' && part.text !== '');
  return spoken?.kind === 'message' ? { ...first, text: spoken.text } : first;
}

function isUnsendable(error: unknown): boolean {
  return (
    error instanceof PostaciError &&
    (error.code === 'TEMPLATE_INVALID' || error.code === 'INTENT_INVALID')
  );
}

const nothing: CommitHeard = async () => undefined;
