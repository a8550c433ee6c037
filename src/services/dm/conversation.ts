import type { PeerId } from '../../core/peer.js';
import type { ConversationState } from '../../core/people.js';
import { WITHDRAWALS } from '../../core/withdrawal.js';

/**
 * The life of a row of `conversations`, one a person.
 *
 * It begins with consent (`src/people` adds it in the transaction that records the consent), in the state
 * `first-contact`, with the welcome due at once. From then on:
 *
 * ```
 * first-contact ──the person writes──▶ active ◀──the person writes── manual
 *        └──────────the operator writes by hand──────────▶ manual ◀──┘ (from active too)
 * ```
 *
 * Entering a state, also the same one again, sets `stage` to 0: its follow-ups begin anew.
 *
 * `due…` is the one next step. When its time has come, everything is looked at again (`turn.ts`): it is
 * proposed, or put off (`reason` says why), or dropped. `said` and `stage` count a step as soon as it is
 * proposed; one that never went is taken back at the next look. Nothing due and the reason `NOTHING_MORE`:
 * it wakes when there is something new to say (`wake.ts`). Nothing due for another reason: only the person's
 * own word begins anew.
 */
export interface Conversation {
  readonly person: PeerId;
  readonly state: ConversationState;
  /** Ids of the welcome and of invites that were proposed and went, or were given up. */
  readonly said: readonly string[];
  /** Follow-ups proposed since the state was entered. */
  readonly stage: number;
  readonly due?: Due;
  /** For the operator: why nothing is planned, or why it waits. */
  readonly reason?: string;
}

/** Something that may be said to a person. */
export interface Step {
  readonly what: 'welcome' | 'invite' | 'follow-up';
  /** Of the text. */
  readonly id: string;
}

/** The next step, and when it is looked at. */
export interface Due {
  readonly what: Step['what'];
  /** Absent while nobody knows yet whether there is such a step. */
  readonly id?: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Everything there is to say was said. */
export const NOTHING_MORE = 'nothing more to say';
/** The last step there is was proposed: it is looked at once more, when it can't go any more. */
export const ON_ITS_WAY = 'the last one is on its way';
/** It waits until the operator's silence ends, or is lifted. */
export const TAKEN_OVER = WITHDRAWALS['taken-over'];

/** What is to be cancelled together. */
export function conversationThread(person: PeerId): string {
  return `dm:${person}`;
}
