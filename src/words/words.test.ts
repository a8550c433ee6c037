import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { INTERFACE_LANGUAGES } from '../core/languages.js';
import { russian } from './plural.js';

const here = dirname(fileURLToPath(import.meta.url));
/** What helps the catalogues, and is none. */
const NONE = ['catalogue.ts', 'held-by.ts', 'plural.ts', 'telling.ts', 'why-story.ts'];
/** Texts that may be the same in every language: names, abbreviations, and words that languages share. */
const SAME_IN_ALL = ['telegram', 'Telegram', 'ms', 'alarm'];

interface Leaf {
  /** `src/words/lines.ts LINES.titles.next` */
  readonly path: string;
  readonly value: unknown;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isCatalogue(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && INTERFACE_LANGUAGES.every((language) => language in value);
}

function leaves(value: unknown, path: string): Leaf[] {
  if (!isRecord(value)) return [{ path, value }];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`));
}

const files = readdirSync(here).filter((file) => /^[\w-]+\.ts$/.test(file) && !NONE.includes(file));
const catalogues = (
  await Promise.all(
    files.map(async (file) => {
      const exported: Record<string, unknown> = await import(join(here, file));
      return Object.entries(exported)
        .filter(([, value]) => isCatalogue(value))
        .map(([name, value]) => ({
          name: `${file} ${name}`,
          words: value as Record<string, unknown>,
        }));
    }),
  )
).flat();

/** Values that tell one call's text from another's, whatever kinds of things it takes. */
function say(text: (...values: unknown[]) => unknown): string | undefined {
  const holes = Array.from({ length: Math.max(text.length, 1) }, () => 7);
  try {
    return String(text(...holes));
  } catch {
    // It takes a record, or a text.
    return undefined;
  }
}

describe('the words of the interface', () => {
  test('every file has a catalogue in every language', () => {
    expect(files.length).toBeGreaterThan(5);
    const without = files.filter(
      (file) => !catalogues.some(({ name }) => name.startsWith(`${file} `)),
    );
    expect(without).toEqual([]);
  });

  test('no language lacks a text, none has one too many', () => {
    for (const { name, words } of catalogues) {
      const [first, ...others] = INTERFACE_LANGUAGES.map((language) =>
        leaves(words[language], name).map(({ path }) => path),
      );
      for (const paths of others) expect(paths).toEqual(first);
    }
  });

  test('no text is empty', () => {
    const empty = catalogues.flatMap(({ name, words }) =>
      leaves(words, name).filter(
        ({ value }) =>
          (typeof value === 'string' && value.trim() === '') ||
          (typeof value === 'function' && say(value as () => unknown)?.trim() === ''),
      ),
    );
    expect(empty.map(({ path }) => path)).toEqual([]);
  });

  test('texts are texts, or make texts of as many values as in the other languages', () => {
    for (const { name, words } of catalogues) {
      const kinds = INTERFACE_LANGUAGES.map((language) =>
        leaves(words[language], name).map(({ path, value }) => [
          path,
          typeof value,
          typeof value === 'function' ? value.length : null,
        ]),
      );
      for (const other of kinds.slice(1)) expect(other).toEqual(kinds[0]);
      expect(kinds.flat().filter(([, kind]) => kind !== 'string' && kind !== 'function')).toEqual(
        [],
      );
    }
  });

  test('Turkish and Russian say it in their own words, but for what is the same in all', () => {
    const alike = catalogues.flatMap(({ name, words }) => {
      const english = new Map(leaves(words.en, name).map(({ path, value }) => [path, value]));
      return ['tr', 'ru'].flatMap((language) =>
        leaves(words[language], name)
          .filter(({ path, value }) => typeof value === 'string' && value === english.get(path))
          .filter(({ value }) => /\p{L}/u.test(String(value)))
          .filter(({ value }) => !SAME_IN_ALL.includes(String(value)))
          .map(({ path, value }) => `${language} ${path}: ${value}`),
      );
    });
    expect(alike).toEqual([]);
  });

  test('Russian counts in its three ways', () => {
    const counted = (count: number) => russian(count, 'чат', 'чата', 'чатов');
    expect([1, 21, 101].map(counted)).toEqual(['чат', 'чат', 'чат']);
    expect([2, 3, 4, 22, 104].map(counted)).toEqual(['чата', 'чата', 'чата', 'чата', 'чата']);
    expect([0, 5, 11, 12, 14, 20, 111, 112].map(counted)).toEqual(Array(8).fill('чатов'));
  });
});
