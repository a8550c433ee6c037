import { wordsOf } from '../words.js';
import { type Check, excerpt } from './check.js';

const MENTIONS: readonly RegExp[] = [
  // Any of them: nobody writes the sign in a comment otherwise, and `@ name` is read as a name all the same.
  /[^\s@]{0,20}@\s?[\p{L}\p{N}_]{0,32}/u,
  /[[({<] ?(?:at|собака|et) ?[\])}>] ?[\p{L}\p{N}_]/iu,
  /tg ?: ?\/|tg ?: ?(?:resolve|user|msg|join)/i,
  /(?<!\S)\/[a-z][a-z0-9_]{2,}(?!\S)/i,
];

/** No names with `@`, no `tg://` addresses of people, no commands of bots. */
export const mentions: Check = {
  name: 'mentions',
  find({ plain, words }, { rules, others }) {
    if (rules.allowed.includes('mentions')) return undefined;
    const advice = 'named somebody with @';
    for (const pattern of MENTIONS) {
      const [found] = pattern.exec(plain) ?? [];
      if (found === undefined) continue;
      return { saw: `${excerpt(found)} names somebody`, advice };
    }
    const said = ` ${words.join(' ')} `;
    const name = others
      .flatMap(namesIn)
      .find((one) => said.includes(` ${wordsOf(one).join(' ')} `));
    return name === undefined ? undefined : { saw: `${excerpt(name)} is somebody’s name`, advice };
  },
};

/** Names that can be no words: `@evil_bot`, `t.me/shop24`. Said without the sign they are advertised as well. */
function namesIn(text: string): readonly string[] {
  const names = Array.from(text.matchAll(/(?:@|t\.me\/)(\w{5,32})/gi), ([, name]) => name ?? '');
  return names.filter((name) => /_|\d|bot$/i.test(name));
}
