import { nearest } from '../nearest.js';
import { bad, good, type Parsed } from './parsed.js';

/** An IANA name that this machine's time zone data knows. */
export function parseTimeZone(text: string): Parsed<string> {
  try {
    if (/^[a-z]/i.test(text)) {
      new Intl.DateTimeFormat('en', { timeZone: text });
      return good(text);
    }
  } catch {
    // Said below, with the nearest name.
  }
  const guess = nearest(text, Intl.supportedValuesOf('timeZone'), 3) ?? 'Europe/Istanbul';
  return bad('is not a known time zone', `Write an IANA name, e.g. {name}=${guess}`);
}

/** The machine's own. */
export function systemTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
