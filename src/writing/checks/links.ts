import { type Check, excerpt } from './check.js';
import { addressIn } from './domains.js';

/** Links that say what they are. Each begins with letters of its own, so nothing is tried from every place. */
const SCHEMES: readonly RegExp[] = [
  /(?:h ?(?:t ?t|x ?x|\* ?\*|_ ?_|т ?т) ?(?:p|р) ?s?|ftp|wss?|ton|mailto|tel|magnet|tonsite|whatsapp|viber|skype) ?: ?(?:\/ ?\/|\?|\S)/iu,
  /: ?\/ ?\//,
  /(?<!\p{L})www(?!\p{L})/iu,
  /(?<!\d)\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/,
  /(?<![\p{L}\p{N}])(?:t|wa|bit|goo|vk|fb) ?[.,·]? ?(?:me|ly|gl|cc|com) ?\/ ?\S/iu,
  /(?<![\p{L}\p{N}])telegra(?:m|ph) ?\/ ?\S/iu,
];

/** No links: with a scheme, bare, spaced or spelled out (`site . com`, `site dot com`, `hxxp`), in any script. */
export const links: Check = {
  name: 'links',
  find({ plain }, { rules }) {
    if (rules.allowed.includes('links')) return undefined;
    const found = schemeIn(plain) ?? addressIn(plain);
    return found === undefined
      ? undefined
      : { saw: `${excerpt(found)} is a link`, advice: 'had a link or an address of the web in it' };
  },
};

function schemeIn(plain: string): string | undefined {
  for (const pattern of SCHEMES) {
    const match = pattern.exec(plain);
    if (match)
      return plain.slice(Math.max(0, match.index - 10), match.index + match[0].length + 15);
  }
  return undefined;
}
