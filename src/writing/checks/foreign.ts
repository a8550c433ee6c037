/** Below so many words a sentence may do without any of these. */
const FEWEST_WORDS = 6;
/** Words, folded, without which hardly a sentence is English; most are no words of its neighbours. */
const ENGLISH = new Set(
  (
    'the is are was of to and it that for you this my what how not have has with but be would there they we your ' +
    'from been were i at by when than just which who can could should an as or if so our their its do does did'
  ).split(' '),
);
/** Behind the first so many words, one in so many is among them. */
const WORDS_FOR_ONE = 5;
/** Turkish has none of these letters; names that have are few. */
const NOT_TURKISH = /[qwx]/;
const MOST_NOT_TURKISH = 0.15;
const MOST_NAMES = 1;

/**
 * The language is told among Turkish, Russian and English alone: is it another one, written in the same letters,
 * which only comes nearest to it?
 */
export function looksForeign(words: readonly string[], language: string): boolean {
  if (words.length < FEWEST_WORDS) return false;
  const part = (test: (word: string) => boolean) => words.filter(test).length;
  if (language === 'en')
    return part((word) => ENGLISH.has(word)) < words.length / WORDS_FOR_ONE - 1;
  if (language !== 'tr') return false;
  const other = part((word) => NOT_TURKISH.test(word));
  return other > MOST_NAMES && other > words.length * MOST_NOT_TURKISH;
}
