import { type Check, excerpt } from './check.js';

/** Beginnings of words that have no other meaning; `=` before whole words. In the language's own small letters. */
const ABUSE: readonly string[] = [
  'fuck motherfuck =shit bullshit =cunt =cunts nigger nigga faggot =bitch =bitches asshole =whore =slut retard',
  'хуй хуе хуё хуя =нахуй =похуй пизд =ебать ебан ёбан =ебал ебуч заеб уеб выеб долбоеб долбоёб =бля =блять =блядь бляд ' +
    'мудак мудил пидор пидар гандон =сука =суки шлюх =хохол =хохлы =жид =жиды =чурка =чурки',
  'orospu siktir sikeyim sikerim sikik =amk =amına =amina =piç =piçler yarrak yarak =göt =götveren =ibne =ibneler kahpe ' +
    '=gavat pezevenk şerefsiz',
]
  .join(' ')
  .split(' ');

const WHOLE = new Set(ABUSE.filter((word) => word.startsWith('=')).map((word) => word.slice(1)));
const BEGINNINGS = ABUSE.filter((word) => !word.startsWith('='));

/** No swear words and slurs, as a post may demand them. A short list, for the plainest. */
export const abuse: Check = {
  name: 'abuse',
  find({ plain }) {
    for (const [word] of plain.toLowerCase().matchAll(/[\p{L}\p{M}]+/gu)) {
      if (!WHOLE.has(word) && !BEGINNINGS.some((beginning) => word.startsWith(beginning))) continue;
      return { saw: `${excerpt(word)} is abuse`, advice: 'had abusive words in it' };
    }
    return undefined;
  },
};
