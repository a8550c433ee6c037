import { bad, good, type Parsed, type Parser } from './parsed.js';

/** The elements of a list: a JSON array (its strings need no quotes), or commas, white space and newlines. */
export function splitList(text: string): readonly string[] {
  const inner = /^\[([\s\S]*)\]$/.exec(text.trim())?.[1] ?? text;
  return inner
    .split(/[\s,;]+/)
    .map((item) => item.replace(/^(["'])(.*)\1$/, '$2'))
    .filter((item) => item !== '');
}

/** A list of which every element is parsed; the first bad one is named. */
export function listOf<T>(parse: Parser<T>): Parser<readonly T[]> {
  return (text) => {
    const values: T[] = [];
    for (const item of splitList(text)) {
      const parsed: Parsed<T> = parse(item);
      if (!parsed.ok) return bad(`holds \`${item}\`, which ${parsed.problem}`, parsed.remedy);
      values.push(parsed.value);
    }
    return good(values);
  };
}
