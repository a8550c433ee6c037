import type { InterfaceLanguage } from '../../core/languages.js';
import { LINE_ACTIONS, LINES } from '../../words/lines.js';
import { TYPED } from './read-line.js';

/** What may be typed in line mode, a line each. */
export function helpLines(language: InterfaceLanguage, role: 'owner' | 'attached'): string[] {
  const { meaning, stopMeaning } = LINES[language];
  const width = Math.max(...Object.values(TYPED).map((typed) => typed.length));
  return LINE_ACTIONS.map((action) => {
    const does = action === 'leave' && role === 'owner' ? stopMeaning : meaning[action];
    return `${TYPED[action].padEnd(width)}  ${does}`;
  });
}
