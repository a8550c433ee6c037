import { ENDINGS, UNMISTAKABLE_ENDINGS } from './domain-endings.js';

/** Signs that are read as a dot. */
const DOT_LIKE = /[。·•∙⋅․‧。]/g;
const BRACKETED_DOT = / ?[[({<] ?(?:\.|dot|точка|nokta) ?[\])}>] ?/giu;
const SPELLED_DOT = /[ _-](?:dot|точка|nokta)[ _-](\p{L}+)/giu;
const DOT_BEFORE_SPACE = /(?<=[\p{L}\p{N}_-])\. (\p{L}+)/gu;
const SPACE_BEFORE_DOT = /(?<=[\p{L}\p{N}_-]) \.(\p{L}+)/gu;
/** No sentence ends so. */
const SPACED_DOT = /[\p{L}\p{N}_-]{1,63} \. \p{Ll}[\p{L}\p{N}]{1,30}/u;
const COMMA = /(?<=[\p{L}\p{N}_-]),(\p{L}+)/gu;
const DOT = /(?<=[\p{L}\p{N}_-])\.(\p{L}+|xn--[a-z0-9])/gu;

const LONGEST_LABEL = 63;
/** Of a label without letters, before an ending that may be a word. */
const FEWEST_DIGITS = 3;
/** Files and programs that are spoken of by a name like this; none is an ending of addresses. */
const NO_ENDINGS = new Set(['js', 'ts']);

/**
 * The first web address without a scheme: `site.com`, `сайт.рф`, `site [.] com`, `site dot com`. It is one when
 * its ending is known, or when it is written as only addresses are: no space and a small letter behind the dot.
 */
export function addressIn(plain: string): string | undefined {
  const text = plain.replace(DOT_LIKE, '.').replace(BRACKETED_DOT, '.');
  for (const match of text.matchAll(DOT)) {
    const ending = match[1] ?? '';
    const label = labelBefore(text, match.index);
    const behind = text.charAt(match.index + match[0].length);
    if (isAddress(label, ending, behind)) return `${label}.${ending}`;
  }
  const [spaced] = SPACED_DOT.exec(text) ?? [];
  if (spaced !== undefined) return spaced;
  for (const pattern of [SPELLED_DOT, DOT_BEFORE_SPACE, SPACE_BEFORE_DOT, COMMA]) {
    for (const match of text.matchAll(pattern)) {
      const ending = match[1] ?? '';
      const label = labelBefore(text, match.index);
      // Behind a sentence's dot is a space too: there only endings that are no word, and never a capital.
      const endings = pattern === SPACE_BEFORE_DOT ? ENDINGS : UNMISTAKABLE_ENDINGS;
      if (endings.has(ending)) return `${label} . ${ending}`;
      // `t. me` is not how a sentence ends.
      if (/^[tт]$/iu.test(label) && /^(?:me|ме)$/iu.test(ending)) return `${label} . ${ending}`;
    }
  }
  return undefined;
}

function isAddress(label: string, ending: string, behind: string): boolean {
  const small = ending.toLowerCase();
  if (NO_ENDINGS.has(small)) return behind === '/';
  const known = ENDINGS.has(small) || ending.startsWith('xn--');
  if (behind === '/' && ending.length > 1) return true;
  // `1.si` is Turkish for the first of them, `3.5mm` a size: numbers need an ending that is no word.
  if (!/\p{L}/u.test(label)) {
    return UNMISTAKABLE_ENDINGS.has(small) || (known && label.length >= FEWEST_DIGITS);
  }
  if (known) return true;
  if (ending.length < 2 || label.length < 2) return false;
  // A forgotten space between two sentences has a capital behind it.
  const first = ending.charAt(0);
  if (first === first.toLowerCase()) return true;
  return (
    ending === ending.toUpperCase() && /^[A-Z]+$/.test(ending) && label === label.toUpperCase()
  );
}

function labelBefore(text: string, end: number): string {
  const before = text.slice(Math.max(0, end - LONGEST_LABEL), end);
  return /[\p{L}\p{N}_-]*$/u.exec(before)?.[0] ?? '';
}
