import type { AccountHealth, Outcome } from '../../core/outcome.js';
import { NoAnswer, TelegramError } from './failure.js';

/** How long to wait after a call that could not leave because there was no line. */
const OFFLINE_WAIT_MS = 2_000;
/** Waited when Telegram says "later" without a figure. */
const UNNAMED_WAIT_MS = 60_000;

/** What a row of the table says of an error. `wait` takes its seconds from the error's text. */
type Reaction =
  | { readonly status: 'wait'; readonly scope: 'account' | 'peer' }
  | {
      readonly status: 'refused';
      readonly scope: 'intent' | 'source' | 'content' | 'peer';
      readonly reason: string;
    }
  | { readonly status: 'spam-limited' }
  | { readonly status: 'unknown' }
  | { readonly status: 'halt'; readonly health: AccountHealth; readonly reason: string };

const peer = (reason: string): Reaction => ({ status: 'refused', scope: 'peer', reason });
const content = (reason: string): Reaction => ({ status: 'refused', scope: 'content', reason });
const source = (reason: string): Reaction => ({ status: 'refused', scope: 'source', reason });
const intent = (reason: string): Reaction => ({ status: 'refused', scope: 'intent', reason });
const halt = (health: AccountHealth, reason: string): Reaction => ({
  status: 'halt',
  health,
  reason,
});

const LOG_IN_AGAIN = 'Log in again with `postaci login`.';
const MOVED = 'The account lives in another data centre now, which does not know this session.';
const PAID =
  'It asks for a payment in Stars for each message, and postaci never pays. Take it off the targets.';
const ASK_THEM = 'have an administrator give the account the right.';
const NOT_HERE = `Take it off the targets, or ${ASK_THEM}`;

/**
 * The one table of Telegram's errors and what each means for a sender. The first pattern that matches
 * the whole error text counts.
 * @see https://core.telegram.org/api/errors
 */
const REACTIONS: readonly (readonly [pattern: RegExp, reaction: Reaction])[] = [
  [/FLOOD_(PREMIUM_)?WAIT_\d+/, { status: 'wait', scope: 'account' }],
  [/SLOWMODE_WAIT_\d+/, { status: 'wait', scope: 'peer' }],
  [/PEER_FLOOD/, { status: 'spam-limited' }],

  // That person, for good.
  [/USER_PRIVACY_RESTRICTED/, peer('Their privacy settings do not let the account write to them.')],
  [/USER_IS_BLOCKED/, peer('They have blocked the account.')],
  [
    /YOU_BLOCKED_USER/,
    peer('The account has blocked them. Unblock them in Telegram if that is wrong.'),
  ],
  [/INPUT_USER_DEACTIVATED/, peer('Their Telegram account is deleted.')],
  [/PRIVACY_PREMIUM_REQUIRED/, peer('They only take messages from Telegram Premium accounts.')],
  [/ALLOW_PAYMENT_REQUIRED(_\d+)?/, peer(PAID)],

  // That chat, until somebody changes something there.
  [/CHAT_WRITE_FORBIDDEN/, peer(`The account may not write there. ${NOT_HERE}`)],
  [/CHAT_RESTRICTED/, peer(`The account is restricted there. ${NOT_HERE}`)],
  [/CHAT_ADMIN_REQUIRED/, peer(`Only administrators may write there. ${NOT_HERE}`)],
  [
    /USER_BANNED_IN_CHANNEL/,
    peer('The account is banned from writing in supergroups and channels. Ask @SpamBot why.'),
  ],
  [
    /CHANNEL_PRIVATE/,
    peer('The account is not in that chat, or was removed from it. Join it in Telegram first.'),
  ],
  [
    /CHAT_GUEST_SEND_FORBIDDEN/,
    peer('Only members may write there. Join it in Telegram first: postaci never joins by itself.'),
  ],
  [
    /(PEER_ID|CHAT_ID|CHANNEL|USER_ID)_INVALID/,
    peer('Telegram does not know that chat (any more). Check it with `postaci groups check`.'),
  ],

  // That kind of content there.
  [
    /CHAT_SEND_[A-Z]+_FORBIDDEN/,
    content(`This kind of content is not allowed in that chat. Send another kind, or ${ASK_THEM}`),
  ],
  [
    /CHAT_FORWARDS_RESTRICTED/,
    source(
      'The source chat protects its content, and postaci does not work around that. Choose another source.',
    ),
  ],

  // This message.
  [
    /(MSG|MESSAGE|REPLY_MESSAGE)_ID_INVALID|REPLY_TO_INVALID/,
    intent('The message that it refers to does not exist (any more).'),
  ],
  [/TOPIC_CLOSED/, intent('The topic is closed. Have it opened, or choose another one.')],
  [/TOPIC_DELETED/, intent('The topic was deleted. Choose another one.')],
  [
    /MESSAGE_TOO_LONG|MEDIA_CAPTION_TOO_LONG/,
    intent('The text is too long for Telegram. Shorten it.'),
  ],
  [/MESSAGE_EMPTY/, intent('The text is empty. Give the message a text.')],
  // The next attempt uploads or fetches it anew, with the same random ids.
  [/FILE_REFERENCE_(\d+_)?EXPIRED/, { status: 'unknown' }],

  // The account.
  [
    /AUTH_KEY_DUPLICATED/,
    halt(
      'taken',
      `Two programs used this session at once, and Telegram has ended it. Find the other one, then: ${LOG_IN_AGAIN}`,
    ),
  ],
  [
    /AUTH_KEY_(UNREGISTERED|INVALID|PERM_EMPTY)|SESSION_(REVOKED|EXPIRED)/,
    halt('logged-out', `Telegram has ended this session. ${LOG_IN_AGAIN}`),
  ],
  [/(PHONE|USER|NETWORK)_MIGRATE_\d+/, halt('logged-out', `${MOVED} ${LOG_IN_AGAIN}`)],
  [
    /USER_DEACTIVATED/,
    halt('banned', 'The account was deleted. Nothing can be sent with it any more.'),
  ],
  [
    /USER_DEACTIVATED_BAN/,
    halt('banned', 'Telegram has banned the account. Appeal to recover@telegram.org.'),
  ],
  [
    /FROZEN_METHOD_INVALID/,
    halt(
      'frozen',
      'Telegram has frozen the account: it can only read. Appeal in the Telegram app; it goes on by itself once that is over.',
    ),
  ],
];

