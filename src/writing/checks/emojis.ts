import type { Check } from './check.js';

/** A picture in colour, a flag or a key; © ® ™ and the like are signs of writing. */
const EMOJI =
  /\p{Emoji_Presentation}|\p{Regional_Indicator}|\u20e3|\p{Extended_Pictographic}\ufe0f|(?![\u00a9\u00ae\u2122\u2139\u203c\u2049\u2194-\u21aa])\p{Extended_Pictographic}/u;

/** So many emojis; a family or a flag is one. */
export const emojis: Check = {
  name: 'emojis',
  find({ graphemes }, { rules }) {
    const has = graphemes.filter((grapheme) => EMOJI.test(grapheme)).length;
    if (has <= rules.maxEmojis) return undefined;
    return {
      saw: `${has} emojis, ${rules.maxEmojis} are allowed`,
      advice: `had more than ${rules.maxEmojis} emojis`,
    };
  },
};
