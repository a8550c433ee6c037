import { inspect } from 'node:util';
import type { Secret } from '../core/secret.js';

/** What stands in the place of a secret. */
export const MASK = '***';

class HiddenText implements Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [inspect.custom](): string {
    return MASK;
  }
}

/** Wraps a text so that printing, logging or serialising it shows `***`; only `reveal()` gives it out. */
export function secret(text: string): Secret {
  return new HiddenText(text);
}
