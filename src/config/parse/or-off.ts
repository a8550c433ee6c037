import { good, type Parser } from './parsed.js';

/** What `parse` takes, or the word `off`. */
export function orOff<T>(parse: Parser<T>): Parser<T | 'off'> {
  return (text) => (/^off$/i.test(text) ? good('off') : parse(text));
}
