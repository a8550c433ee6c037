import type { DmSettings } from '../../core/dm-settings.js';
import type { Consent } from '../../core/people.js';
import type { PeopleLimits } from '../../core/settings.js';
import { type Conversation, type Due, ON_ITS_WAY, type Step } from './conversation.js';
import type { Facts } from './facts.js';
import {
  AGAIN_AFTER_MS,
  type Fate,
  fateOf,
  isFollowUp,
  type NewestIntent,
  takenBack,
} from './newest-intent.js';
import { earliestAt, nextStep } from './next-step.js';

/** All that a conversation's next step follows from. */
export interface View {
  readonly conversation: Conversation;
  readonly consent: Consent;
  readonly facts: Facts;
  readonly settings: DmSettings;
  readonly limits: PeopleLimits;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The conversation as it is to be kept, and what may be said at once. */
export interface Outlook {
  readonly conversation: Conversation;
  /** Its time has come. Absent: nothing may be said now. */
  readonly step?: Step;
}

/** Looks at a conversation: what is its next step, and when? */
export function lookAt(view: View): Outlook {
  const { facts, now } = view;
  const { newest } = facts;
  const fate = fateOf(newest, now);
  if (fate.type === 'open' && newest) return behindOpen(view, newest, fate);
  if (fate.type === 'barred' && !(facts.words.heardAt && facts.words.heardAt > fate.at)) {
    return { conversation: over(view.conversation, fate.reason) };
  }
  const conversation =
    fate.type === 'unsaid' && newest ? takenBack(view.conversation, newest) : view.conversation;
  const again =
    fate.type === 'unsaid' && conversation !== view.conversation ? fate.from : -Infinity;
  const next = stepOf({ ...view, conversation }, again);
  if (next.type === 'none') return { conversation: over(conversation, next.reason) };
  const due: Due = { ...next.step, at: next.at };
  if (next.type === 'wait') return { conversation: later(conversation, due, next.reason) };
  const planned = later(conversation, due);
  return next.at <= now ? { conversation: planned, step: next.step } : { conversation: planned };
}

/** A conversation in which nothing is planned any more. */
export function over(conversation: Conversation, reason: string): Conversation {
  const { due: _over, ...rest } = conversation;
  return { ...rest, reason };
}

/** A conversation with its next step. */
export function later(conversation: Conversation, due: Due, reason?: string): Conversation {
  const { reason: _before, ...rest } = conversation;
  return { ...rest, due, ...(reason !== undefined && { reason }) };
}

function stepOf(view: View, notBefore: number) {
  const { facts, limits } = view;
  const free = earliestAt(facts.unsolicited, limits);
  return nextStep({ ...view, words: facts.words, notBefore: Math.max(free, notBefore) });
}

/**
 * One is on its way: nothing else is proposed. What comes behind it is planned as if it went; an offer that
 * does not go comes again before anything that is far away.
 */
function behindOpen(
  view: View,
  newest: NewestIntent,
  fate: Extract<Fate, { type: 'open' }>,
): Outlook {
  const { conversation } = view;
  const next = stepOf(isFollowUp(newest) ? view : asSaidNow(view), Number.NEGATIVE_INFINITY);
  const expiresAt = newest.expiresAt ?? fate.lookAt;
  if (next.type === 'none') {
    const what = isFollowUp(newest) ? 'follow-up' : 'invite';
    const due: Due = { what, at: Math.max(fate.lookAt, expiresAt) };
    return { conversation: later(conversation, due, ON_ITS_WAY) };
  }
  const latest = isFollowUp(newest) ? Number.POSITIVE_INFINITY : expiresAt + AGAIN_AFTER_MS;
  const at = next.at > view.now ? Math.min(next.at, latest) : fate.lookAt;
  const reason = next.type === 'wait' ? next.reason : undefined;
  return { conversation: later(conversation, { ...next.step, at }, reason) };
}

/** An offer that waits may go at any moment from now on: what follows it is looked at soon enough for the first. */
function asSaidNow(view: View): View {
  const { facts, now } = view;
  const words = { ...facts.words, ownAt: now, ownId: Number.MAX_SAFE_INTEGER };
  return { ...view, facts: { ...facts, words } };
}
