import type { Entity } from '../../core/content.js';

/** What a piece of marked-up text is, as `renderMarkup` takes it: its own text, or a value put in. */
export type MarkupPart =
  | { readonly kind: 'marked'; readonly text: string }
  /** Taken as it is: no marker is looked for in it. */
  | { readonly kind: 'plain'; readonly text: string };

type Style = Exclude<Entity['type'], 'pre' | 'underline'>;

const STYLES: Readonly<Record<string, Style>> = {
  '**': 'bold',
  __: 'italic',
  '~~': 'strike',
  '||': 'spoiler',
  '`': 'code',
  '[': 'link',
  ']': 'link',
};

/** A marker is two of its characters, no more: `____` is a line to write on. */
const MARKERS =
  /(?<!\*)\*\*(?!\*)|(?<!_)__(?!_)|(?<!~)~~(?!~)|(?<!\|)\|\|(?!\|)|`|\[|\]\(((?:https?|tg):\/\/[^\s()]+)\)/g;

interface Marker {
  readonly style: Style;
  readonly source: string;
  readonly opens: boolean;
  readonly closes: boolean;
  readonly url?: string;
}

type Token = { readonly text: string } | Marker;

/**
 * Turns the marks of Telegram's own apps into entities: `**bold**`, `__italic__`, `~~strike~~`,
 * `||spoiler||`, `` `code` `` and `[text](https://…)`. A mark without its other half is text. White space
 * at both ends goes, as Telegram would take it.
 * @see https://core.telegram.org/api/entities
 */
export function renderMarkup(parts: readonly MarkupPart[]): {
  readonly text: string;
  readonly entities: readonly Entity[];
} {
  const tokens = parts.flatMap(tokensOf);
  const partners = pair(tokens);
  const begun = new Map<number, number>();
  const entities: Entity[] = [];
  let text = '';
  tokens.forEach((token, index) => {
    const partner = partners.get(index);
    if ('text' in token) text += token.text;
    else if (partner === undefined) text += token.source;
    else if (partner > index) begun.set(index, text.length);
    else {
      const offset = begun.get(partner) ?? 0;
      const url = token.url === undefined ? {} : { url: token.url };
      entities.push({ type: token.style, offset, length: text.length - offset, ...url });
    }
  });
  return trimmed(text, entities);
}

function tokensOf({ kind, text }: MarkupPart): Token[] {
  if (kind === 'plain') return [{ text }];
  const tokens: Token[] = [];
  let done = 0;
  for (const match of text.matchAll(MARKERS)) {
    const [source, url] = match;
    const end = match.index + source.length;
    tokens.push({ text: text.slice(done, match.index) });
    tokens.push(url === undefined ? mark(source, text, match.index) : linkEnd(source, url));
    done = end;
  }
  return [...tokens, { text: text.slice(done) }];
}

/** A mark opens before what is no space and outside of words, so that addresses stay whole. */
function mark(source: string, text: string, index: number): Marker {
  const before = text[index - 1] ?? '';
  const after = text[index + source.length] ?? '';
  const opens = !/^\s$/.test(after) && (source === '[' || !/^[\p{L}\p{N}/]$/u.test(before));
  const closes = source !== '[' && !/^\s$/.test(before);
  return { style: STYLES[source] ?? 'code', source, opens, closes };
}

function linkEnd(source: string, url: string): Marker {
  return { style: 'link', source, url, opens: false, closes: true };
}

/** Which token closes which, both ways. Each closes the nearest open one of its style with text between. */
function pair(tokens: readonly Token[]): Map<number, number> {
  const partners = new Map<number, number>();
  const open = new Map<Style, number>();
  tokens.forEach((token, index) => {
    if ('text' in token) return;
    const start = open.get(token.style);
    const between = start === undefined ? [] : tokens.slice(start + 1, index);
    const filled = between.some((inner) => 'text' in inner && inner.text !== '');
    if (start !== undefined && token.closes && filled) {
      partners.set(start, index).set(index, start);
      open.delete(token.style);
    } else if (token.opens) open.set(token.style, index);
  });
  return partners;
}

function trimmed(text: string, entities: readonly Entity[]) {
  const start = text.length - text.trimStart().length;
  const whole = text.trim();
  const kept = entities.flatMap((entity) => {
    const offset = Math.max(0, entity.offset - start);
    const end = Math.min(whole.length, entity.offset + entity.length - start);
    return end > offset ? [{ ...entity, offset, length: end - offset }] : [];
  });
  return { text: whole, entities: kept.sort((a, b) => a.offset - b.offset || b.length - a.length) };
}
