import { type Check, excerpt } from './check.js';

/** Digits with at most three signs between two of them; sentences, amounts and lists end it. */
const RUNS = /\+?[\p{P}\p{S} ]{0,2}\d(?:[^\p{L}\d,:;!?%$€£₽₺\n]{0,4}\d)+/gu;
const FEWEST_DIGITS = 9;
const FEWEST_BEHIND_PLUS = 7;
/** As local numbers are written: 123-45-67, 555-1234, (0212) 444 44 44. */
const GROUPED_AS_A_NUMBER =
  /(?<!\d)\d{3}-\d{2}-\d{2}(?!\d)|(?<!\d)\d{3}-\d{4}(?![\d-])|\(\d{3,5}\) ?\d{2,}/;
/** What has as many digits and is none: dates, years, and figures in thousands. */
const DATE =
  /(?<!\d)\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})(?!\d)|(?<!\d)(?:19|20)\d{2}[-–./]\d{1,2}[-–./]\d{1,2}(?!\d)/g;
const YEARS = /(?<!\d)(?:19|20)\d{2} ?[-–—/.] ?(?:19|20)\d{2}(?!\d)/g;
const THOUSANDS = /^[1-9]\d{0,2}(?:[ .]\d{3}){1,2}$|^[1-9]\d{0,2}(?:[ .]\d{3})*[ .]000$/;

const SPELLED = new Set(
  (
    'zero one two three four five six seven eight nine ноль нуль один два три четыре пять шесть семь восемь девять ' +
    'sifir bir iki uc dort bes alti yedi sekiz dokuz'
  ).split(' '),
);

/** Behind a nought these make a number too: `sıfır beş yüz elli beş`. */
const TENS = new Set(
  (
    'ten twenty thirty forty fifty sixty seventy eighty ninety hundred десять двадцать тридцать сорок пятьдесят ' +
    'шестьдесят семьдесят восемьдесят девяносто сто двести триста четыреста пятьсот шестьсот семьсот восемьсот ' +
    'девятьсот on yirmi otuz kirk elli altmis yetmis seksen doksan yuz'
  ).split(' '),
);
const NOUGHT = new Set(['zero', 'ноль', 'нуль', 'sifir']);
const FEWEST_BEHIND_NOUGHT = 4;

/** No phone numbers, nor other numbers so long, in whatever digits, spaced or spelled out. */
export const phones: Check = {
  name: 'phones',
  find({ plain, words }, { rules }) {
    if (rules.allowed.includes('phones')) return undefined;
    const found = numberIn(plain) ?? spelledIn(words);
    if (found === undefined) return undefined;
    return {
      saw: `${excerpt(found)} may be a phone number`,
      advice: 'had a phone number or another long number in it',
    };
  },
};

function numberIn(plain: string): string | undefined {
  const text = plain
    .replace(/\u20e3/g, '')
    .replace(DATE, ';')
    .replace(YEARS, ';');
  for (const [run] of text.matchAll(RUNS)) {
    const digits = run.replace(/\D/g, '').length;
    const fewest = run.startsWith('+') ? FEWEST_BEHIND_PLUS : FEWEST_DIGITS;
    if (digits >= fewest && !THOUSANDS.test(run.trim())) return run;
    if (GROUPED_AS_A_NUMBER.test(run)) return run;
  }
  return undefined;
}

function spelledIn(words: readonly string[]): string | undefined {
  let from = 0;
  let noughtAt: number | undefined;
  for (const [at, word] of words.entries()) {
    if (!SPELLED.has(word)) from = at + 1;
    if (!SPELLED.has(word) && !TENS.has(word)) noughtAt = undefined;
    else if (NOUGHT.has(word)) noughtAt ??= at;
    if (at + 1 - from >= FEWEST_BEHIND_PLUS) return words.slice(from, at + 1).join(' ');
    if (noughtAt === undefined || at - noughtAt < FEWEST_BEHIND_NOUGHT) continue;
    return words.slice(noughtAt, at + 1).join(' ');
  }
  return undefined;
}
