import type { PeerId } from '../../../src/core/peer.js';
import type { Violation } from '../judge.js';
import { ConsentModel } from './consent-model.js';
import { answersAboveLimits, begunAboveLimits, unsolicitedAboveLimits } from './judge-limits.js';
import { labelOf } from './speech.js';
import { type Claim, type Deed, type Spoken, type Story, saidBy } from './story.js';

/**
 * Judges what was said to people by the world's record and by what was done to the program alone. Each check is
 * naive on purpose, and shares nothing with the program.
 */
export function judgePeople(story: Story): readonly Violation[] {
  return [
    ...withoutConsent(story),
    ...unsolicitedAboveLimits(story),
    ...begunAboveLimits(story),
    ...answersAboveLimits(story),
    ...intoTakeovers(story),
    ...followUpsAfterAnswers(story),
    ...wrongInGroups(story),
    ...toBots(story),
    ...saidTwice(story),
  ];
}

function withoutConsent(story: Story): Violation[] {
  const model = new ConsentModel(story);
  return story.claims.flatMap(({ at, peer, text }) => {
    if (peer < 0) return [];
    if (labelOf(text).budget === 'operator') {
      return [violation('consent', at, `the operator's own words to ${peer}`)];
    }
    return model.allows(peer, at) ? [] : [violation('consent', at, `to ${peer}: ${text}`)];
  });
}

/** The services that leave a chat to the operator. */
const SILENCED: ReadonlySet<string> = new Set(['dm', 'reply']);

function intoTakeovers(story: Story): Violation[] {
  const { takeoverMs } = story.limits.people;
  return story.claims.flatMap(({ at, peer, text }) => {
    const { kind, id } = labelOf(text);
    if (kind === 'burst' && !SILENCED.has(id)) return [];
    const words = operatorsWords(story, peer, at);
    const inForce = words.find(({ arrivedAt }) => wholeSecond(arrivedAt) + takeoverMs > at);
    return inForce ? [violation('takeover', at, `${text} in ${peer}, message ${inForce.id}`)] : [];
  });
}

/** What the operator wrote by hand in a chat, heard before a moment, and not given back since. */
function operatorsWords({ messages, deeds }: Story, chat: PeerId, before: number): Spoken[] {
  const heard = messages.filter(
    (one) => isByHand(one) && one.chat === chat && (one.heardAt ?? Infinity) < before,
  );
  const given = deeds.filter(
    ({ kind, peer, at }) => peer === chat && GIVES_BACK.has(kind) && at <= before,
  );
  const givenAt = Math.max(Number.NEGATIVE_INFINITY, ...given.map(({ at }) => at));
  const known = heard.filter(({ heardAt = Infinity }) => heardAt <= givenAt);
  const newest = Math.max(0, ...known.map(({ id }) => id));
  return heard.filter(({ id, heardAt = Infinity }) => heardAt > givenAt && id > newest);
}

/** An erasure leaves nothing of a chat. */
const GIVES_BACK: ReadonlySet<Deed['kind']> = new Set(['lifted', 'forgotten']);

function isByHand({ own, randomId }: Spoken): boolean {
  return own && randomId === undefined;
}

function followUpsAfterAnswers({ claims, messages }: Story): Violation[] {
  return claims.flatMap(({ at, peer, text }) => {
    if (labelOf(text).kind !== 'follow-up') return [];
    const here = messages.filter(({ chat }) => chat === peer);
    const heard = here.findLast(({ own, heardAt = Infinity }) => !own && heardAt < at);
    const own = here.findLast((one) => one.own && one.arrivedAt < at);
    if (!heard || (own && own.id > heard.id)) return [];
    return [violation('still-silent', at, `${text} to ${peer}, who said ${heard.id}`)];
  });
}

