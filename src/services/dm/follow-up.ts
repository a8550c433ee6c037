import type { DmSettings } from '../../core/dm-settings.js';
import { describeDuration } from '../../lib/duration.js';
import { DAY_MS } from '../../lib/local-time.js';
import { type Conversation, NOTHING_MORE, type Step } from './conversation.js';

/** A follow-up that could not go for so long, or a person who got no answer for so long, is let be. */
export const GIVEN_UP_AFTER_MS = 30 * DAY_MS;
/** Nobody is looked at more often while nothing can be said. */
const SHORTEST_ROUND_MS = 60_000;
/** Why a follow-up waits for the account's next word, whichever service says it. */
export const PERSON_SPOKE_LAST =
  'the person spoke last: it counts from the next word of the account';

/** The last words of a conversation. Times are milliseconds since the epoch. */
export interface LastWords {
  /** The account's, by any service or the operator. */
  readonly ownAt?: number;
  readonly ownId?: number;
  /** The person's. */
  readonly heardAt?: number;
  readonly heardId?: number;
}

/** What comes next, and when. Times are milliseconds since the epoch. */
export type Next =
  | { readonly type: 'say'; readonly step: Step; readonly at: number }
  /** The step may come at some time, but not yet: look again `at`, which is after now. */
  | { readonly type: 'wait'; readonly step: Step; readonly at: number; readonly reason: string }
  | { readonly type: 'none'; readonly reason: string };

/** Did the person speak last? Ids tell it exactly: in private they come from one counter of the account. */
export function personSpokeLast({ ownAt, ownId, heardAt, heardId }: LastWords): boolean {
  if (heardAt === undefined) return false;
  if (ownAt === undefined) return true;
  if (ownId !== undefined && heardId !== undefined) return heardId > ownId;
  return heardAt >= ownAt;
}

/**
 * The next follow-up of a conversation: so long after the account's last word as its stage says. After the
 * person's word none goes until the account has spoken again: until then it is looked at again each time
 * that the stage's time has gone by, so that it can never be late.
 */
export function nextFollowUp(
  { state, stage }: Pick<Conversation, 'state' | 'stage'>,
  words: LastWords,
  followUps: DmSettings['followUps'],
  now: number,
): Next {
  const followUp = followUps[state][stage];
  if (!followUp) return { type: 'none', reason: NOTHING_MORE };
  const { id, afterMs } = followUp;
  const step: Step = { what: 'follow-up', id };
  const { ownAt, heardAt } = words;
  if (heardAt !== undefined && personSpokeLast(words)) {
    if (now >= heardAt + GIVEN_UP_AFTER_MS) return givenUp('the person got no answer');
    const round = Math.max(afterMs, SHORTEST_ROUND_MS);
    const rounds = Math.max(1, Math.floor((now - heardAt) / round) + 1);
    return { type: 'wait', step, at: heardAt + rounds * round, reason: PERSON_SPOKE_LAST };
  }
  if (ownAt === undefined) return { type: 'none', reason: NOTHING_MORE };
  const at = ownAt + afterMs;
  if (now >= at + GIVEN_UP_AFTER_MS) return givenUp('the next follow-up could not go');
  return { type: 'say', step, at };
}

function givenUp(why: string): Next {
  return { type: 'none', reason: `given up: ${why} for ${describeDuration(GIVEN_UP_AFTER_MS)}` };
}
