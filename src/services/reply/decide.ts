import { PostaciError } from '../../core/errors.js';
import type { IncomingMessage } from '../../core/incoming.js';
import type { CommitHeard, Heard } from '../../core/incoming-handler.js';
import type { Logger } from '../../core/logger.js';
import { DAY_MS } from '../../lib/local-time.js';
import { type AnswerDependencies, proposeAnswer } from './answer.js';
import { type AudienceDependencies, audienceOf } from './audience.js';
import type { Book } from './choice.js';
import { type ConsiderDependencies, type Considered, consider } from './consider.js';
import { bounded, type Spoken, without } from './conversation.js';
import { answered } from './loop-guard.js';
import { hashOf, type ReplyMemory, talkKey, withTalk } from './memory.js';
import { loadMemory, saveMemory } from './memory-rows.js';
import type { Typed } from './typist.js';

/** What deciding stands on. */
export interface DecideDependencies
  extends AudienceDependencies,
    AnswerDependencies,
    ConsiderDependencies {
  readonly logger: Logger;
  /** What is only counted is kept so long, in milliseconds; what guards against loops, for a day at least. */
  readonly trackingKeptMs: () => number;
  /** An answer was proposed, and is about to be committed. */
  readonly onProposed: (typed: Typed) => void;
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
  const newest = (audience.known?.lastHeardId ?? 0) <= lastId(heard);
  if (late && (audience.chat === 'group' || !newest)) return silent('it was heard too late');
  const memory = await loadMemory(database, account, message.peer);
  const parts = { message, audience, memory, now, newest };
  const considered = await consider(dependencies, book, parts, signal);
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

async function commit(
  dependencies: DecideDependencies,
  book: Book,
  considered: Considered,
  tx: Parameters<CommitHeard>[0],
): Promise<void> {
  const { account, logger, limits, onProposed, trackingKeptMs } = dependencies;
  const { message, audience, memory, choice, judgement, timing, now } = considered;
  const { settings } = book;
  const { peer, topicId } = message;
  const key = talkKey(peer, audience.person.id);
  const longestMs = Math.max(
    DAY_MS,
    trackingKeptMs(),
    ...settings.rules.map(({ cooldownMs }) => cooldownMs),
    settings.written?.cooldownMs ?? 0,
  );
  const save = (after: ReplyMemory, said?: Spoken) =>
    saveMemory(
      tx,
      { account, chat: peer },
      remembering(book, considered, after, said),
      now + longestMs,
    );
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
    await save(withTalk(choice.after, key, talk), { by: 'self', text, at: now, intent });
    const place = { peer, ...(topicId !== undefined && { topicId }) };
    onProposed({ intent, ...place, from: at - timing.typingMs, until: at });
  } catch (error) {
    if (!isUnsendable(error)) throw error;
    logger.warn('an answer cannot be sent', { peer, from: choice.from, error });
    await save(passed);
  }
}

/** The memory with what was said, where a model is to understand what follows: in private only. */
function remembering(
  { settings }: Book,
  { message: { text, at }, audience, before, waiting, now }: Considered,
  { spoken: _before, ...after }: ReplyMemory,
  said: Spoken | undefined,
): ReplyMemory {
  if (!settings.written || audience.chat === 'group') return after;
  const heard: readonly Spoken[] = text === '' ? [] : [{ by: 'other', text, at }];
  // What waited is not said any more once another answer takes its place.
  const earlier = said ? without(before, waiting) : before;
  return { ...after, spoken: bounded([...earlier, ...heard, ...(said ? [said] : [])], now) };
}

function lastId(heard: Heard): number {
  return Math.max(...heard.map((part) => (part.kind === 'message' ? part.messageId : 0)));
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
