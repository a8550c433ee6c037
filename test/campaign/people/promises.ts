import { FOLLOW_UP_AFTER_MS } from '../../../src/core/dm-settings.js';
import type { PeerId } from '../../../src/core/peer.js';
import type { ConversationState } from '../../../src/core/people.js';
import type { Violation } from '../judge.js';
import { ConsentModel } from './consent-model.js';
import { labelOf } from './speech.js';
import { type Spoken, type Story, saidBy } from './story.js';

/** Telegram tells whole seconds: a follow-up may count from almost a second too early. */
const ROUNDING_MS = 1_000;
const INVITE_AFTER_MS = 2 * 86_400_000;

/** A promise that was not kept to a person. */
export interface Broken extends Violation {
  readonly person: PeerId;
}

/**
 * What the settings of `dmSettings` promise, by the world's record alone: each follow-up comes when the account's
 * last word is as old as S3 says, none is left out, and everybody who agreed hears of the invite.
 * @param lateMs so much later it may be: while the program was not running, or somebody else's turn came first
 * @param endsAt nothing is promised after that; milliseconds since the epoch
 */
export function brokenPromises(story: Story, lateMs: number, endsAt: number): readonly Broken[] {
  const model = new ConsentModel(story);
  const people = new Set(story.messages.filter(({ chat }) => chat > 0).map(({ chat }) => chat));
  return [...people].flatMap((person) => {
    if (story.bots.has(person)) return [];
    const talk = story.messages.filter(({ chat }) => chat === person);
    const broken = [...wrongTimes(talk, lateMs)];
    if (model.allows(person, endsAt)) {
      broken.push(...missing(talk, lateMs, endsAt), ...notInvited(story, person, lateMs, endsAt));
    }
    return broken.map((violation) => ({ ...violation, person }));
  });
}

/** Follow-ups that came too soon, too late, out of order or of another schedule than the conversation's. */
function wrongTimes(talk: readonly Spoken[], lateMs: number): Violation[] {
  return talk.flatMap((one, index): Violation[] => {
    if (!isFollowUp(one)) return [];
    const due = nextFollowUp(talk.slice(0, index));
    const { arrivedAt: at, chat } = one;
    const { id } = labelOf(one.text);
    if (!due || due.id !== id) {
      return [{ rule: 'schedule', at, what: `${id} to ${chat} instead of ${due?.id}` }];
    }
    const late = at - due.at;
    if (late >= -ROUNDING_MS && late <= lateMs) return [];
    return [{ rule: 'schedule', at, what: `${id} to ${chat} came ${late} ms after its time` }];
  });
}

function missing(talk: readonly Spoken[], lateMs: number, endsAt: number): Violation[] {
  const due = nextFollowUp(talk);
  if (!due || due.at + lateMs >= endsAt) return [];
  return [{ rule: 'missing', at: due.at, what: `${due.id} to ${talk[0]?.chat} never came` }];
}

/** The follow-up that is next after what was said; undefined when none is, or the person spoke last. */
function nextFollowUp(talk: readonly Spoken[]): { id: string; at: number } | undefined {
  const last = talk.at(-1);
  if (!last?.own) return undefined;
  const begun = talk.findLastIndex(({ randomId }) => randomId === undefined);
  const state = stateAfter(talk[begun]);
  const stage = talk.slice(begun + 1).filter(isFollowUp).length;
  const afterMs = FOLLOW_UP_AFTER_MS[state][stage];
  if (afterMs === undefined) return undefined;
  return { id: `${state}-${stage + 1}`, at: last.arrivedAt + afterMs };
}

/** Where a conversation stands after the last word that was not the program's. */
function stateAfter(word: Spoken | undefined): ConversationState {
  if (!word) return 'first-contact';
  return word.own ? 'manual' : 'active';
}

function isFollowUp({ randomId, text }: Spoken): boolean {
  return randomId !== undefined && labelOf(text).kind === 'follow-up';
}

/** Who agreed is told of the invite two days later. */
function notInvited(story: Story, person: PeerId, lateMs: number, endsAt: number): Violation[] {
  const agreedAt = firstConsent(story, person);
  const at = agreedAt + INVITE_AFTER_MS;
  const invited = saidBy(story).some(
    ({ chat, text }) => chat === person && labelOf(text).id === 'later',
  );
  if (invited || at + lateMs >= endsAt) return [];
  return [{ rule: 'missing', at, what: `the invite to ${person} never came` }];
}

function firstConsent({ messages, deeds }: Story, person: PeerId): number {
  const words = messages.filter(
    ({ senderId, chat, mentioned, meaning }) =>
      senderId === person && (chat > 0 || (mentioned && meaning === 'opt-in')),
  );
  const times = [
    ...words.map(({ heardAt = Number.POSITIVE_INFINITY }) => heardAt),
    ...deeds.filter(({ peer, kind }) => peer === person && kind === 'imported').map(({ at }) => at),
  ];
  return Math.min(Number.POSITIVE_INFINITY, ...times);
}
