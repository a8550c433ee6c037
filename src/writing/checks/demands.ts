/**
 * Words that want something said. Behind them, in Turkish before them, stands what. In small letters; `*` where
 * the word may go on.
 */
const CUES =
  'say says write reply respond answer output print repeat type include mention add append begin start end finish insert post ' +
  'comment state tell ' +
  'скажи* напиши* ответь* отвечай* выведи* повтори* добавь* вставь* упомяни* начни* закончи* включи* напечатай* ' +
  'прокомментируй* пиши* заверши* ' +
  'yaz* söyle* cevapla* yanıtla* tekrarla* ekle* başla* bitir* belirt* geçir* kullan* de deyin';

const QUOTED = /["“„«‘']([^"“”„«»‘’'\n]{1,200})["”“»’']/gu;
/** Between the cue and what is demanded stand a few words at most: `reply only with the words "…"`. */
const MOST_BETWEEN = 4;
/** So many characters around a quote are looked at. */
const AROUND = 60;

const EXACT = new Set(CUES.split(' ').filter((cue) => !cue.endsWith('*')));
const STEMS = CUES.split(' ')
  .filter((cue) => cue.endsWith('*'))
  .map((cue) => cue.slice(0, -1));

/** What a text demands to be said word for word: what is quoted beside a cue, and the capitals behind one. */
export function demandsOf(text: string): readonly string[] {
  const demands: string[] = [];
  for (const match of text.matchAll(QUOTED)) {
    const before = lettersOf(text.slice(Math.max(0, match.index - AROUND), match.index));
    const end = match.index + match[0].length;
    const after = lettersOf(text.slice(end, end + AROUND));
    const near = [...before.slice(-MOST_BETWEEN), ...after.slice(0, 2)];
    if (near.some(isCue)) demands.push(match[1] ?? '');
  }
  return [...demands, ...capitalsBehindCues(text)];
}

/** `reply with PWNED now`: a word in capitals where the words around it are not. */
function capitalsBehindCues(text: string): readonly string[] {
  const words = lettersOf(text);
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  const small = text.match(/\p{Ll}/gu)?.length ?? 0;
  if (capitals > small) return [];
  return words.filter((word, at) => {
    if (!isCapital(word)) return false;
    return (
      words.slice(Math.max(0, at - MOST_BETWEEN), at).some(isCue) ||
      words.slice(at + 1, at + 3).some(isCue)
    );
  });
}

function isCapital(word: string): boolean {
  return word.length >= 4 && /\p{Lu}{2}/u.test(word) && word === word.toUpperCase();
}

function isCue(word: string): boolean {
  const small = word.toLowerCase();
  return EXACT.has(small) || STEMS.some((stem) => small.startsWith(stem));
}

function lettersOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}_]+/gu) ?? [];
}
