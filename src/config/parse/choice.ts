import { bad, good, type Parser } from './parsed.js';

/** One of a few words, in any case. */
export function oneOf<T extends string>(words: readonly T[]): Parser<T> {
  return (text) => {
    const word = words.find((one) => one === text.toLowerCase());
    if (word !== undefined) return good(word);
    return bad(`is not one of ${words.join(', ')}`, `Write e.g. {name}=${words[0] ?? ''}`);
  };
}
