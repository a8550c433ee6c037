import type { PeerId } from '../../../src/core/peer.js';
import type { Violation } from '../judge.js';
import { localMoment } from '../local-time.js';
import { labelOf } from './speech.js';
import { type Spoken, type Story, saidBy } from './story.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** More to one person, or sooner, than S3 allows. */
export function unsolicitedAboveLimits(story: Story): Violation[] {
  const { cooldownMs, maxPerWindow, windowMs } = story.limits.people;
  const said = saidBy(story).filter(({ chat, text }) => chat > 0 && isUnsolicited(text));
  return [...byChat(said)].flatMap(([person, all]) =>
    all.flatMap(({ arrivedAt: at }, index) => [
      ...tooSoon('person-interval', all[index - 1], at, cooldownMs, person),
      ...above('person-cap', at, within(all, at, windowMs), maxPerWindow, person),
    ]),
  );
}

/** More first words to people who never wrote than the day allows, or than so young an account may say. */
export function begunAboveLimits(story: Story): Violation[] {
  const { timeZone } = story.limits;
  const firsts = [...byChat(saidBy(story))].flatMap(([person, [first]]) =>
    first && person > 0 && isUnsolicited(first.text) && !hasWritten(story, person, first.arrivedAt)
      ? [first]
      : [],
  );
  const counts = new Map<string, number>();
  return firsts
    .sort((a, b) => a.arrivedAt - b.arrivedAt)
    .flatMap(({ arrivedAt, chat }) => {
      const { date } = localMoment(arrivedAt, timeZone);
      const count = (counts.get(date) ?? 0) + 1;
      counts.set(date, count);
      return above('new-conversations', arrivedAt, count, capOn(date, story), chat);
    });
}

function capOn(date: string, { limits, firstOnlineAt }: Story): number {
  const { newConversationsPerDay: cap, warmUpDays } = limits.people;
  const began = localMoment(firstOnlineAt, limits.timeZone).date;
  const age = Math.round((Date.parse(date) - Date.parse(began)) / DAY);
  if (age >= warmUpDays) return cap;
  return Math.max(1, Math.floor((cap * (age + 1)) / warmUpDays));
}

function hasWritten({ messages }: Story, person: PeerId, before: number): boolean {
  return messages.some(({ chat, own, arrivedAt }) => chat === person && !own && arrivedAt < before);
}

/** More answers in one chat or on one day, or sooner one after the other, than was promised. */
export function answersAboveLimits(story: Story): Violation[] {
  const { answerIntervalMs, answersPerChatPerHour, answersPerDay } = story.limits.people;
  const answers = saidBy(story).filter(({ text }) => labelOf(text).budget === 'answer');
  const counts = new Map<string, number>();
  const byDay = answers.flatMap(({ arrivedAt, chat }) => {
    const { date } = localMoment(arrivedAt, story.limits.timeZone);
    const count = (counts.get(date) ?? 0) + 1;
    counts.set(date, count);
    return above('answers-a-day', arrivedAt, count, answersPerDay, chat);
  });
  const byPlace = [...byChat(answers)].flatMap(([chat, all]) =>
    all.flatMap(({ arrivedAt: at }, index) => [
      ...tooSoon('answer-interval', all[index - 1], at, answerIntervalMs, chat),
      ...above('answers-an-hour', at, within(all, at, HOUR), answersPerChatPerHour, chat),
    ]),
  );
  return [...byDay, ...byPlace];
}

function isUnsolicited(text: string): boolean {
  return labelOf(text).budget === 'unsolicited';
}

function within(all: readonly Spoken[], at: number, windowMs: number): number {
  return all.filter(({ arrivedAt }) => arrivedAt > at - windowMs && arrivedAt <= at).length;
}

function tooSoon(
  rule: string,
  before: Spoken | undefined,
  at: number,
  intervalMs: number,
  chat: PeerId,
): Violation[] {
  const gapMs = at - (before?.arrivedAt ?? Number.NEGATIVE_INFINITY);
  if (gapMs >= intervalMs) return [];
  return [{ rule, at, what: `${gapMs} ms after the one before to ${chat}, ${intervalMs} wanted` }];
}

function above(rule: string, at: number, count: number, cap: number, chat: PeerId): Violation[] {
  return count > cap ? [{ rule, at, what: `${count} of ${cap}, to ${chat}` }] : [];
}

function byChat(messages: readonly Spoken[]): Map<PeerId, Spoken[]> {
  const chats = new Map<PeerId, Spoken[]>();
  for (const message of messages) {
    const known = chats.get(message.chat);
    if (known) known.push(message);
    else chats.set(message.chat, [message]);
  }
  return chats;
}
