/** A text after what is allowed to be mended was mended. */
export interface Normalised {
  readonly text: string;
  /** What was done, each by its name, once. */
  readonly mendings: readonly string[];
}

interface Mending {
  readonly name: string;
  mend(text: string): string;
}

const LABEL =
  /^(?:\*\*|__)?(?:comment|reply|answer|response|text|комментарий|ответ|текст|yorum|yanıt|cevap|metin)(?:\*\*|__)?\s?[:：](?:\*\*|__)?\s/iu;
/** How models announce what was asked for; `Here is what I like: …` is a sentence of its own. */
const PREAMBLE =
  /^(?:sure|certainly|of course|here|конечно|вот|tabii|elbette|[iİ]şte)(?!\p{L})(?:[^\n:.?]{0,40}(?:comment|reply|answer|response|text|коммент|ответ|текст|вариант|yorum|yanıt|cevap|metin)\p{L}{0,8}[^\n:.?]{0,30}|[^\n:.?]{0,10}here (?:it is|you are|you go)| (?:it is|you are|you go))?:\s/iu;
/** An opening quote with what closes it. */
const QUOTES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '“': '”',
  '„': '“',
  '«': '»',
  '‘': '’',
};
const MOST_JOINED_LINES = 3;
const LIST_OR_HEADING = /^\s*(?:[-*•#>]|\d+[.)]\s)/mu;

/** In this order, again and again until nothing is left to do: a quote may stand within a label. */
const MENDINGS: readonly Mending[] = [
  { name: 'unicode-form', mend: (text) => text.normalize('NFC') },
  { name: 'white-space', mend: (text) => oneSpace(text).trim() },
  { name: 'label', mend: (text) => text.replace(LABEL, '') },
  { name: 'preamble', mend: (text) => text.replace(PREAMBLE, '') },
  { name: 'quotes', mend: unquoted },
  { name: 'line-breaks', mend: joined },
];
const MOST_ROUNDS = 4;

/**
 * The only place where a model's text is changed: its edges and its white space, never its words. What it cannot
 * mend is left to the checks.
 */
export function normalise(written: string): Normalised {
  const done = new Set<string>();
  let text = written;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = text;
    for (const { name, mend } of MENDINGS) {
      const mended = mend(text);
      if (mended !== text) done.add(name);
      text = mended;
    }
    if (text === before) break;
  }
  return { text, mendings: [...done] };
}

/** Spaces of all widths are one space; line breaks stay. */
function oneSpace(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n');
}

/** Takes off quotes that stand around the whole text, and nowhere within it. */
function unquoted(text: string): string {
  const opening = text.charAt(0);
  const closing = QUOTES[opening];
  if (closing === undefined || text.length < 3 || !text.endsWith(closing)) return text;
  const within = text.slice(1, -1);
  return within.includes(opening) || within.includes(closing) ? text : within;
}

/** A few lines that are one paragraph become one; lists and paragraphs stay, to be seen by the checks. */
function joined(text: string): string {
  const lines = text.split('\n');
  if (lines.length < 2 || lines.length > MOST_JOINED_LINES) return text;
  if (lines.includes('') || LIST_OR_HEADING.test(text)) return text;
  return lines.join(' ');
}