/** In groups there are only answers, each shown as one, to people who spoke to the account, and once to each word. */
function wrongInGroups(story: Story): Violation[] {
  const answered = new Set<string>();
  return saidBy(story).flatMap(({ chat, arrivedAt, text, replyToId }) => {
    if (chat > 0) return [];
    const what = wrongIn(story, chat, replyToId) ?? notAnAnswer(text);
    const place = `${chat}:${replyToId}`;
    const again = answered.has(place) ? 'answered twice' : undefined;
    answered.add(place);
    const wrong = what ?? again;
    return wrong === undefined ? [] : [violation('groups', arrivedAt, `${wrong}: ${text}`)];
  });
}

function wrongIn(
  { messages, bots }: Story,
  group: PeerId,
  replyToId: number | undefined,
): string | undefined {
  const asked = messages.find(({ chat, id }) => chat === group && id === replyToId);
  if (!asked) return 'not shown as a reply';
  if (asked.own) return 'an answer to itself';
  if (asked.mentioned !== true) return 'nobody spoke to the account';
  return bots.has(asked.senderId) ? 'a bot was answered' : undefined;
}

function notAnAnswer(text: string): string | undefined {
  return labelOf(text).budget === 'answer' ? undefined : 'not an answer';
}

function toBots(story: Story): Violation[] {
  return saidBy(story).flatMap(({ chat, arrivedAt, text }) =>
    story.bots.has(chat) && ['welcome', 'invite', 'follow-up'].includes(labelOf(text).kind)
      ? [violation('bots', arrivedAt, `${text} to the bot ${chat}`)]
      : [],
  );
}

/**
 * No message arrives twice; a welcome and an invite come once to a person, unless everything was erased in
 * between; a follow-up comes again only when somebody wrote by hand in between; in private there are no
 * more answers than questions.
 */
function saidTwice(story: Story): Violation[] {
  const said = saidBy(story);
  const ids = new Set<bigint | undefined>();
  return said.flatMap((one, index) => {
    const { randomId, arrivedAt, text, chat } = one;
    if (ids.has(randomId)) return [violation('exactly-once', arrivedAt, `${text} again`)];
    ids.add(randomId);
    const { kind } = labelOf(text);
    const before = said.slice(0, index).filter((other) => other.chat === chat);
    if (kind === 'answer' && chat > 0) return tooManyAnswers(story, one, before);
    const same = before.findLast((other) => labelOf(other.text).id === labelOf(text).id);
    if (!same || kind === 'burst' || kind === 'answer') return [];
    return beginsAnew(story, same, one, kind)
      ? []
      : [violation('once', arrivedAt, `${text} again to ${chat}`)];
  });
}

function tooManyAnswers(story: Story, one: Spoken, before: readonly Spoken[]): Violation[] {
  const answers = before.filter(({ text }) => labelOf(text).kind === 'answer').length + 1;
  const asked = story.messages.filter(
    ({ chat, own, heardAt = Infinity }) => chat === one.chat && !own && heardAt <= one.arrivedAt,
  ).length;
  if (answers <= asked) return [];
  return [violation('answers', one.arrivedAt, `${answers} answers to ${asked} messages`)];
}

function beginsAnew(story: Story, same: Spoken, again: Spoken, kind: string): boolean {
  const from = claimOf(story, same);
  const between = (at: number | undefined) =>
    at !== undefined && at >= from && at <= again.arrivedAt;
  const erased = story.deeds.some(
    (deed) => deed.kind === 'forgotten' && deed.peer === again.chat && between(deed.at),
  );
  if (erased || kind !== 'follow-up') return erased;
  return story.messages.some(
    (one) => one.chat === again.chat && one.randomId === undefined && between(one.heardAt),
  );
}

function claimOf({ claims }: Story, { randomId, arrivedAt }: Spoken): number {
  const first: Claim | undefined = claims.find((claim) => claim.randomId === randomId);
  return first?.at ?? arrivedAt;
}

/** Telegram tells whole seconds. */
function wholeSecond(at: number): number {
  return Math.floor(at / 1_000) * 1_000;
}

function violation(rule: string, at: number, what: string): Violation {
  return { rule, at, what };
}
