import type { Masker } from './mask.js';
import { MASK } from './secret.js';

const DEEPEST = 6;
const MOST_ENTRIES = 100;
const LONGEST_TEXT = 8_000;

/** Names under which a value is a secret, whatever it looks like. */
const SECRET_NAME =
  /pass(word|wd)?$|secret|token|api_?hash|auth_?key|private_?key|encryption_?key|session_?string|cookie|authorization|(login|phone)_?code/i;

/** An error's own fields that are told by themselves. */
const SHOWN_APART = new Set(['name', 'message', 'stack', 'cause']);

type Entry = readonly [name: string, read: () => unknown];

/**
 * Makes plain data of whatever is to be logged: bounded in depth and size, safe with cycles and with getters
 * that throw, and with every text masked.
 */
export function loggable(value: unknown, mask: Masker): unknown {
  return new Flattener(mask).flatten(value, 0);
}

class Flattener {
  readonly #mask: Masker;
  /** What the walk is inside of: meeting one of these again is a cycle. */
  readonly #around = new Set<object>();

  constructor(mask: Masker) {
    this.#mask = mask;
  }

  flatten(value: unknown, depth: number): unknown {
    switch (typeof value) {
      case 'string':
        return this.#text(value);
      case 'bigint':
      case 'symbol':
        return String(value);
      case 'function':
        return '[function]';
      case 'object':
        return value === null ? null : this.#object(value, depth);
      default:
        return value;
    }
  }

  #text(text: string): string {
    // Masked before it is cut: half a secret would not be recognised.
    const masked = this.#mask(text.slice(0, 10 * LONGEST_TEXT));
    if (text.length <= LONGEST_TEXT) return masked;
    return `${masked.slice(0, LONGEST_TEXT)}… (${text.length} characters)`;
  }

  #object(value: object, depth: number): unknown {
    if (this.#around.has(value)) return '[circular]';
    if (depth >= DEEPEST) return '[deeper]';
    this.#around.add(value);
    try {
      return this.#parts(value, depth + 1);
    } catch {
      return '[unreadable]';
    } finally {
      this.#around.delete(value);
    }
  }

  #parts(value: object, depth: number): unknown {
    if (value instanceof Error) return this.#error(value, depth);
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
    if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
    if (value instanceof Map) {
      return this.#entries(
        [...value].map(([key, part]) => [String(key), () => part]),
        depth,
      );
    }
    if (Array.isArray(value) || value instanceof Set) {
      const items = [...value];
      const shown = items.slice(0, MOST_ENTRIES).map((item) => this.flatten(item, depth));
      return items.length > MOST_ENTRIES ? [...shown, `… (${items.length} items)`] : shown;
    }
    if ('toJSON' in value && typeof value.toJSON === 'function') {
      return this.flatten(value.toJSON(), depth);
    }
    return this.#entries(gettersOf(value), depth);
  }

  #entries(entries: readonly Entry[], depth: number): Record<string, unknown> {
    const shown = entries.slice(0, MOST_ENTRIES).map(([key, read]) => {
      return [this.#mask(key), this.#named(key, read, depth)] as const;
    });
    const rest = entries.length - shown.length;
    return Object.fromEntries(rest > 0 ? [...shown, ['…', `${rest} more`]] : shown);
  }

  #named(name: string, read: () => unknown, depth: number): unknown {
    try {
      const value = read();
      const simple = typeof value === 'string' || ArrayBuffer.isView(value);
      return simple && SECRET_NAME.test(name) ? MASK : this.flatten(value, depth);
    } catch {
      return '[unreadable]';
    }
  }

  #error(error: Error, depth: number): unknown {
    const own = gettersOf(error).filter(([key]) => !SHOWN_APART.has(key));
    return {
      name: error.name,
      message: this.#text(error.message),
      ...this.#entries(own, depth),
      ...(error.stack === undefined ? {} : { stack: this.#text(error.stack) }),
      ...(error.cause === undefined ? {} : { cause: this.flatten(error.cause, depth) }),
    };
  }
}

/** Read late, so that a getter that throws spoils only itself. */
function gettersOf(value: object): readonly Entry[] {
  return Object.keys(value).map((key) => [key, () => Reflect.get(value, key)]);
}
