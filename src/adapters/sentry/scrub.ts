/**
 * Takes out of an error's text whatever may be somebody's words or name. Secrets and phone numbers were masked
 * before, by the log. What is quoted is kept only where it is a word of a program (`"outbox_due"`).
 */
export function scrub(text: string): string {
  const firstLines = text.slice(0, MOST_READ);
  return SHAPES.reduce((rest, [shape, put]) => rest.replace(shape, put), firstLines)
    .replace(QUOTED, (quoted) => (PROGRAM_WORD.test(quoted.slice(1, -1)) ? quoted : '"…"'))
    .slice(0, LONGEST);
}

/** A word that only programs write: a code, the name of a method, a table, a file's ending. */
export const PROGRAM_WORD = /^[A-Za-z][A-Za-z0-9]*(?:[_.:/-][A-Za-z0-9]+)+$|^[A-Z]{2,40}$/;

const MOST_READ = 4_000;
const LONGEST = 500;

const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/[\w.+-]+@[\w-]+\.[\w.-]+/g, '<mail>'],
  [/\b[a-z][a-z0-9+.-]*:\/\/[^\s"'`]+/gi, '<address>'],
  [/\b(?:t\.me|telegram\.me)\/[^\s"'`]+/gi, '<address>'],
  [/@\w{3,}/g, '<name>'],
  [/(?<![\w.])\/(?:[^\s/"'`]+\/)+[^\s"'`]*/g, '<path>'],
  [/-?\d{6,}/g, '<number>'],
];

/**
 * Whatever JSON, PostgreSQL, V8 and our own texts put into quotes, also where it was cut short before it was closed;
 * an apostrophe within a word is none.
 */
const QUOTED = /"[^"]*"|`[^`]*`|(?<!\w)'[^']*'(?!\w)|“[^”]*”|«[^»]*»|["`“«][^"`”»]*$/g;
