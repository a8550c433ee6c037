import { type Check, excerpt } from './check.js';

/** Each is anchored on a sign of its own and looks a bounded way ahead. */
const MARKUP: readonly RegExp[] = [
  /\*\*|__|~~|\|\||`/,
  /\]\s?\(/,
  /!\[/,
  /(?<![\p{L}\p{N}*])\*[^\s*][^*\n]{0,200}\*(?![\p{L}\p{N}*])/u,
  /(?<![\p{L}\p{N}_])_[^\s_][^_\n]{0,200}_(?![\p{L}\p{N}_])/u,
  /^\s{0,3}(?:#{1,6}|>|[-*+•])\s/mu,
  /^\s{0,3}\d{1,2}[.)]\s[^\n]{0,4096}\n\s{0,3}\d{1,2}[.)]\s/mu,
  /<\s?[/!?]?\s?\p{L}/u,
  /&(?:#\w{1,8}|[a-z]{2,10});/i,
  /\[\/?(?:b|i|u|s|url|img|code|quote|spoiler)\b[^\]\n]{0,100}\]/i,
  /\\[a-z]{2,20}\{|\$\$|\\\(/i,
  /^\s?[{[]\s?["'{[]|\{\{|\}\}/,
];

/** No Markdown, HTML, BBCode, TeX or JSON: Telegram shows it as it stands, and people see what wrote it. */
export const markup: Check = {
  name: 'markup',
  find({ plain }, { rules }) {
    if (rules.allowed.includes('markup')) return undefined;
    for (const pattern of MARKUP) {
      const [found] = pattern.exec(plain) ?? [];
      if (found === undefined) continue;
      return {
        saw: `${excerpt(found)} is markup`,
        advice: 'had Markdown, HTML or other markup in it',
      };
    }
    return undefined;
  },
};
