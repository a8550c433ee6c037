/** What Unicode says may be left out of what is shown: joiners, soft hyphens, variation selectors. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
/** The Turkish dotted and dotless letters; the last is what other programs make of a small İ. */
const DOTTED_OR_NOT = /i\u0307|[Iİı]/g;
const MARKS_OF_LATIN_LETTERS = /(\p{Script=Latin})\p{M}+/gu;
const WORD_CHARACTER = /[\p{L}\p{N}\p{M}]/u;

/**
 * Brings a text into the form in which texts are compared: case does not count, I, ı, İ and i are one letter,
 * ё is е, invisible characters are gone and white space is one space.
 * @param options.loose marks of Latin letters do not count either (`siparis` for `sipariş`; the Cyrillic й stays),
 * nor how a letter is drawn (`ｓｔｏｐ`)
 */
export function fold(text: string, options: { readonly loose?: boolean } = {}): string {
  const loose = options.loose ?? false;
  const folded = text
    .normalize(loose ? 'NFKC' : 'NFC')
    .replace(INVISIBLE, '')
    .replace(DOTTED_OR_NOT, 'i')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/\s+/g, ' ')
    .trim();
  if (!loose) return folded;
  return folded.normalize('NFD').replace(MARKS_OF_LATIN_LETTERS, '$1').normalize('NFC');
}

/**
 * Does the text hold the phrase as whole words? A word ends where no letter, digit or mark goes on; a phrase
 * that begins or ends with another sign (`c++`, `👍`) has no such edge there.
 * @param text folded
 * @param phrase folded in the same way; an empty one is never found
 */
export function hasPhrase(text: string, phrase: string): boolean {
  if (phrase === '') return false;
  const opens = startsWord(phrase, 0);
  const closes = endsWord(phrase, phrase.length);
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    const end = at + phrase.length;
    if (!(opens && endsWord(text, at)) && !(closes && startsWord(text, end))) return true;
  }
  return false;
}

/** Does a character of a word begin here? */
function startsWord(text: string, at: number): boolean {
  const point = text.codePointAt(at);
  return point !== undefined && WORD_CHARACTER.test(String.fromCodePoint(point));
}

/** Does a character of a word end here? Those beyond 16 bits are two units long. */
function endsWord(text: string, end: number): boolean {
  if (end <= 0) return false;
  const low = text.charCodeAt(end - 1);
  const paired = low >= 0xdc00 && low <= 0xdfff && end > 1;
  return startsWord(text, paired ? end - 2 : end - 1);
}
