import type { InterfaceLanguage } from '../core/languages.js';
import { describeDuration } from '../lib/duration.js';
import { COMMANDS } from '../words/commands.js';

/** Whoever reads a report: by it the words are chosen, and moments told. */
export interface Reader {
  readonly language: InterfaceLanguage;
  /** IANA name: by whose wall clock moments are told. */
  readonly timeZone: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** A length of time in the reader's units, of whole seconds and at least one: `2 h 5 min`, `2 sa 5 dk`. */
export function lengthOfTime(ms: number, { language }: Pick<Reader, 'language'>): string {
  const { units } = COMMANDS[language];
  const seconds = Math.max(1, Math.round(ms / 1_000));
  return describeDuration(seconds * 1_000).replace(
    /d|h|min|s/g,
    (unit) => units[unit as keyof typeof units],
  );
}

/** A line of a report: what it is about, in a column of its own, and what is to be said. */
export function labelled(label: string, text: string): string {
  return `${label.padEnd(10)} ${text}`;
}
