import type { InterfaceLanguage } from '../core/languages.js';
import { RULE_LABELS, ruleIn } from './rule-labels.js';
import { saidBy, TELEGRAM_SAYS } from './telegram-says.js';

/**
 * What holds a message, in a few words: `cap of the day (day-cap): …`. The daemon's own reason is English: in
 * another language it is told only of what has no words there.
 * @param code a rule's name, or the error code of an attempt
 */
export function heldBy(code: string, reason: string | null, language: InterfaceLanguage): string {
  const name = ruleIn(RULE_LABELS[language], code);
  const known = name === code ? saidBy(TELEGRAM_SAYS[language], code) : '';
  const why = language === 'en' ? reason : (known ?? reason);
  return why ? `${name}: ${why}` : name;
}
