/** A key that writes nothing by itself. */
export type KeyName =
  | 'enter'
  | 'escape'
  | 'tab'
  | 'backspace'
  | 'erase-word'
  | 'erase-line'
  | 'done'
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'page-up'
  | 'page-down'
  | 'home'
  | 'end';

/** One thing that the operator typed, or a text that was pasted. */
export type Stroke =
  | { readonly kind: 'key'; readonly name: KeyName }
  | { readonly kind: 'text'; readonly text: string };

/** What the terminal library says of a key. */
export interface TerminalKey {
  readonly upArrow: boolean;
  readonly downArrow: boolean;
  readonly leftArrow: boolean;
  readonly rightArrow: boolean;
  readonly pageUp: boolean;
  readonly pageDown: boolean;
  readonly home: boolean;
  readonly end: boolean;
  readonly return: boolean;
  readonly escape: boolean;
  readonly tab: boolean;
  readonly backspace: boolean;
  readonly delete: boolean;
  readonly ctrl: boolean;
  readonly meta: boolean;
}

const NAMED: readonly (readonly [keyof TerminalKey, KeyName])[] = [
  ['escape', 'escape'],
  ['return', 'enter'],
  ['tab', 'tab'],
  ['backspace', 'backspace'],
  // Most terminals say "delete" for the key above Enter; the two can't be told apart here.
  ['delete', 'backspace'],
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'page-up'],
  ['pageDown', 'page-down'],
  ['home', 'home'],
  ['end', 'end'],
];

const BY_CONTROL: Readonly<Record<string, KeyName>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\b': 'backspace',
  '\x7f': 'backspace',
  '\x01': 'home',
  '\x05': 'end',
  '\x13': 'done',
  '\x15': 'erase-line',
  '\x17': 'erase-word',
};

/** Longer than fingers are: it was pasted, and is no command. */
const LONGEST_COMMANDS = 3;

/** Reads what came at once: over a slow line that may be several keys, and a paste is many characters. */
export function strokesOf(input: string, key: TerminalKey): readonly Stroke[] {
  const named = NAMED.find(([flag]) => key[flag]);
  if (named) return [{ kind: 'key', name: named[1] }];
  // Escape and a letter that arrived together look like Alt and that letter.
  if (key.meta) return [{ kind: 'key', name: 'escape' }, ...split(input)];
  if (key.ctrl && input.length === 1) return split(controlOf(input));
  return split(input);
}

/** A command's letter, as a Latin keyboard has it; a paste has none. */
export function lettersOf(stroke: Stroke): readonly string[] {
  if (stroke.kind !== 'text') return [];
  const letters = [...stroke.text];
  return letters.length === 1 ? letters.map(latin) : [];
}

function controlOf(letter: string): string {
  return String.fromCharCode(letter.toLowerCase().charCodeAt(0) & 0x1f);
}

function split(input: string): readonly Stroke[] {
  const newline = input.search(/[\r\n]/);
  // A line end in the middle: several lines were pasted, which is text, and no Enter.
  if (newline !== -1 && /[^\r\n]/.test(input.slice(newline)))
    return [{ kind: 'text', text: input }];
  const strokes: Stroke[] = [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: keys are what is looked for
  for (const part of input.replaceAll('\r\n', '\r').match(/[\x00-\x1f\x7f]|[^\x00-\x1f\x7f]+/g) ??
    []) {
    const name = BY_CONTROL[part];
    if (name) strokes.push({ kind: 'key', name });
    else if (part >= ' ') strokes.push(...typed(part));
  }
  return strokes;
}

/** A few letters were typed one by one, and the first may change what the others mean; more were pasted. */
function typed(text: string): readonly Stroke[] {
  const letters = [...text];
  const held = letters.every((letter) => letter === letters[0]);
  if (letters.length > LONGEST_COMMANDS && !held) return [{ kind: 'text', text }];
  return letters.map((letter) => ({ kind: 'text', text: letter }));
}

const CYRILLIC = 'йцукенгшщзхъфывапролджэячсмитьбю';
const LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.";

/** The Latin letter on the same key of a Russian keyboard; all else as it is. */
function latin(letter: string): string {
  const small = letter.toLowerCase();
  const found = LATIN[CYRILLIC.indexOf(small)];
  if (found === undefined) return letter;
  return letter === small ? found : found.toUpperCase();
}
