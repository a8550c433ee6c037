import { fold } from '../lib/fold.js';
import { type ConsentPhrases, ENGLISH, RUSSIAN, TURKISH } from './consent-phrases.js';

/** What a message says about being written to. */
export interface ConsentWord {
  readonly change: 'granted' | 'refused';
  /** The word or phrase that decided, folded: never more of the message. */
  readonly word: string;
}

/** Finds the word in a message that agrees or refuses; undefined when it says nothing about it. */
export type ReadConsentWord = (text: string) => ConsentWord | undefined;

/** Longer than any message; what follows is not read. */
const READ_CHARACTERS = 5_000;
const APOSTROPHES = /['’‘ʼ`´′]/g;
/** A name that is called is no word of the message: `@lara stop`, `/stop@lara`. */
const MENTIONS = /@[A-Za-z]\w*/g;
const CLAUSE_ENDS = /[\n.,;:!?…()«»"“”]+/;
const NO_WORD = /[^\p{L}\p{N}\p{M}]+/u;
const STRETCHED = /(\p{L})\1{2,}/gu;

const BUILT_IN: readonly ConsentPhrases[] = [TURKISH, RUSSIAN, ENGLISH];
const words = (of: (language: ConsentPhrases) => string) =>
  new Set(BUILT_IN.flatMap((language) => of(language).split(' ')).filter((word) => word !== ''));
const POLITE = words(({ polite }) => polite);
const FILLERS = words(({ fillers }) => fillers);
const AGREEABLE = words(({ polite, yes }) => `${polite} ${yes}`);
const NEVER_TURNED = /^\b$/;

/** A phrase by its words, with what takes its sense away around it. */
interface Phrase {
  readonly words: readonly string[];
  readonly denied: ReadonlySet<string>;
  readonly links: ReadonlySet<string>;
  readonly turned: RegExp;
}

/**
 * Makes the reader of the built-in words and the customer's own. A single word has to be the whole message, or a
 * sentence of one that asks nothing, but for words of politeness and signs: "bus stop?" refuses nothing. A phrase that refuses counts wherever it
 * stands; one that agrees has to be the whole message too. Where a message does both, it refuses.
 */
export function consentWords(own: {
  readonly optOutWords: readonly string[];
  readonly optInWords: readonly string[];
}): ReadConsentWord {
  const ownOut = own.optOutWords.map(wordsOf).filter((phrase) => phrase.length > 0);
  const single = words(({ words: listed }) => listed);
  for (const [word, ...more] of ownOut)
    if (word !== undefined && more.length === 0) single.add(word);
  const terse = words((language) => language.terse);
  const phrases = byFirstWord([
    ...BUILT_IN.flatMap(phrasesOf),
    ...ownOut
      .filter(({ length }) => length > 1)
      .map((listed) => ({
        words: listed,
        denied: new Set<string>(),
        links: new Set<string>(),
        turned: NEVER_TURNED,
      })),
  ]);
  const agreements = new Set(
    [...BUILT_IN.flatMap((language) => language.agreements).flatMap(expand), ...own.optInWords].map(
      (phrase) => wordsOf(phrase).join(' '),
    ),
  );
  const sentences = new Set(BUILT_IN.flatMap((language) => language.sentences).flatMap(expand));
  const whole = (said: readonly string[]) =>
    onlyWords(said, single, FILLERS) ?? joined(said, FILLERS).find((text) => sentences.has(text));
  const signsOut = signs(own.optOutWords);
  const signsIn = signs(own.optInWords);
  return (text) => {
    const read = text.slice(0, READ_CHARACTERS);
    const all = wordsOf(read);
    if (all.length === 0) return readSigns(read, signsOut, signsIn);
    const refused =
      whole(all) ??
      onlyWords(all, terse, POLITE) ??
      sentencesOf(read).map(wordsOf).map(whole).find(Boolean) ??
      phraseIn(read.replace(APOSTROPHES, '').split(CLAUSE_ENDS), phrases);
    if (refused !== undefined) return { change: 'refused', word: refused };
    if (/\?\s*$/.test(read)) return undefined;
    const agreed = joined(all, AGREEABLE).find((said) => said !== '' && agreements.has(said));
    return agreed === undefined ? undefined : { change: 'granted', word: agreed };
  };
}

/** The words of a text; stretched ones ("stooop") as they are meant, spelled ones ("s t o p") as one. */
function wordsOf(text: string): string[] {
  const plain = fold(text.replace(MENTIONS, ' ').replace(APOSTROPHES, ''), { loose: true })
    .split(NO_WORD)
    .filter((word) => word !== '')
    .map((word) => word.replace(STRETCHED, '$1'));
  const spelled = plain.length > 2 && plain.every((word) => [...word].length === 1);
  return spelled ? [plain.join('')] : plain;
}

/** Sentences that say something; "Stop... is it free?" only pauses, and asks. */
function sentencesOf(text: string): string[] {
  if (text.includes('?')) return [];
  return text.replace(/\.{2,}|…/g, ',').split(/[.!\n]+/);
}

/** The text as it is, and without some words. */
function joined(said: readonly string[], without: ReadonlySet<string>): string[] {
  return [said, said.filter((word) => !without.has(word))].map((some) => some.join(' '));
}

/** The first of the words when all the rest is words of that kind, or fillers. */
function onlyWords(
  said: readonly string[],
  listed: ReadonlySet<string>,
  fillers: ReadonlySet<string>,
): string | undefined {
  const found = said.find((word) => listed.has(word));
  return said.every((word) => listed.has(word) || fillers.has(word)) ? found : undefined;
}

function phraseIn(
  clauses: readonly string[],
  phrases: ReadonlyMap<string, readonly Phrase[]>,
): string | undefined {
  for (const clause of clauses) {
    const said = wordsOf(clause).filter((word) => !POLITE_ONLY.has(word));
    for (const [at, first] of said.entries()) {
      const found = phrases.get(first)?.find((phrase) => standsAt(said, at, phrase));
      if (found) return found.words.join(' ');
    }
  }
  return undefined;
}

/** Words of politeness come between any others. */
const POLITE_ONLY = new Set('lutfen lutfn please pls plz пожалуйста плиз пж пжл'.split(' '));

function standsAt(
  said: readonly string[],
  at: number,
  { words: listed, denied, links, turned }: Phrase,
): boolean {
  if (!listed.every((word, n) => said[at + n] === word)) return false;
  if (turned.test(said[at + listed.length] ?? '')) return false;
  let before = at - 1;
  while (links.has(said[before] ?? '')) before--;
  return !denied.has(said[before] ?? '');
}

function phrasesOf(language: ConsentPhrases): Phrase[] {
  const { turned } = language;
  const made = (listed: readonly string[], denied: string, links: string) =>
    listed.flatMap(expand).map((phrase) => {
      return { words: phrase.split(' '), denied: setOf(denied), links: setOf(links), turned };
    });
  return [
    ...made(language.phrases, language.denied, language.links),
    ...made(language.orders, language.subjects, ''),
  ];
}

function setOf(listed: string): ReadonlySet<string> {
  return new Set(listed.split(' ').filter((word) => word !== ''));
}

/** `(a|b|) c` is `a c`, `b c` and `c`. */
function expand(written: string): string[] {
  const choice = /\(([^()]*)\)/.exec(written);
  if (!choice) return [written.replace(/ +/g, ' ').trim()];
  return (choice[1] ?? '').split('|').flatMap((one) => expand(written.replace(choice[0], one)));
}

function byFirstWord(phrases: readonly Phrase[]): Map<string, Phrase[]> {
  const byFirst = new Map<string, Phrase[]>();
  for (const phrase of phrases) {
    const first = phrase.words[0] ?? '';
    byFirst.set(first, [...(byFirst.get(first) ?? []), phrase]);
  }
  return byFirst;
}

/** The customer's words that are signs only, such as ❌. */
function signs(listed: readonly string[]): ReadonlySet<string> {
  return new Set(listed.filter((word) => wordsOf(word).length === 0).map((word) => fold(word)));
}

function readSigns(
  text: string,
  out: ReadonlySet<string>,
  agreeing: ReadonlySet<string>,
): ConsentWord | undefined {
  const word = fold(text);
  if (word === '') return undefined;
  if (out.has(word)) return { change: 'refused', word };
  return agreeing.has(word) ? { change: 'granted', word } : undefined;
}
