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
  find({ plain }, { rules }) {
    if (rules.allowed.includes('mentions')) return undefined;
    for (const pattern of MENTIONS) {
      const [found] = pattern.exec(plain) ?? [];
      if (found === undefined) continue;
      return { saw: `${excerpt(found)} names somebody`, advice: 'named somebody with @' };
    }
    return undefined;
  },
};
