import type { InterfaceLanguage } from '../core/languages.js';
import { COMMANDS } from './commands.js';
import type { Telling } from './findings.js';

const SIZES = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
] as const;

/**
 * How a language tells moments and lengths of time: `2026-06-10 15:00:00` by the zone's wall clock; whole seconds,
 * from their two largest units: `2 h 5 min`.
 * @param timeZone IANA name
 */
export function tellingIn(language: InterfaceLanguage, timeZone: string): Telling {
  // Sweden writes moments as ISO 8601 does.
  const clock = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  const { units } = COMMANDS[language];
  return {
    time: (at) => clock.format(at),
    span: (ms) => spanOf(ms, units),
  };
}

function spanOf(
  ms: number,
  units: Readonly<Record<'d' | 'h' | 'min' | 's' | 'ms', string>>,
): string {
  if (ms > 0 && ms < 1_000) return `${Math.ceil(ms)} ${units.ms}`;
  let left = Math.max(0, Math.round(ms / 1_000));
  const parts: string[] = [];
  for (const [name, size] of SIZES) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) parts.push(`${count} ${units[name]}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(' ') || `0 ${units.s}`;
}
