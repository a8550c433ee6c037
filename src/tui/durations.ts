import type { InterfaceLanguage } from '../core/languages.js';
import { describeDuration } from '../lib/duration.js';
import { COMMANDS } from '../words/commands.js';

/** A length of time in whole seconds, rounded up, from its two largest units: `2 h 5 min`, `2 sa 5 dk`. */
export function durationIn(language: InterfaceLanguage, ms: number): string {
  const { units } = COMMANDS[language];
  const english = describeDuration(Math.ceil(Math.max(0, ms) / 1_000) * 1_000);
  return english.replace(/(\d+) (d|h|min|s|ms)\b/g, (_all, count: string, unit: string) => {
    return `${count} ${units[unit as keyof typeof units]}`;
  });
}
