import type { WhyQuestion } from '../control/contract/why.js';
import { PostaciError } from '../core/errors.js';

/**
 * Which message somebody means: `last`, `412`, or to whom it went: `@ada`, `https://t.me/grup`, `-1001234567890`.
 * A number alone is a message's.
 * @throws PostaciError `USAGE`
 */
export function readWhyQuestion(written: string): WhyQuestion {
  if (written === 'last') return { about: 'last' };
  if (/^[1-9]\d{0,14}$/.test(written)) return { about: 'id', id: Number(written) };
  if (/^(@\w+|-\d{1,15}|(https?:\/\/)?t\.me\/\S+)$/.test(written)) {
    return { about: 'peer', who: written };
  }
  throw new PostaciError(
    'USAGE',
    `"${written}" is no message's number`,
    'Say the number that status or the log shows, the @username it went to, or: postaci why last',
  );
}
