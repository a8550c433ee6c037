/** A scalar of the TL language, or the flags word that says which optional fields follow. */
export type TlScalar =
  | 'int'
  | 'long'
  | 'double'
  | 'string'
  | 'bytes'
  | 'int128'
  | 'int256'
  | 'Bool'
  | 'true'
  | '#';

/** The type of a parameter or a result. `any` is the `!X` of the wrapping methods. */
export type TlType =
  | { readonly kind: 'scalar'; readonly scalar: TlScalar }
  | { readonly kind: 'vector'; readonly item: TlType; readonly boxed: boolean }
  | { readonly kind: 'bare'; readonly constructorName: string }
  | { readonly kind: 'boxed'; readonly typeName: string }
  | { readonly kind: 'any' };

/** One field of a constructor or one argument of a method. */
export interface TlParameter {
  readonly name: string;
  readonly type: TlType;
  /** Set for an optional field: which flags word, and which of its bits. */
  readonly condition?: { readonly flags: string; readonly bit: number };
}

/** One line of TL text. */
export interface TlDefinition {
  readonly name: string;
  /** Unsigned 32 bits. */
  readonly id: number;
  readonly parameters: readonly TlParameter[];
  readonly result: TlType;
}

const scalars: ReadonlySet<string> = new Set<TlScalar>([
  'int',
  'long',
  'double',
  'string',
  'bytes',
  'int128',
  'int256',
  'Bool',
  'true',
  '#',
]);

function isScalar(text: string): text is TlScalar {
  return scalars.has(text);
}

function parseType(text: string): TlType {
  if (isScalar(text)) return { kind: 'scalar', scalar: text };
  if (text === 'X' || text === '!X' || text === 'Object') return { kind: 'any' };
  const vector = /^(?:%?)([Vv])ector[<\s](.+?)>?$/.exec(text);
  if (vector) {
    return { kind: 'vector', item: parseType(vector[2] ?? ''), boxed: vector[1] === 'V' };
  }
  const lastWord = text.slice(text.lastIndexOf('.') + 1);
  if (/^[a-z]/.test(lastWord)) return { kind: 'bare', constructorName: text };
  return { kind: 'boxed', typeName: text };
}

function parseParameter(text: string): TlParameter {
  const colon = text.indexOf(':');
  const name = text.slice(0, colon);
  const type = text.slice(colon + 1);
  const optional = /^(\w+)\.(\d+)\?(.+)$/.exec(type);
  if (!optional) return { name, type: parseType(type) };
  const [, flags = '', bit = '', inner = ''] = optional;
  return { name, type: parseType(inner), condition: { flags, bit: Number(bit) } };
}

/** Built into the language: they are read and written by hand. */
const builtIn: ReadonlySet<string> = new Set(['boolFalse', 'boolTrue', 'true', 'vector']);

const line = /^([\w.]+)#([0-9a-f]+)\s+(.*?)\s*=\s*(.+);$/;

/**
 * Parses TL text, one definition a line; comments, section marks, definitions without an id and
 * those built into the language are left out.
 * @see https://core.telegram.org/mtproto/TL
 */
export function parseDefinitions(text: string): TlDefinition[] {
  const definitions: TlDefinition[] = [];
  for (const raw of text.split('\n')) {
    const match = line.exec(raw.trim());
    if (!match) continue;
    const [, name = '', id = '', parameters = '', result = ''] = match;
    if (builtIn.has(name)) continue;
    definitions.push({
      name,
      id: Number.parseInt(id, 16),
      parameters: parameters
        .split(/\s+/)
        .filter((word) => word !== '' && !word.startsWith('{'))
        .map(parseParameter),
      result: parseType(result),
    });
  }
  return definitions;
}
