import type { PeerId } from '../core/peer.js';
import { isTelegramsOwn, type Refusal } from '../core/people.js';
import { ASKED_TO_BE_FORGOTTEN, type KnownStanding } from './standing-rows.js';

/** A refusal in words: `opted out on 2026-06-01 by the word "dur"`. */
export function describeRefusal({ at, how }: Refusal): string {
  if (how === ASKED_TO_BE_FORGOTTEN) return how;
  const day = new Date(at).toISOString().slice(0, 10);
  return how === 'operator'
    ? `refused by the operator on ${day}`
    : `opted out on ${day} by the word "${how}"`;
}

/** Why this is nobody to write to, whatever it does; undefined for people and bots. */
export function nobody(
  person: PeerId,
  { kind, username }: Pick<KnownStanding, 'kind' | 'username'>,
  self: PeerId | undefined,
): string | undefined {
  if (person <= 0 || (kind !== undefined && kind !== 'user')) return 'not a person';
  if (person === self) return 'the account itself';
  const telegrams = isTelegramsOwn({ id: person, ...(username !== undefined && { username }) });
  return telegrams ? "Telegram's own account" : undefined;
}

/** Why a list cannot make this one agree; undefined when there is nothing against it. */
export function refusalOf(
  person: PeerId,
  known: KnownStanding,
  self: PeerId | undefined,
): string | undefined {
  const { standing, bot } = known;
  const reason = nobody(person, known, self) ?? (bot ? 'a bot' : undefined);
  return reason ?? (standing.refusal && describeRefusal(standing.refusal));
}
