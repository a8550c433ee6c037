/** One private message between a person and the account, as the sandbox's world holds it. */
export interface PrivateWord {
  readonly person: number;
  readonly by: 'person' | 'postaci' | 'operator';
  readonly text: string;
}

/** What the words of the story mean: the world does not say it. */
export interface Meanings {
  readonly isOptIn: (text: string) => boolean;
  readonly isOptOut: (text: string) => boolean;
  readonly isInvite: (text: string) => boolean;
}

/** What became of people, each counted once; messages that should not have gone, each of them. */
export interface PeopleSummary {
  readonly wrote: number;
  /** People who wrote and got an answer, postaci's or the operator's. */
  readonly answered: number;
  readonly optedIn: number;
  readonly invited: number;
  readonly optedOut: number;
  /** People whom the operator answered by hand. */
  readonly takenOver: number;
  /** Messages of postaci to somebody who had opted out. */
  readonly writtenAfterOptOut: number;
  /** Messages of postaci to somebody who had neither written nor agreed. */
  readonly writtenWithoutConsent: number;
  /** Messages of postaci behind the operator's own, in a chat that was taken over. */
  readonly writtenAfterTakeover: number;
}

/**
 * Reads from the world alone what was said to people, and whether it might be.
 * @param words in the order in which they were said
 */
export function judgePeople(words: readonly PrivateWord[], meanings: Meanings): PeopleSummary {
  const people = new Map<number, Fate>();
  for (const word of words) {
    const fate = people.get(word.person) ?? new Fate();
    people.set(word.person, fate);
    fate.note(word, meanings);
  }
  const fates = [...people.values()];
  const count = (what: (fate: Fate) => boolean) => fates.filter(what).length;
  const sum = (what: (fate: Fate) => number) => fates.reduce((all, fate) => all + what(fate), 0);
  return {
    wrote: count(({ wrote }) => wrote),
    answered: count(({ answered }) => answered),
    optedIn: count(({ optedIn }) => optedIn),
    invited: count(({ invited }) => invited),
    optedOut: count(({ optedOut }) => optedOut),
    takenOver: count(({ takenOver }) => takenOver),
    writtenAfterOptOut: sum(({ afterOptOut }) => afterOptOut),
    writtenWithoutConsent: sum(({ withoutConsent }) => withoutConsent),
    writtenAfterTakeover: sum(({ afterTakeover }) => afterTakeover),
  };
}

/** One person, as far as the words go. */
class Fate {
  wrote = false;
  answered = false;
  optedIn = false;
  invited = false;
  optedOut = false;
  takenOver = false;
  afterOptOut = 0;
  withoutConsent = 0;
  afterTakeover = 0;
  #refuses = false;

  note({ by, text }: PrivateWord, meanings: Meanings): void {
    if (by === 'person') this.#hear(text, meanings);
    else if (by === 'operator') {
      this.answered ||= this.wrote;
      this.takenOver = true;
    } else this.#say(text, meanings);
  }

  #hear(text: string, { isOptIn, isOptOut }: Meanings): void {
    this.wrote = true;
    if (isOptIn(text)) {
      this.optedIn = true;
      this.#refuses = false;
    }
    if (isOptOut(text)) {
      this.optedOut = true;
      this.#refuses = true;
    }
  }

  #say(text: string, { isInvite }: Meanings): void {
    if (this.#refuses) this.afterOptOut++;
    else if (!this.wrote) this.withoutConsent++;
    if (this.takenOver) this.afterTakeover++;
    if (isInvite(text)) this.invited = true;
    else this.answered ||= this.wrote;
  }
}
