import { bad, good, type Parsed } from './parsed.js';

const TRUE = ['true', 'yes', 'y', '1', 'on', 'enabled', 'evet', 'açık', 'acik', 'да', 'вкл'];
const FALSE = ['false', 'no', 'n', '0', 'off', 'disabled', 'hayır', 'hayir', 'kapalı', 'kapali'];
const FALSE_RUSSIAN = ['нет', 'выкл'];

/** Yes or no, in English, Turkish or Russian. */
export function parseBoolean(text: string): Parsed<boolean> {
  // Turkish capitals: İ and I fold to other letters than in English.
  const forms = [text.toLowerCase(), text.toLocaleLowerCase('tr')];
  if (forms.some((form) => TRUE.includes(form))) return good(true);
  if (forms.some((form) => FALSE.includes(form) || FALSE_RUSSIAN.includes(form)))
    return good(false);
  return bad('is neither yes nor no', 'Write {name}=true or {name}=false');
}
