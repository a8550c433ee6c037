import type { SpamBotReport } from '../../control/contract/health.js';
import type { Clock } from '../../core/clock.js';
import type { Database, Queryable, Row } from '../../core/database.js';
import { PostaciError } from '../../core/errors.js';
import type { EventBus } from '../../core/events.js';
import type { SpamBotVerdict } from '../../core/health.js';
import type { IntentState } from '../../core/intent.js';
import type { Messenger } from '../../core/messenger.js';
import type { Outbox } from '../../core/outbox.js';
import type { PeerId } from '../../core/peer.js';
import { Bell } from '../../lib/bell.js';
import { describeDuration } from '../../lib/duration.js';
import { addRestriction, liftRestriction } from '../../outbox/restrictions.js';
import { untilSettled } from '../until-settled.js';
import { SPAM_CODES } from './derive.js';
import { readSpamBot } from './spambot-words.js';

export interface SpamBotOptions {
  readonly account: string;
  readonly messenger: Pick<Messenger, 'resolve' | 'history'>;
  readonly clock: Clock;
  readonly database: Database;
  readonly events: EventBus;
  readonly outbox: Outbox;
  /** A restriction was added or lifted; called after the commit. */
  readonly onChange: () => void;
}

const USERNAME = 'SpamBot';
const THREAD = 'operator:spambot';
/** The bot is asked no more often than this. */
const ASK_EVERY_MS = 10 * 60_000;
/** A question that could not go by then is not asked any more. */
const EXPIRES_AFTER_MS = 60_000;
const ANSWER_WITHIN_MS = 30_000;
/** The chat is looked at after so long, and then less and less often; at once when something is heard there. */
const FIRST_LOOK_MS = 1_000;
const LOOKED_THROUGH = 20;

interface Question extends Row {
  readonly id: number;
  readonly state: IntentState;
  readonly reason: string | null;
  readonly message_ids: readonly number[] | null;
  readonly created_at: number;
}

/** What the bot said, or why that is not known. */
type Answer = { readonly words: string } | { readonly problem: string };

/**
 * Asks @SpamBot how the account is, as the operator would by hand: an intent like any other, which windows and
 * caps let through and restrictions do not. What it answers in words that are known is stored.
 */
export class SpamBotDesk {
  readonly #options: SpamBotOptions;
  #asking: Promise<SpamBotReport> | undefined;

  constructor(options: SpamBotOptions) {
    this.#options = options;
  }

  /**
   * Asks, unless that was done in the last ten minutes: then its answer is read again.
   * @throws PostaciError `TELEGRAM_UNREACHABLE` or `INTENT_INVALID` when there is no such bot to ask
   */
  ask(signal: AbortSignal): Promise<SpamBotReport> {
    this.#asking ??= this.#ask(signal).finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #ask(signal: AbortSignal): Promise<SpamBotReport> {
    const { clock, database, events } = this.#options;
    const peer = await this.#find(signal);
    const earlier = await this.#lastQuestion(clock.now() - ASK_EVERY_MS);
    const id = earlier?.id ?? (await this.#propose(peer));
    await untilSettled(database, events, clock, id, signal);
    const question = await this.#question(id);
    const answer: Answer =
      question.state === 'sent'
        ? await this.#answer(peer, question, signal)
        : { problem: `the question is ${question.state}: ${question.reason ?? 'it waits'}` };
    const asked = earlier ? 'earlier' : 'now';
    const common = { asked, askedAt: question.created_at } as const;
    if ('problem' in answer) return { ...common, problem: answer.problem, words: null, read: null };
    const read = readSpamBot(answer.words);
    if (await this.#learn(read)) this.#options.onChange();
    return { ...common, problem: null, words: answer.words, read };
  }

  async #find(signal: AbortSignal): Promise<PeerId> {
    const { messenger } = this.#options;
    const found = await messenger.resolve({ by: 'username', username: USERNAME }, signal);
    if (found.status === 'wait') {
      throw new PostaciError(
        'TELEGRAM_UNREACHABLE',
        `@${USERNAME} cannot be looked up now (${found.code})`,
        `Ask again in ${describeDuration(found.waitMs)}.`,
      );
    }
    // Nobody else is ever written to by this way.
    if (
      found.status === 'found' &&
      found.peer.kind === 'user' &&
      found.peer.username?.toLowerCase() === USERNAME.toLowerCase()
    ) {
      return found.peer.id;
    }
    const problem = found.status === 'found' ? 'it is no bot' : found.reason;
    throw new PostaciError(
      'INTENT_INVALID',
      `@${USERNAME} was not found: ${problem}`,
      'Ask it in an official Telegram app.',
    );
  }

  async #lastQuestion(since: number): Promise<Question | undefined> {
    const { database, account } = this.#options;
    const [row] = await database.query<Question>(
      `${SELECT(database.schema)} where account = $1 and thread = $2 and created_at > $3
         and state in ('queued', 'sending', 'sent', 'unknown') order by id desc limit 1`,
      [account, THREAD, new Date(since)],
    );
    return row;
  }

