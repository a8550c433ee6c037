import { PostaciError } from '../core/errors.js';

/** A regular expression that can be trusted with anybody's text. */
export interface Pattern {
  /** Is it found anywhere in the first `MAX_PATTERN_TEXT` characters of the text? */
  test(text: string): boolean;
}

/** What a message of Telegram may hold, in UTF-16 units: nothing behind it is looked at. */
export const MAX_PATTERN_TEXT = 4_096;
/** The longest pattern, in UTF-16 units. */
export const MAX_PATTERN_LENGTH = 500;
/** Of the compiled pattern: with the text's bound, the worst that is left takes a fifth of a second. */
const MAX_STEPS = 1_000;

const WORD = '\\p{L}\\p{M}\\p{N}_';

/**
 * Compiles a pattern of RE2's syntax: its matching time is linear in the text, whatever the pattern. Case does
 * not count (nor İ/i and I/ı), a dot is any character but a line's end, `\w` is a letter or digit of any script.
 * @throws PostaciError `CONFIG_INVALID` when it is broken, too long, or asks for more than linear time
 * @see https://github.com/google/re2/wiki/Syntax
 */
export async function compilePattern(source: string): Promise<Pattern> {
  if (source.length > MAX_PATTERN_LENGTH) {
    throw refused(
      `The pattern \`${source.slice(0, 40)}…\` has ${source.length} characters, it may have ${MAX_PATTERN_LENGTH}`,
      'Write several patterns instead: any of a rule’s patterns is enough',
    );
  }
  const blind = /[^\0-\x7f]\\b|\\b[^\0-\x7f]/i.exec(source);
  if (blind) {
    throw refused(
      `The pattern \`${source}\` has \`${blind[0]}\` at character ${blind.index + 1}: a word's end beside a letter ` +
        'that is not English is not found',
      'Write it as a keyword, which is found as a whole word in any language, or leave out the `\\b`',
    );
  }
  const { RE2JS, RE2JSException } = await import('re2js');
  try {
    const compiled = RE2JS.compile(withAnyScript(source), RE2JS.CASE_INSENSITIVE);
    if (compiled.programSize() <= MAX_STEPS) return patternOf((text) => compiled.test(text));
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    throw broken(source, error);
  }
  throw refused(
    `The pattern \`${source}\` is too large once its repetitions are written out`,
    'Make the numbers in braces smaller, or write `*` or `+` for them',
  );
}

/** What is asked in Turkish capitals is asked in small letters too: İ is i, and I is ı. */
function patternOf(found: (text: string) => boolean): Pattern {
  return {
    test(text) {
      const bounded = text.slice(0, MAX_PATTERN_TEXT).normalize('NFC');
      if (found(bounded)) return true;
      return /[Iİ]/.test(bounded) && found(bounded.toLocaleLowerCase('tr'));
    },
  };
}

/** RE2's `\w` knows only English letters; quoted text (`\Q…\E`) is left as it is. */
function withAnyScript(source: string): string {
  let inClass = false;
  return source.replace(/\\Q.*?(?:\\E|$)|\\.|\[\^?\]?|\]/gs, (part) => {
    if (part.startsWith('[')) inClass = true;
    if (part === ']') inClass = false;
    if (part === '\\w') return inClass ? WORD : `[${WORD}]`;
    return part === '\\W' && !inClass ? `[^${WORD}]` : part;
  });
}

/** The engine says what is wrong and with which part. */
function broken(source: string, error: Error): PostaciError {
  const { error: what, input: part } = error as { error?: string; input?: string | null };
  const at = part ? source.indexOf(part) : -1;
  const where = at < 0 ? '' : ` at character ${at + 1} (\`${part}\`)`;
  return refused(
    `The pattern \`${source}\` is not understood${where}: ${what ?? error.message}`,
    remedyFor(part ?? ''),
  );
}

function remedyFor(part: string): string {
  if (/^\(\?<?[=!]/.test(part)) {
    return 'Leave out what looks ahead or behind: it cannot be had in linear time';
  }
  if (/^\\[1-9]/.test(part)) {
    return 'Leave out the reference to a group: it cannot be had in linear time';
  }
  return 'Mend it; to have a sign as itself, write `\\` before it';
}

function refused(problem: string, remedy: string): PostaciError {
  return new PostaciError('CONFIG_INVALID', problem, remedy);
}
