import type { Clock } from '../../core/clock.js';
import type { Database } from '../../core/database.js';
import type { Limits } from '../../core/settings.js';
import { languageOf } from '../../lib/language.js';
import { randomOf } from './answer.js';
import { fateOf } from './answer-rows.js';
import { type Book, type Choice, choose, type NoChoice } from './choice.js';
import { bounded, type Spoken, without } from './conversation.js';
import { askedInVain, type Judgement, judge } from './loop-guard.js';
import { hashOf, talkKey, talkOf } from './memory.js';
import type { Parts } from './parts.js';
import { localMinute } from './quiet-hours.js';
import { ruleToWrite, type Scribe } from './scribe.js';
import { type Timing, timingOf } from './timing.js';

/** What considering stands on. */
export interface ConsiderDependencies {
  readonly account: string;
  readonly database: Database;
  readonly clock: Clock;
  readonly limits: () => Limits;
  /** Absent: there is no model. */
  readonly scribe?: Scribe;
}

/** All that was found out about one message. */
export interface Considered extends Parts {
  readonly choice: Choice | NoChoice;
  readonly judgement: Judgement;
  readonly timing: Timing | undefined;
  /** What was said in the chat before. */
  readonly before: readonly Spoken[];
  /** The answer that waits there. */
  readonly waiting?: number;
}

/**
 * Asks the rules, the menu and, where none of these answers, the model: that only where its answer would be sent.
 * @throws when the model is away, and may be back in time; the signal's reason
 */
export async function consider(
  dependencies: ConsiderDependencies,
  book: Book,
  parts: Parts,
  signal: AbortSignal,
): Promise<Considered> {
  const { account, clock, database, limits, scribe } = dependencies;
  const { message, audience, memory, now } = parts;
  const { settings } = book;
  const { timeZone } = limits();
  const random = randomOf(account, message);
  const said = {
    text: message.text,
    chat: audience.chat,
    minute: localMinute(timeZone, message.at),
    language: async () => (await languageOf(message.text)) ?? audience.known?.language,
  };
  const question = { said, memory, now, random };
  const written = await choose(book, question);
  const asks = scribe && 'silent' in written && written.unanswered;
  const rule = asks ? await ruleToWrite(settings, question) : undefined;
  const talk = talkOf(memory, talkKey(message.peer, audience.person.id));
  const last = talk.answer && (await fateOf(database, talk.answer.intent));
  const from = rule ? `rule:${rule.id}` : 'silent' in written ? undefined : written.from;
  const judgement = judge(talk, {
    text: hashOf(message.text),
    at: message.at,
    bot: audience.person.bot === true,
    group: audience.chat === 'group',
    ...(from !== undefined && { from }),
    ...(last !== undefined && { last }),
    ...(audience.operatorAt !== undefined && { operatorAt: audience.operatorAt }),
  });
  const timingFor = (choice: Choice | NoChoice) =>
    timingOf({
      settings,
      timeZone,
      chat: audience.chat,
      heardAt: message.at,
      now: clock.now(),
      operatorFirstMs: audience.operatorFirstMs,
      characters: 'silent' in choice ? 0 : (choice.template.variants[choice.variant] ?? '').length,
      random,
    });
  const timing = timingFor(written);
  const waiting = last === 'waiting' ? talk.answer?.intent : undefined;
  const before = spokenBefore(parts, last === 'gone' ? talk.answer?.intent : undefined);
  const considered: Considered = {
    ...{ ...parts, choice: written, judgement, timing, before },
    ...(waiting !== undefined && { waiting }),
  };
  if (!scribe || !rule || judgement.silent !== undefined || !timing) return considered;
  const request = { ...parts, settings, rule, before: without(before, waiting) };
  const { choice, inVain } = await scribe.answer(request, signal);
  return {
    ...considered,
    choice,
    ...(inVain && { judgement: { ...judgement, talk: askedInVain(judgement.talk, now) } }),
    timing: timingFor(choice),
  };
}

/** What was really said, and since the operator wrote by hand: what the operator said is not known. */
function spokenBefore({ memory, audience, now }: Parts, gone: number | undefined) {
  const { operatorAt = 0 } = audience;
  return bounded(without(memory.spoken ?? [], gone), now).filter(({ at }) => at > operatorAt);
}