  async #question(id: number): Promise<Question> {
    const { database } = this.#options;
    const sql = `${SELECT(database.schema)} where id = $1`;
    const [row] = await database.query<Question>(sql, [id]);
    if (!row) throw new Error(`the question ${id} was there and is gone`);
    return row;
  }

  async #propose(peer: PeerId): Promise<number> {
    const { account, clock, database, outbox } = this.#options;
    const now = clock.now();
    const { id } = await database.transaction((tx) =>
      outbox.propose(tx, {
        account,
        service: 'operator',
        budget: 'operator',
        op: 'send',
        peer,
        content: { kind: 'text', text: '/start' },
        lane: account,
        thread: THREAD,
        priority: 'interactive',
        notBefore: now,
        expiresAt: now + EXPIRES_AFTER_MS,
        dedupeKey: `${THREAD}:${now}`,
      }),
    );
    outbox.kick();
    return id;
  }

  async #answer(peer: PeerId, question: Question, signal: AbortSignal): Promise<Answer> {
    const { clock, events } = this.#options;
    const until = clock.now() + ANSWER_WITHIN_MS;
    const bell = new Bell();
    const unsubscribe = events.subscribe((event) => {
      if (event.type === 'heard' && event.peer === peer) bell.ring();
    });
    try {
      for (let pause = FIRST_LOOK_MS; ; pause *= 2) {
        const answer = await this.#look(peer, question, signal);
        if ('words' in answer || clock.now() >= until) return answer;
        await bell.waitUntil(clock, Math.min(until, clock.now() + pause), signal);
      }
    } finally {
      unsubscribe();
    }
  }

  async #look(peer: PeerId, question: Question, signal: AbortSignal): Promise<Answer> {
    const after = question.message_ids?.at(-1) ?? Number.POSITIVE_INFINITY;
    try {
      const limit = LOOKED_THROUGH;
      const messages = await this.#options.messenger.history(peer, { limit }, signal);
      const words = messages
        .filter(({ own, id, text }) => !own && id > after && text !== '')
        .map(({ text }) => text)
        .reverse()
        .join('\n');
      return words === '' ? { problem: 'the bot has not answered' } : { words };
    } catch (error) {
      signal.throwIfAborted();
      return { problem: `the bot's answer could not be read: ${String(error)}` };
    }
  }

  /** @returns whether anything is another way than before */
  #learn(verdict: SpamBotVerdict): Promise<boolean> {
    const { account, clock, database } = this.#options;
    return database.transaction((tx) => learnFromSpamBot(tx, account, verdict, clock.now()));
  }
}

/**
 * Brings what @SpamBot said into force: no unsolicited message while the account is limited. That it is free
 * ends only what the bot itself said before: the silence after PEER_FLOOD is ours, and the operator's to end.
 * @returns whether anything is another way than before
 */
export async function learnFromSpamBot(
  tx: Queryable,
  account: string,
  verdict: SpamBotVerdict,
  now: number,
): Promise<boolean> {
  if (verdict.kind === 'unreadable') return false;
  const until = verdict.kind === 'free' ? now : (verdict.until ?? Number.POSITIVE_INFINITY);
  const known = await tx.query<Row & { id: number; until: number }>(
    `select id, until from ${tx.schema}.restrictions
     where account = $1 and code = $2 and lifted_at is null and until > $3`,
    [account, SPAM_CODES.spamBot, new Date(now)],
  );
  const [first, ...others] = known;
  if (first?.until === until && others.length === 0) return false;
  for (const { id } of known) await liftRestriction(tx, account, id, now);
  if (until <= now) return known.length > 0;
  const end = Number.isFinite(until) ? ` until ${new Date(until).toISOString().slice(0, 16)}Z` : '';
  await addRestriction(tx, {
    account,
    scope: 'account',
    budget: 'unsolicited',
    code: SPAM_CODES.spamBot,
    reason: `@SpamBot says that the account is limited${end}`,
    since: now,
    until,
  });
  return true;
}

const SELECT = (schema: string) =>
  `select id, state, reason, message_ids, created_at from ${schema}.outbox`;
