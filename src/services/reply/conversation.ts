import { DAY_MS } from '../../lib/local-time.js';

/** Something that was said in a private chat, kept to be understood in what follows. */
export interface Spoken {
  readonly by: 'other' | 'self';
  readonly text: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Of what the account said: the answer that it is. */
  readonly intent?: number;
}

/** So much of a chat is kept, and for so long. */
export const MOST_SPOKEN = 10;
/** In bytes of UTF-8, all texts together. */
export const MOST_BYTES = 4_000;
/** @see MOST_SPOKEN */
export const SPOKEN_KEPT_MS = DAY_MS;

/** Of one text, in UTF-16 units: even the widest leaves room for another. */
const LONGEST = 1_000;

/**
 * The newest of it, within the bounds. Cut off is what is longer; in front of what falls out, nothing is kept.
 * @param now milliseconds since the epoch
 */
export function bounded(spoken: readonly Spoken[], now: number): readonly Spoken[] {
  const kept: Spoken[] = [];
  let bytes = 0;
  for (const one of spoken.toReversed()) {
    const text = cut(one.text);
    bytes += Buffer.byteLength(text);
    if (kept.length >= MOST_SPOKEN || bytes > MOST_BYTES || one.at <= now - SPOKEN_KEPT_MS) break;
    kept.unshift({ ...one, text });
  }
  return kept;
}

/** Without an answer that was never said. */
export function without(spoken: readonly Spoken[], intent: number | undefined): readonly Spoken[] {
  return intent === undefined ? spoken : spoken.filter((one) => one.intent !== intent);
}

/** Takes one from what was stored; what is none is left out. */
export function readSpoken(stored: unknown): readonly Spoken[] {
  if (typeof stored !== 'object' || stored === null) return [];
  const { by, text, at, intent }: Partial<Record<keyof Spoken, unknown>> = stored;
  if ((by !== 'other' && by !== 'self') || typeof text !== 'string') return [];
  if (typeof at !== 'number') return [];
  return [{ by, text, at, ...(typeof intent === 'number' && { intent }) }];
}

/** Halves of a character are left out: the database takes none. */
function cut(text: string): string {
  return text.slice(0, LONGEST).replace(/\p{Surrogate}/gu, '');
}
