import { fold } from './fold.js';

/** The languages that are told apart. */
const LANGUAGES = ['tr', 'ru', 'en'];
/** Enough to tell; longer texts only take longer. */
const READ_CHARACTERS = 400;

const CYRILLIC = /\p{Script=Cyrillic}/gu;
const LATIN = /\p{Script=Latin}/gu;
/** Letters of other languages that are written as Russian is, and as Turkish is. */
const NOT_RUSSIAN = /[^\P{Script=Cyrillic}а-я]/u;
const TURKISH = /[çğöşüıİ]/iu;
const NOT_TURKISH = /[äßåæøñèàìòùõãłęąěřůőűəžčš]/iu;

/**
 * Words that chat lines are made of, folded loosely: too short for statistics, and each of one language only.
 */
const COMMON: Readonly<Record<string, string>> = {
  tr:
    'merhaba selam slm selamlar naber nbr nasilsin nasilsiniz iyiyim iyi gunaydin geceler gunler aksamlar evet ' +
    'hayir yok var tamam tmm tesekkurler tesekkur tsk sagol saol eyvallah lutfen ne nedir neden nerede nasil ' +
    'kac kadar fiyat fiyati bilgi mi mu ben bana beni biz sana bu icin ile ve bir cok degil oldu olur istiyorum ' +
    'kanka abi hocam canim yazma durdur kim zaman hemen bugun yarin simdi artik gel gelir misin miyim musun',
  en:
    'hi hello hey thanks thank thx ty yes yeah yep nope ok please pls what where when why how who much price the ' +
    'is are you your my it this that do does can could would i im dont not stop info about and or with have for ' +
    'need want good morning night evening bye lol sure great nice cool sorry welcome help join',
};

const COMMON_LANGUAGE = new Map(
  Object.entries(COMMON).flatMap(([language, words]) =>
    words.split(' ').map((word) => [word, language] as const),
  ),
);

/**
 * The language of a chat line: `tr`, `ru` or `en`; undefined when nothing can be told. Script and letters decide
 * where they can, then common words, then statistics (loaded when they are first needed).
 */
export async function languageOf(text: string): Promise<string | undefined> {
  const read = text
    .slice(0, READ_CHARACTERS)
    .normalize('NFC')
    .replace(/\b(?:https?:\/\/|www\.|t\.me\/)\S+|[@#/]\w+/giu, ' ');
  const cyrillic = read.match(CYRILLIC)?.length ?? 0;
  const latin = read.match(LATIN)?.length ?? 0;
  if (cyrillic > latin)
    return NOT_RUSSIAN.test(read.toLowerCase().replaceAll('ё', 'е')) ? undefined : 'ru';
  if (latin < 2 || NOT_TURKISH.test(read)) return undefined;
  if (TURKISH.test(read)) return 'tr';
  return byCommonWords(read) ?? (await byStatistics(read));
}

function byCommonWords(text: string): string | undefined {
  const votes = { tr: 0, en: 0 };
  for (const word of fold(text, { loose: true }).split(/[^\p{L}\p{M}]+/u)) {
    const language = COMMON_LANGUAGE.get(word);
    if (language === 'tr' || language === 'en') votes[language]++;
  }
  if (votes.tr === votes.en) return undefined;
  return votes.tr > votes.en ? 'tr' : 'en';
}

async function byStatistics(text: string): Promise<string | undefined> {
  const { detect } = await import('tinyld/light');
  const language = detect(text, { only: LANGUAGES });
  return LANGUAGES.includes(language) ? language : undefined;
}
