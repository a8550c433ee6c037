import type { InterfaceLanguage } from '../core/languages.js';
import { durationIn } from '../tui/durations.js';

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
  return durationIn(language, Math.max(1, Math.round(ms / 1_000)) * 1_000);
}

/** A line of a report: what it is about, in a column of its own, and what is to be said. */
export function labelled(label: string, text: string): string {
  return `${label.padEnd(10)} ${text}`;
}
