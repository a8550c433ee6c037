import type { PeerId } from '../../../src/core/peer.js';
import type { Story } from './story.js';

/** Something that bears on whether a person may be written to. Times are milliseconds since the epoch. */
interface Fact {
  readonly kind: 'agreed' | 'opted-in' | 'refused';
  /** When it was said, by the server's date, or done. */
  readonly at: number;
  /** When the daemon knew. */
  readonly knownAt: number;
}

/**
 * The judge's own idea of consent, from what was said and done: whoever wrote first, opted in or was imported may
 * be written to, unless the newest refusal is newer than the newest opt-in word.
 */
export class ConsentModel {
  readonly #facts = new Map<PeerId, Fact[]>();

  constructor({ messages, retractions, deeds }: Story) {
    for (const { chat, senderId, own, mentioned, meaning, arrivedAt, heardAt } of messages) {
      if (own || meaning === undefined || heardAt === undefined || !isAddressed(chat, mentioned))
        continue;
      if (chat < 0 && meaning === 'talk') continue;
      const kind = KINDS[meaning];
      this.#add(senderId, { kind, at: serverDate(arrivedAt), knownAt: heardAt });
    }
    for (const { chat, senderId, mentioned, editedAt, heardAt } of retractions) {
      if (heardAt === undefined || !isAddressed(chat, mentioned)) continue;
      this.#add(senderId, { kind: 'refused', at: serverDate(editedAt), knownAt: heardAt });
    }
    for (const { kind, peer, at } of deeds) {
      if (kind === 'lifted') continue;
      this.#add(peer, { kind: kind === 'imported' ? 'agreed' : 'refused', at, knownAt: at });
    }
  }

  /**
   * May the person be written to, by what was known at a moment? What became known in that very millisecond may
   * have been known, or not: either is accepted.
   */
  allows(person: PeerId, at: number): boolean {
    const facts = this.#facts.get(person) ?? [];
    return (
      isAllowed(facts.filter(({ knownAt }) => knownAt < at)) ||
      isAllowed(facts.filter(({ knownAt }) => knownAt <= at))
    );
  }

  #add(person: PeerId, fact: Fact): void {
    const known = this.#facts.get(person);
    if (known) known.push(fact);
    else this.#facts.set(person, [fact]);
  }
}

const KINDS = { talk: 'agreed', 'opt-in': 'opted-in', 'opt-out': 'refused' } as const;

function isAllowed(facts: readonly Fact[]): boolean {
  const newest = (kind: Fact['kind']) =>
    Math.max(...facts.filter((fact) => fact.kind === kind).map(({ at }) => at));
  const refused = newest('refused');
  if (refused > Number.NEGATIVE_INFINITY) return newest('opted-in') > refused;
  return facts.length > 0;
}

function isAddressed(chat: PeerId, mentioned: boolean | undefined): boolean {
  return chat > 0 || mentioned === true;
}

/** Telegram tells whole seconds. */
function serverDate(at: number): number {
  return Math.floor(at / 1_000) * 1_000;
}
