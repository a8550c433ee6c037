import { MASK } from './secret.js';

/**
 * Shapes that are secrets wherever they stand: session strings (GramJS's, Telethon's), authorisation keys in
 * hexadecimal, bot tokens, and passwords in URLs.
 */
const SECRET_SHAPES: readonly (readonly [RegExp, string])[] = [
  [/\b1[A-Za-z0-9+/_-]{300,}={0,2}/g, MASK],
  [/\b[0-9a-f]{512}\b/gi, MASK],
  [/\b\d{6,12}:[A-Za-z0-9_-]{30,}/g, MASK],
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s:/?#@]*):[^\s/?#]*@/gi, `$1:${MASK}@`],
  [/([?&](?:password|token|secret|api_?key)=)[^\s&#]+/gi, `$1${MASK}`],
];

/** International numbers: `+`, the country code, and groups of digits. */
const PHONE = /\+\d(?:[ ().-]{0,2}\d){6,14}(?!\d)/g;

/** Shorter texts are words: masking them everywhere would hide the log itself. */
const SHORTEST_SECRET = 6;

/** A function that masks secrets and phone numbers in a text. */
export type Masker = (text: string) => string;

/**
 * Builds the masker.
 * @param secrets texts to hide wherever they stand, also as a URL writes them; shorter than 6 characters they are left
 */
export function maskerFor(secrets: Iterable<string>): Masker {
  const forms = new Set<string>();
  for (const text of secrets) {
    if (text.length < SHORTEST_SECRET) continue;
    forms.add(text);
    forms.add(encodeURIComponent(text));
    forms.add(JSON.stringify(text).slice(1, -1));
  }
  // The longest first: a secret may contain another.
  const known = [...forms].sort((a, b) => b.length - a.length);
  return (text) => {
    let masked = text;
    for (const form of known) masked = masked.replaceAll(form, MASK);
    for (const [shape, replacement] of SECRET_SHAPES) masked = masked.replace(shape, replacement);
    return masked.replace(PHONE, maskPhone);
  };
}

/** `+905551234567` → `+90********67`: enough to tell two accounts apart. */
export function maskPhone(phone: string): string {
  const compact = phone.replace(/[ ().-]/g, '');
  if (compact.length < 8) return MASK;
  return `${compact.slice(0, 3)}${'*'.repeat(compact.length - 5)}${compact.slice(-2)}`;
}