const WHOLE_TEXTS = REACTIONS.map(
  ([pattern, reaction]) => [new RegExp(`^(?:${pattern.source})$`), reaction] as const,
);

/**
 * What an error of a send means. Never guesses: what is not surely without effect is `unknown`.
 * @param error what `Link.invoke` or `Supervisor.invoke` threw
 * @throws the error itself when it is neither Telegram's nor the network's: a bug
 */
export function outcomeOf(error: unknown): Outcome {
  if (error instanceof NoAnswer) return outcomeOfNoAnswer(error);
  if (!(error instanceof TelegramError)) throw error;
  const code = error.text;
  const row = WHOLE_TEXTS.find(([pattern]) => pattern.test(code));
  const reaction = row?.[1] ?? reactionByCode(error);
  return reaction.status === 'wait'
    ? { ...reaction, code, waitMs: waitMs(code) }
    : { ...reaction, code };
}

function outcomeOfNoAnswer(error: NoAnswer): Outcome {
  return error.code === 'OFFLINE'
    ? { status: 'wait', scope: 'account', code: 'DISCONNECTED', waitMs: OFFLINE_WAIT_MS }
    : { status: 'unknown', code: error.code };
}

/** For texts that no row knows. Only 303 (ask elsewhere) and 4xx promise that nothing happened. */
function reactionByCode({ code, text }: TelegramError): Reaction {
  if (code === 401) return halt('logged-out', `Telegram refuses this session. ${LOG_IN_AGAIN}`);
  if (code === 420) return { status: 'wait', scope: 'account' };
  if (code === 303 || (code >= 400 && code < 500))
    return intent(`Telegram refused it: ${text} (${code}).`);
  return { status: 'unknown' };
}

/** The figure at the end of `FLOOD_WAIT_42`, in milliseconds; a wait of nothing would be a busy loop. */
function waitMs(text: string): number {
  const seconds = /_(\d+)$/.exec(text)?.[1];
  return seconds === undefined ? UNNAMED_WAIT_MS : Math.max(1, Number(seconds)) * 1_000;
}
