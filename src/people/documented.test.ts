import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { consentWords } from './words.js';

const page = readFileSync(new URL('../../docs/people.md', import.meta.url), 'utf8');
const readWord = consentWords({ optOutWords: [], optInWords: [] });

/** The words of the table, by what they are said to mean. */
function words(column: number): string[] {
  const rows = page.match(/^\| (?:Turkish|Russian|English) \|.*$/gm) ?? [];
  const cells = rows.map((row) => row.split('|')[column] ?? '');
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word));
}

describe('the words in docs/people.md', () => {
  test('agree, and refuse, as it says', () => {
    const [agreeing, refusing] = [words(2), words(3)];
    expect(agreeing.length).toBeGreaterThan(8);
    expect(refusing.length).toBeGreaterThan(12);
    expect(agreeing.filter((word) => readWord(word)?.change !== 'granted')).toEqual([]);
    expect(refusing.filter((word) => readWord(word)?.change !== 'refused')).toEqual([]);
  });

  test('refuse nothing in another sentence', () => {
    expect(page).toContain('"bus stop?" refuses nothing');
    expect(readWord('bus stop?')).toBeUndefined();
  });
});
