import { TextDecoder } from 'node:util';
import { wrongList } from './wrong-list.js';

const AS_UTF8 = 'Save it as CSV in UTF-8 (in Excel: Save as, "CSV UTF-8"), then import that file';

/** What no text holds, but for tabs and the ends of lines and pages. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\0-\x08\x0e-\x1f]/;

/** What a decoder writes for bytes that are no character. */
const REPLACEMENT = '\uFFFD';

/**
 * The text of a list, with `\n` at the end of each line. UTF-8, or UTF-16 with a byte order mark; the mark is
 * left out.
 * @param name for the reports
 * @throws PostaciError `CONTACTS_INVALID` naming the first line that is in another encoding, or no text at all
 */
export async function* readText(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let line = 1;
  let heldBack = '';
  for await (const chunk of bytes) {
    decoder ??= new TextDecoder(encodingOf(chunk, name));
    const raw = heldBack + decoder.decode(chunk, { stream: true });
    // Whether a line ends here, or only half of its end was read, shows in the next chunk.
    heldBack = raw.endsWith('\r') ? '\r' : '';
    const text = withPlainEnds(heldBack ? raw.slice(0, -1) : raw);
    refuseStrange(text, line, name);
    line += text.split('\n').length - 1;
    yield text;
  }
  const rest = withPlainEnds(heldBack + (decoder?.decode() ?? ''));
  refuseStrange(rest, line, name);
  yield rest;
}

function encodingOf(start: Uint8Array, name: string): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  // All of Office's newer files are ZIP archives.
  if (start[0] === 0x50 && start[1] === 0x4b && start[2] === 0x03) {
    throw wrongList(name, 'is a workbook or an archive, no CSV', AS_UTF8);
  }
  return 'utf-8';
}

const withPlainEnds = (text: string) => text.replace(/\r\n?/g, '\n');

function refuseStrange(text: string, firstLine: number, name: string): void {
  const lineOf = (index: number) => firstLine + text.slice(0, index).split('\n').length - 1;
  const control = text.search(CONTROL);
  if (control >= 0) {
    throw wrongList(
      `${name}:${lineOf(control)}`,
      'is no text, or UTF-16 without a byte order mark',
      AS_UTF8,
    );
  }
  const broken = text.indexOf(REPLACEMENT);
  if (broken >= 0) {
    throw wrongList(
      `${name}:${lineOf(broken)}`,
      'is not UTF-8 (Windows-1254 or -1251, perhaps), or holds a letter that an earlier conversion broke',
      AS_UTF8,
    );
  }
}
