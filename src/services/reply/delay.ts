import type { Random } from '../../lib/seeded-random.js';

/** How long a person would take, in milliseconds. */
export interface HumanDelay {
  /** Before anything is seen of it. */
  readonly readingMs: number;
  /** While it is seen that the account is writing. */
  readonly typingMs: number;
}

const READING_MS = { shortest: 1_500, longest: 4_000 };
const TYPING_MS_PER_CHARACTER = { shortest: 60, longest: 90 };
/** Nobody waits longer for an answer that is there already. */
const LONGEST_MS = 25_000;

/** The time that an answer of so many characters takes: some for reading, more the longer it is to type. */
export function humanDelay(characters: number, random: Random): HumanDelay {
  const readingMs = Math.round(between(READING_MS, random));
  const typingMs = Math.round(characters * between(TYPING_MS_PER_CHARACTER, random));
  return { readingMs, typingMs: Math.min(typingMs, LONGEST_MS - readingMs) };
}

function between({ shortest, longest }: { shortest: number; longest: number }, random: Random) {
  return shortest + random() * (longest - shortest);
}
