/** What a file's bytes are when they are not UTF-8 text. */
export interface NotText {
  /** The line of the first byte that is not. */
  readonly line: number;
  /** Goes on after the file's name: "is not UTF-8: …". */
  readonly problem: string;
  readonly remedy: string;
}

const SAVE = 'Save it as UTF-8 (an editor offers that as "Encoding" in "Save as")';

/**
 * Reads a file as UTF-8, with or without a byte order mark. Other encodings are refused rather than guessed: a
 * wrong guess would be said to people.
 */
export function decodeText(bytes: Uint8Array): string | NotText {
  const [first, second] = bytes;
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const zero = bytes.indexOf(0);
  if (marked || zero >= 0) {
    const problem = marked ? 'is UTF-16, not UTF-8' : 'holds a zero byte: it is UTF-16, or no text';
    return { line: lineAt(bytes, Math.max(zero, 0)), problem, remedy: SAVE };
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const at = firstBroken(bytes);
    const byte = bytes[at]?.toString(16).padStart(2, '0').toUpperCase();
    return {
      line: lineAt(bytes, at),
      problem: `is not UTF-8: the byte ${byte} stands there as in an older encoding`,
      remedy: `${SAVE}, or convert it, e.g. iconv -f WINDOWS-1254 -t UTF-8 for Turkish, WINDOWS-1251 for Russian`,
    };
  }
}

/** The length of the longest beginning that is UTF-8: found by halves, less a character that is only begun. */
function firstBroken(bytes: Uint8Array): number {
  let [good, broken] = [0, bytes.length];
  while (good < broken) {
    const middle = (good + broken + 1) >> 1;
    if (decodes(bytes.subarray(0, middle), { stream: true })) good = middle;
    else broken = middle - 1;
  }
  while (!decodes(bytes.subarray(0, good), { stream: false })) good--;
  return good;
}

function decodes(bytes: Uint8Array, options: { readonly stream: boolean }): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, options);
    return true;
  } catch {
    return false;
  }
}

function lineAt(bytes: Uint8Array, end: number): number {
  let line = 1;
  for (let at = 0; at < end; at++) if (bytes[at] === 0x0a) line++;
  return line;
}
