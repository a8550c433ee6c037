import { BY_WRITTEN_NAME } from './variables/known.js';

export interface Assignment {
  readonly name: string;
  readonly text: string;
  /** It stood behind words in the remark of another assignment. */
  readonly inRemark: boolean;
}

type LineRead =
  | {
      readonly assignments: readonly Assignment[];
      /** How many of the following lines a quoted value took. */
      readonly continued: number;
    }
  | { readonly problem: string; readonly remedy: string };

const ONE_PER_LINE = 'Give each assignment a line of its own, or put the value in quotes';

/**
 * Reads one line of an env file, trimmed: one or several assignments and a remark.
 * @param following the lines after it, for a quoted value that goes on there
 */
export function readEnvLine(body: string, following: readonly string[]): LineRead {
  const assignments: Assignment[] = [];
  let continued = 0;
  let rest = body.replace(/^(?:export|env|set)\s+(?=[a-z_]\w*\s*=)/i, '');
  while (rest !== '' && !rest.startsWith('#')) {
    const start = /^([a-z_][\w.-]*)\s*=(\s*)/i.exec(rest);
    if (!start) return noAssignment(rest, assignments.at(-1)?.name);
    const name = start[1] ?? '';
    const tail = rest.slice(start[0].length);
    if (/^["'`]/.test(tail)) {
      const quoted = readQuoted(tail, following.slice(continued));
      if (!quoted) {
        return { problem: `${name} opens a quote that is never closed`, remedy: 'Close the quote' };
      }
      assignments.push({ name, text: quoted.text, inRemark: false });
      continued += quoted.continued;
      if (quoted.rest !== '' && !/^\s/.test(quoted.rest)) {
        return {
          problem: `${name} has text behind its closing quote`,
          remedy: 'Put the whole value in quotes, or none of it',
        };
      }
      rest = quoted.rest.trim();
      continue;
    }
    // `NAME= # remark` is empty, `NAME=#1` is not.
    const bare = readBare(start[2] === '' ? tail : ` ${tail}`);
    if (bare.strange !== undefined) {
      return {
        problem: `${name} is followed by \`${bare.strange}=\` on the same line`,
        remedy: ONE_PER_LINE,
      };
    }
    assignments.push({ name, text: unlink(bare.text.trim()), inRemark: false });
    rest = bare.rest;
  }
  assignments.push(...assignmentsInRemark(rest));
  return { assignments, continued };
}

/** An unquoted value ends at a remark, at the next known variable's assignment, or with the line. */
function readBare(tail: string): { text: string; rest: string; strange?: string } {
  for (const match of tail.matchAll(/\s+(?:(#)|([a-z_]\w*)=)/gi)) {
    const [, hash, name = ''] = match;
    const rest = tail.slice(match.index).trim();
    const text = tail.slice(0, match.index);
    if (hash || BY_WRITTEN_NAME.has(name)) return { text, rest };
    if (/^[A-Z][A-Z0-9]*_[A-Z0-9_]*$/.test(name)) return { text, rest, strange: name };
  }
  return { text: tail, rest: '' };
}

function readQuoted(
  tail: string,
  following: readonly string[],
): { text: string; rest: string; continued: number } | undefined {
  const quote = tail[0] ?? '';
  let block = tail;
  for (let continued = 0; ; continued++) {
    const end = closingQuote(block, quote);
    if (end > 0) {
      const inner = block.slice(1, end);
      const text = quote === '"' ? unescaped(inner) : inner;
      return { text, rest: block.slice(end + 1), continued };
    }
    const next = following[continued];
    if (next === undefined) return undefined;
    block += `\n${next}`;
  }
}

/** Only within double quotes does a backslash protect the quote. */
function closingQuote(block: string, quote: string): number {
  for (let index = 1; index < block.length; index++) {
    if (block[index] === '\\' && quote === '"') index++;
    else if (block[index] === quote) return index;
  }
  return -1;
}

function unescaped(inner: string): string {
  const letters: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
  return inner.replace(/\\([nrt"\\$])/g, (_, letter: string) => letters[letter] ?? letter);
}

/** Documents turn an address into a link: `[http://host](http://host)` is that address. */
function unlink(text: string): string {
  return /^\[(\S+)\]\(\1\)$/.exec(text)?.[1] ?? text;
}

/**
 * `# at most a day MESSAGES_PER_HOUR=8`: known variables behind words of a remark, as when line breaks were
 * lost. Directly behind the `#` it is an assignment that somebody took out.
 */
function assignmentsInRemark(remark: string): readonly Assignment[] {
  const words = remark.replace(/^#+\s*/, '');
  return [...words.matchAll(/\s([a-z_]\w*)=([^\s#]+)/gi)]
    .map(([, name = '', text = '']) => ({ name, text, inRemark: true }))
    .filter(({ name }) => BY_WRITTEN_NAME.has(name));
}

/** The line may be a piece of a secret: no more than one short word of it is shown. */
function noAssignment(rest: string, after: string | undefined): LineRead {
  const word = /^\S{1,20}/.exec(rest)?.[0] ?? '';
  if (after !== undefined) {
    return { problem: `has \`${word}\` behind the value of ${after}`, remedy: ONE_PER_LINE };
  }
  return {
    problem: `is not an assignment: \`${word}\``,
    remedy: 'Write NAME=value, or begin the line with # to make it a remark',
  };
}
