import { type AccountState, accountState } from '../methods/account-state.js';
import { type Person, SPAM_BOT_ID } from '../world/person.js';
import type { World } from '../world/world.js';
import { startProgram } from './program.js';

/**
 * @SpamBot: answers whoever writes to it how their account stands, in the words that are publicly known.
 * @returns how to make it stop; resolves when its last answer is given or given up.
 */
export function startSpamBot(world: World): () => Promise<void> {
  return startProgram(world, {
    runs: ({ id }) => id === SPAM_BOT_ID,
    afterMs: 150,
    answer: (asker) => wording(accountState(world, asker), asker),
  });
}

/** What the bot says to somebody whose account stands so. */
export function wording(state: AccountState, { firstName, sanctionedUntilMs }: Person): string {
  if (state === 'frozen' || state === 'banned') return BLOCKED;
  if (state !== 'spam-limited') return FREE;
  return sanctionedUntilMs === undefined
    ? limited(firstName)
    : limitedUntil(firstName, utc(sanctionedUntilMs));
}

const FREE = 'Good news, no limits are currently applied to your account. You’re free as a bird!';

const BLOCKED =
  'Your account was blocked for violations of the Telegram Terms of Service based on user reports ' +
  'confirmed by our moderators.';

const limited = (name: string): string =>
  `Hello ${name}!\n\nI’m very sorry that you had to contact me. Unfortunately, some actions can trigger ` +
  'a harsh response from our anti-spam systems. If you think your account was limited by mistake, you can ' +
  'submit a complaint to our moderators.\n\nWhile the account is limited, you will not be able to send ' +
  'messages to people who do not have your number in their phone contacts or add them to groups and ' +
  'channels. Of course, when people contact you first, you can always reply to them.';

const limitedUntil = (name: string, until: string): string =>
  `Dear ${name},\n\nI’m afraid some Telegram users found your messages annoying and forwarded them to our ` +
  'team of moderators for inspection. The moderators have confirmed the report and your account is now ' +
  `limited until ${until}.\n\nWhile the account is limited, you will not be able to do certain things on ` +
  'Telegram, like writing to strangers who haven’t contacted you first or adding them to groups and ' +
  `channels.\n\nYour account will be automatically released on ${until}.`;

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** As the bot writes a moment, e.g. `5 Dec 2026, 12:00 UTC`. */
function utc(atMs: number): string {
  const at = new Date(atMs);
  const time = at.toISOString().slice(11, 16);
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}, ${time} UTC`;
}
