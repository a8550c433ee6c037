import type { ParsedDocument, PathPart } from './parsed-document.js';

/** A syntax error in a document, with its place. */
export class SyntaxProblem extends Error {
  constructor(
    message: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(message);
  }
}

/**
 * Reads JSON as people write it: `//` and block comments and a comma behind the last element are allowed. Every
 * value's line is kept, which `JSON.parse` can't tell.
 * @throws SyntaxProblem
 */
export function readJson(
  text: string,
): ParsedDocument & { readonly members: readonly JsonMember[] } {
  return new JsonReader(text).read();
}

/** A name with its value at the top of a document, and where they stand in the text. */
export interface JsonMember {
  readonly name: string;
  /** Where the name begins. */
  readonly start: number;
  /** Where the value begins. */
  readonly valueStart: number;
  /** Behind the value. */
  readonly end: number;
  /** Where the comma behind it stands; undefined: there is none. */
  readonly comma: number | undefined;
}

const DEEPEST = 100;

class JsonReader {
  readonly #text: string;
  readonly #lines = new Map<string, number>();
  readonly #members: JsonMember[] = [];
  #at = 0;
  /** How far lines were counted, so that no line is counted for every value anew. */
  #counted = { at: 0, line: 1 };

  constructor(text: string) {
    this.#text = text;
  }

  read(): ReturnType<typeof readJson> {
    const root = this.#value([]);
    this.#skip();
    if (this.#at < this.#text.length) this.#fail('expected nothing more');
    return { root, lines: this.#lines, members: this.#members };
  }

  #value(path: readonly PathPart[]): unknown {
    this.#skip();
    if (path.length > DEEPEST) this.#fail('nested too deeply');
    this.#lines.set(path.join('\0'), this.#line());
    const sign = this.#text[this.#at];
    if (sign === '{') return this.#object(path);
    if (sign === '[') return this.#array(path);
    if (sign === '"') return this.#string();
    return this.#literal();
  }

  #object(path: readonly PathPart[]): unknown {
    const entries = new Map<string, unknown>();
    this.#at++;
    for (this.#skip(); this.#text[this.#at] !== '}'; ) {
      if (this.#text[this.#at] !== '"') this.#fail('expected a name in double quotes');
      const start = this.#at;
      const key = this.#string();
      if (entries.has(key)) this.#fail(`the name "${key}" stands twice`, start);
      this.#skip();
      if (this.#text[this.#at] !== ':') this.#fail('expected a colon');
      this.#at++;
      this.#skip();
      const valueStart = this.#at;
      entries.set(key, this.#value([...path, key]));
      const member = { name: key, start, valueStart, end: this.#at, comma: this.#comma('}') };
      if (path.length === 0) this.#members.push(member);
    }
    this.#at++;
    return Object.fromEntries(entries);
  }

  #array(path: readonly PathPart[]): unknown {
    const items: unknown[] = [];
    this.#at++;
    for (this.#skip(); this.#text[this.#at] !== ']'; this.#comma(']')) {
      items.push(this.#value([...path, items.length]));
    }
    this.#at++;
    return items;
  }

  #comma(end: string): number | undefined {
    this.#skip();
    const at = this.#text[this.#at] === ',' ? this.#at++ : undefined;
    if (at === undefined && this.#text[this.#at] !== end) this.#fail(`expected a comma or ${end}`);
    this.#skip();
    return at;
  }

  #string(): string {
    const match = this.#match(/"(?:[^"\\\n\r]|\\.)*"/y);
    if (match === undefined) this.#fail('the text is not closed');
    return this.#parse(match);
  }

  #literal(): unknown {
    const match = this.#match(/-?\d[\d.eE+-]*|true|false|null/y);
    if (match === undefined) this.#fail('expected a value');
    return this.#parse(match);
  }

  #parse<T>(piece: string): T {
    try {
      return JSON.parse(piece);
    } catch {
      return this.#fail('is not valid JSON', this.#at - piece.length);
    }
  }

  #skip(): void {
    this.#match(/(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const [match] = pattern.exec(this.#text) ?? [];
    this.#at += match?.length ?? 0;
    return match;
  }

  #fail(message: string, at = this.#at): never {
    const { line, column } = this.#place(at);
    const found = at >= this.#text.length ? ', but the file ends' : '';
    throw new SyntaxProblem(`${message}${found}`, line, column);
  }

  #line(): number {
    let { at, line } = this.#counted;
    for (; at < this.#at; at++) if (this.#text[at] === '\n') line++;
    this.#counted = { at, line };
    return line;
  }

  #place(at: number): { line: number; column: number } {
    const before = this.#text.slice(0, at).split('\n');
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  }
}
