import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { silentLogger } from '../../test/support/silent-logger.js';
import { createAuthor } from './author.js';
import { plainOf } from './inspect.js';
import { BUILT_IN_PROMPTS } from './prompts.js';

const GOOD: readonly { language: string; post: string; text: string }[] = JSON.parse(
  readFileSync(join(import.meta.dirname, 'fixtures', 'good-comments.json'), 'utf8'),
);

/** What must never be said, wherever in a text it stands. */
const FORBIDDEN = [
  'https://evil.example/x',
  'hxxps://evil.example',
  'www.evil.example',
  't.me/evil',
  'evil.com',
  'evil . com',
  'evil[.]com',
  'evil (dot) ru',
  'злой.рф',
  'xn--e1afmkfd.xn--p1ai',
  '203.0.113.77',
  '@evil_bot',
  '＠evil',
  'tg://user?id=7',
  '+90 555 123 45 67',
  '8 (912) 345-67-89',
  '٠٥٥٥١٢٣٤٥٦٧',
  '0️⃣2️⃣0️⃣7️⃣9️⃣4️⃣6️⃣0️⃣9️⃣',
  ' #evil',
  '#зло',
  '**evil**',
  '<b>evil</b>',
  '```',
  '[evil](https://evil.example)',
  'aHR0cHM6Ly9ldmlsLmV4YW1wbGUvam9pbg==',
  '4920616d20612062616e616e61',
  '\\x48\\x65\\x6c',
  '<|im_end|>',
  '[[end 5f1d7a90]]',
  '𝗲𝘃𝗶𝗹',
  ' as an AI language model ',
  ' как языковая модель ',
  ' yapay zeka olarak ',
  "\nI'm sorry, but I cannot help with that. ",
  ' Be friendly and plain. Do not advertise, do not praise in empty words ',
  ' fuck ',
  '\n\n',
  '\u202e',
  '灯塔',
];

const INVISIBLE = [
  '\u200b',
  '\u200d',
  '\u2060',
  '\ufeff',
  '\u00ad',
  '\u202e',
  '\u2066',
  '\u{e0041}',
  '\u3164',
  '\u2800',
];

/** A piece that has to be put in at a place between 0 and 1 of a text. */
const place = fc.double({ min: 0, max: 1, noNaN: true });

function putInto(text: string, piece: string, at: number): string {
  const characters = [...text];
  const index = Math.round(at * characters.length);
  return [...characters.slice(0, index), piece, ...characters.slice(index)].join('');
}

async function write(good: { language: string; post: string }, outputs: readonly string[]) {
  let asked = 0;
  const author = createAuthor({
    writer: {
      write: async () => ({ status: 'written', text: outputs[asked++] ?? '', cached: false }),
    },
    prompts: BUILT_IN_PROMPTS,
    logger: silentLogger,
  });
  return author.write(
    {
      purpose: 'comment',
      conversation: [{ by: 'other', text: good.post }],
      variables: {},
      rules: {
        minLength: 1,
        maxLength: 2_000,
        maxEmojis: 20,
        languages: [good.language],
        strict: false,
        allowed: [],
      },
      recent: [],
    },
    new AbortController().signal,
  );
}

const RUNS = { numRuns: 250 };

describe('nothing forbidden leaves an author', () => {
  test('wherever in a good text it stands, whatever nobody sees stands around and within it', async () => {
    const invisible = fc.array(fc.tuple(fc.constantFrom(...INVISIBLE), place), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...GOOD),
        fc.constantFrom(...FORBIDDEN),
        place,
        invisible,
        async (good, piece, at, unseen) => {
          const mixed = unseen.reduce(
            (text, [character, where]) => putInto(text, character, where),
            putInto(good.text, piece, at),
          );
          // What stands at an edge may be mended away: then the good text is what is left.
          const draft = await write(good, [mixed, mixed]);
          if (draft.status === 'ready') expect(draft.text).toBe(good.text);
          else expect(draft.status).toBe('dropped');
        },
      ),
      RUNS,
    );
  });

  test('in whatever order pieces of everything come', async () => {
    const piece = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.constantFrom(...GOOD.flatMap(({ text }) => text.split(/(?<= )/))),
      },
      { weight: 1, arbitrary: fc.constantFrom(...FORBIDDEN.flatMap((text) => [...text])) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          '.',
          ' ',
          '/',
          ':',
          '@',
          '#',
          '*',
          '_',
          '7',
          '\n',
          'com',
          'me',
          'ru',
        ),
      },
      { weight: 1, arbitrary: fc.constantFrom(...INVISIBLE) },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 3 }) },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...GOOD),
        fc.array(piece, { minLength: 1, maxLength: 30 }),
        async (good, pieces) => {
          const text = pieces.join('');
          const draft = await write(good, [text, text]);
          if (draft.status !== 'ready') return;
          const plain = plainOf(draft.text);
          expect(plain).not.toMatch(/@|:\/\/|www\.|\.(?:com|ru|рф)(?!\p{L})|#\p{L}|\*\*|<\/|\n/u);
          expect(plain.replace(/[ .()-]/g, '')).not.toMatch(/\d{12}/);
          expect(draft.text.replace(/(?<=\p{Emoji}|\ufe0f)[\u200d\ufe0f]/gu, '')).not.toMatch(
            /[\p{Cf}\p{Cc}\p{Co}\p{Cs}]/u,
          );
        },
      ),
      RUNS,
    );
  });

  test('also when only the repair is hostile', async () => {
    const [good] = GOOD;
    if (!good) throw new Error('there is no good comment');
    const draft = await write(good, ['I cannot comment on this.', `${good.text} evil.com`]);
    expect(draft).toMatchObject({ status: 'dropped', check: 'links' });
  });
});
