import { bad, good, type Parser } from './parsed.js';

/** Shorter ones can be guessed. */
const SHORTEST = 16;

/** A secret that opens something to whoever knows it. */
export const parseToken: Parser<string> = (text) => {
  if (/\s/.test(text)) return bad('has white space in it', 'Take it out of {name}');
  if (text.length >= SHORTEST) return good(text);
  return bad(`is shorter than ${SHORTEST} characters`, 'Make one with: openssl rand -base64 24');
};
