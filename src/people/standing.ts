import type { PeerId } from '../core/peer.js';
import type { Consent, ConsentBasis, Refusal } from '../core/people.js';

/**
 * Whether a person may be written to: with consent and without a refusal. The refusal stands above any consent:
 *
 * | | nothing | consent | refusal |
 * | --- | --- | --- | --- |
 * | a message, a list | consent | – | – |
 * | an opt-in word | consent | consent by the word | consent by the word, if said later |
 * | an opt-out word | refusal | refusal, unless the opt-in word was said later | the later of the two |
 *
 * What was said counts by its own time: messages are heard late and out of order. In doubt (the same second) the
 * refusal stands.
 */
export interface Standing {
  readonly consent?: Consent;
  readonly refusal?: Refusal;
}

/** Something that bears on it. Times are milliseconds since the epoch, by Telegram's server where it is a message. */
export type Fact =
  | {
      readonly kind: 'consent';
      readonly basis: ConsentBasis;
      readonly source: string;
      readonly at: number;
    }
  | { readonly kind: 'refusal'; readonly how: string; readonly at: number };

/** A fact that changed whether somebody may be written to. */
export interface RecordedChange {
  readonly person: PeerId;
  readonly change: 'granted' | 'refused';
  readonly fact: Fact;
}

/** The standing after a fact. It is the same object when the fact changes nothing. */
export function standingAfter(standing: Standing, fact: Fact): Standing {
  return fact.kind === 'refusal' ? refused(standing, fact) : granted(standing, fact);
}

/** Did the fact change whether the person may be written to, or on what ground? */
export function changeBetween(
  before: Standing,
  after: Standing,
): 'granted' | 'refused' | undefined {
  if (after.refusal) return before.refusal ? undefined : 'refused';
  return before.refusal || after.consent !== before.consent ? 'granted' : undefined;
}

function refused(standing: Standing, { how, at }: { how: string; at: number }): Standing {
  const { consent, refusal } = standing;
  if (refusal) return at > refusal.at ? { ...standing, refusal: { at, how } } : standing;
  if (consent?.basis === 'opt_in_word' && consent.at > at) return standing;
  return { ...standing, refusal: { at, how } };
}

function granted(standing: Standing, { basis, source, at }: Consent): Standing {
  const { consent, refusal } = standing;
  const ownWord = basis === 'opt_in_word';
  if (refusal && !(ownWord && at > refusal.at)) return standing;
  if (!refusal && consent && !(ownWord && consent.basis !== 'opt_in_word')) return standing;
  return { consent: { basis, source, at } };
}
