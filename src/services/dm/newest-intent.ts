import { RULE_NAMES } from '../../core/guard.js';
import type { IntentState } from '../../core/intent.js';
import { DAY_MS, HOUR_MS } from '../../lib/local-time.js';
import type { Conversation } from './conversation.js';
import { readStepKey } from './step-key.js';

/** The newest intent of a conversation, as far as the next step depends on it. */
export interface NewestIntent {
  readonly dedupeKey: string;
  readonly state: IntentState;
  /** The rule or error code that holds or ended it. */
  readonly rule?: string;
  readonly reason?: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt?: number;
  /** Milliseconds since the epoch. */
  readonly settledAt?: number;
}

/** What an intent means for what comes after it. Times are milliseconds since the epoch. */
export type Fate =
  /** It may still go: nothing else is proposed, look again `lookAt`. */
  | { readonly type: 'open'; readonly lookAt: number }
  /** It went or may have gone, or this text can never go: the conversation goes on behind it. */
  | { readonly type: 'done' }
  /** It did not go: it may come again `from` then on. */
  | { readonly type: 'unsaid'; readonly from: number }
  /** Telegram lets nothing through to this person. */
  | { readonly type: 'barred'; readonly at: number; readonly reason: string };

/** What did not go is not tried again the same day. In milliseconds. */
export const AGAIN_AFTER_MS = DAY_MS;
/** What waits is looked at so often, for what comes after it. */
const LOOK_AGAIN_MS = HOUR_MS;
/** What ends an intent by our own will; else it was Telegram's. */
const OUR_RULES: ReadonlySet<string> = new Set([...RULE_NAMES, 'cancelled']);

/** What became of the newest intent. */
export function fateOf(newest: NewestIntent | undefined, now: number): Fate {
  if (!newest) return { type: 'done' };
  const { state, expiresAt = Number.POSITIVE_INFINITY, settledAt = now } = newest;
  switch (state) {
    case 'draft':
    case 'queued':
    case 'sending':
      // What is too late is open until the outbox has ended it: never two of them.
      return {
        type: 'open',
        lookAt: expiresAt > now ? Math.min(now + LOOK_AGAIN_MS, expiresAt) : now + LOOK_AGAIN_MS,
      };
    case 'expired':
      return { type: 'unsaid', from: settledAt + AGAIN_AFTER_MS };
    case 'refused':
      if (OUR_RULES.has(newest.rule ?? 'cancelled')) {
        return { type: 'unsaid', from: settledAt + AGAIN_AFTER_MS };
      }
      return {
        type: 'barred',
        at: settledAt,
        reason: newest.reason ?? 'Telegram refused the last one',
      };
    case 'sent':
    case 'failed':
    case 'unknown':
      return { type: 'done' };
  }
}

/** A conversation in which its newest proposal was not said: it is the next step again. */
export function takenBack(conversation: Conversation, newest: NewestIntent): Conversation {
  const step = readStepKey(newest.dedupeKey);
  if (!step) return conversation;
  if (step.what === 'follow-up') {
    const next = step.state === conversation.state && step.stage + 1 === conversation.stage;
    return next ? { ...conversation, stage: step.stage } : conversation;
  }
  if (!conversation.said.includes(step.id)) return conversation;
  const said = conversation.said.filter((id) => id !== step.id);
  // The welcome is said only while it is pending.
  if (step.what === 'welcome') {
    const at = conversation.due?.at ?? Number.NEGATIVE_INFINITY;
    return { ...conversation, said, due: { what: 'welcome', id: step.id, at } };
  }
  return { ...conversation, said };
}

/** The conversation once a step is proposed. */
export function withProposed(
  conversation: Conversation,
  step: { readonly what: string; readonly id: string },
): Conversation {
  const { due: _done, reason: _over, ...rest } = conversation;
  return step.what === 'follow-up'
    ? { ...rest, stage: conversation.stage + 1 }
    : { ...rest, said: [...conversation.said, step.id] };
}

/** Is what is under way a follow-up? An answer ends it; a welcome or an invite it does not. */
export function isFollowUp(newest: NewestIntent): boolean {
  return readStepKey(newest.dedupeKey)?.what === 'follow-up';
}
