import { type Check, excerpt } from './check.js';

const RUN = /[A-Za-z0-9+/_-]{24,}/g;
/** Names written together (`YouTube/WhatsApp`) change between small letters and others less often. */
const MOST_CHANGES = 4;
const PADDED = /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{2,64}={1,2}(?![\w=])/;
const HEX = /(?:0x)?[0-9a-f]{16,}/gi;
const PATTERNS: readonly RegExp[] = [
  // Bytes one by one: `48 65 6c 6c`, `\x48`, `%D0%BF`, ones and zeros.
  /(?<![0-9a-z])(?=[a-f ]{0,16}[0-9])(?=[0-9 ]{0,16}[a-f])(?:[0-9a-f]{2}[ :,]){6}/i,
  /(?:\\x[0-9a-f]{2}|\\u\{?[0-9a-f]{4}|%[0-9a-f]{2}){2}/i,
  /[01]{8} ?[01]{8}/,
  // Morse, in groups of dots and dashes.
  /(?:[.·•-]{1,6} \/? ?){5}[.·•-]{1,6}/,
  // Base32 and codes of capitals and digits.
  /(?=[A-Z]{0,15}[0-9])(?=[0-9]{0,15}[A-Z])[A-Z0-9]{16}/,
];

/** Nothing that has to be decoded: base64, hexadecimal, escapes, Morse, keys and wallets. */
export const encoded: Check = {
  name: 'encoded',
  find({ plain }) {
    const found = blob(plain) ?? PADDED.exec(plain)?.[0] ?? byPattern(plain);
    if (found === undefined) return undefined;
    return { saw: `${excerpt(found)} is encoded`, advice: 'had something encoded in it' };
  },
};

function blob(plain: string): string | undefined {
  for (const [run] of plain.matchAll(RUN)) {
    const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/].filter((kind) => kind.test(run)).length;
    if (kinds === 3 || (run.match(/[a-z][A-Z]|[a-z][0-9]/g)?.length ?? 0) >= MOST_CHANGES)
      return run;
  }
  // A long number is no code; a word of sixteen letters from a to f does not exist.
  return plain.match(HEX)?.find((run) => /[a-f]/i.test(run));
}

function byPattern(plain: string): string | undefined {
  for (const pattern of PATTERNS) {
    const [found] = pattern.exec(plain) ?? [];
    if (found !== undefined) return found;
  }
  return undefined;
}
