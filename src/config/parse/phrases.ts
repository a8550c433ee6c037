import { bad, good, type Parsed } from './parsed.js';

const MOST = 200;
const LONGEST = 100;
const REMEDY = 'Write words or phrases with commas between them, e.g. {name}=yeter,bana yazma';

/** Words and phrases: commas, semicolons or line breaks stand between them; a JSON array works too. */
export function parsePhrases(text: string): Parsed<readonly string[]> {
  const inner = /^\[([\s\S]*)\]$/.exec(text.trim())?.[1] ?? text;
  const phrases = inner
    .split(/[,;\n]+/)
    .map((item) =>
      item
        .trim()
        .replace(/^(["'])(.*)\1$/, '$2')
        .trim()
        .replace(/\s+/g, ' '),
    )
    .filter((item) => item !== '');
  const wordless = phrases.find((phrase) => !/[\p{L}\p{N}]/u.test(phrase));
  if (wordless !== undefined) {
    return bad(`holds \`${wordless}\`, which has neither letter nor digit`, REMEDY);
  }
  const long = phrases.find((phrase) => phrase.length > LONGEST);
  if (long !== undefined) {
    return bad(`holds a phrase of ${long.length} characters, above ${LONGEST}`, REMEDY);
  }
  if (phrases.length > MOST) return bad(`holds ${phrases.length} phrases, above ${MOST}`, REMEDY);
  return good([...new Set(phrases)]);
}
