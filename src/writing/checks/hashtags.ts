import { type Check, excerpt } from './check.js';

/** `#1` and `C#` are none. */
const HASHTAG = /#[\p{N}_]{0,20}\p{L}[\p{L}\p{N}_]{0,30}/u;
/** `$BTC`: Telegram makes a link of it too. */
const CASHTAG = /\$[A-Z]{2,8}(?![\p{L}\p{N}])/u;

/** No `#words`, nor `$TICKERS`. */
export const hashtags: Check = {
  name: 'hashtags',
  find({ plain }, { rules }) {
    if (rules.allowed.includes('hashtags')) return undefined;
    const [found] = HASHTAG.exec(plain) ?? CASHTAG.exec(plain) ?? [];
    if (found === undefined) return undefined;
    return { saw: `${excerpt(found)} is a hashtag`, advice: 'had a hashtag in it' };
  },
};
