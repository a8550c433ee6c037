/** An error as Telegram says it. */
export type ErrorText = readonly [code: number, text: string];

/** Waits that Telegram names, in seconds; `peer` binds one chat, else the whole account. */
export const WAITS: readonly (readonly [...ErrorText, scope: 'account' | 'peer', number])[] = [
  [420, 'FLOOD_WAIT_3', 'account', 3],
  [420, 'FLOOD_WAIT_86400', 'account', 86_400],
  [420, 'FLOOD_PREMIUM_WAIT_42', 'account', 42],
  [420, 'SLOWMODE_WAIT_30', 'peer', 30],
];

/** That person, for good; and what the operator reads. */
export const PERSON_REFUSALS: readonly (readonly [...ErrorText, words: RegExp])[] = [
  [403, 'USER_PRIVACY_RESTRICTED', /privacy settings/],
  [403, 'USER_IS_BLOCKED', /have blocked the account/],
  [400, 'YOU_BLOCKED_USER', /Unblock them in Telegram/],
  [400, 'INPUT_USER_DEACTIVATED', /account is deleted/],
  [403, 'PRIVACY_PREMIUM_REQUIRED', /Telegram Premium/],
  [406, 'PRIVACY_PREMIUM_REQUIRED', /Telegram Premium/],
  [406, 'ALLOW_PAYMENT_REQUIRED', /never pays/],
  [403, 'ALLOW_PAYMENT_REQUIRED_50', /never pays/],
];

/** That chat, until somebody changes something there. */
export const CHAT_REFUSALS: readonly (readonly [...ErrorText, words: RegExp])[] = [
  [403, 'CHAT_WRITE_FORBIDDEN', /Take it off the targets, or have an administrator/],
  [400, 'CHAT_RESTRICTED', /Take it off the targets, or have an administrator/],
  [400, 'CHAT_ADMIN_REQUIRED', /Take it off the targets, or have an administrator/],
  [400, 'USER_BANNED_IN_CHANNEL', /Ask @SpamBot/],
  [400, 'CHANNEL_PRIVATE', /Join it in Telegram first/],
  [406, 'CHANNEL_PRIVATE', /Join it in Telegram first/],
  [403, 'CHAT_GUEST_SEND_FORBIDDEN', /Join it in Telegram first: postaci never joins/],
  [406, 'ALLOW_PAYMENT_REQUIRED', /never pays. Take it off the targets/],
  [403, 'ALLOW_PAYMENT_REQUIRED_5', /never pays. Take it off the targets/],
];

/** That kind of content there: of a text, and of a photo. */
export const TEXT_REFUSALS: readonly ErrorText[] = [[403, 'CHAT_SEND_PLAIN_FORBIDDEN']];
export const PHOTO_REFUSALS: readonly ErrorText[] = [
  [403, 'CHAT_SEND_PHOTOS_FORBIDDEN'],
  [403, 'CHAT_SEND_MEDIA_FORBIDDEN'],
  [403, 'CHAT_SEND_DOCS_FORBIDDEN'],
  [403, 'CHAT_SEND_VIDEOS_FORBIDDEN'],
  [403, 'CHAT_SEND_ROUNDVIDEOS_FORBIDDEN'],
  [403, 'CHAT_SEND_AUDIOS_FORBIDDEN'],
  [403, 'CHAT_SEND_VOICES_FORBIDDEN'],
  [403, 'CHAT_SEND_GIFS_FORBIDDEN'],
  [403, 'CHAT_SEND_STICKERS_FORBIDDEN'],
  [403, 'CHAT_SEND_GAME_FORBIDDEN'],
  [403, 'CHAT_SEND_INLINE_FORBIDDEN'],
  [403, 'CHAT_SEND_POLL_FORBIDDEN'],
];

/** This message alone; its state, and what the operator reads. */
export const BAD_INTENTS: readonly (readonly [
  ...ErrorText,
  state: 'failed' | 'refused',
  words: RegExp,
])[] = [
  [400, 'MSG_ID_INVALID', 'failed', /does not exist/],
  [400, 'MESSAGE_ID_INVALID', 'failed', /does not exist/],
  [400, 'REPLY_MESSAGE_ID_INVALID', 'failed', /does not exist/],
  [400, 'REPLY_TO_INVALID', 'failed', /does not exist/],
  [400, 'TOPIC_CLOSED', 'failed', /Have it opened, or choose another/],
  [400, 'TOPIC_DELETED', 'failed', /Choose another one/],
  [400, 'MESSAGE_TOO_LONG', 'failed', /Shorten it/],
  [400, 'NEVER_SEEN_BEFORE', 'failed', /NEVER_SEEN_BEFORE \(400\)/],
  [400, 'CHAT_FORWARDS_RESTRICTED', 'refused', /Choose another source/],
];

/** Nobody knows whether it arrived. */
export const UNKNOWN_OUTCOMES: readonly ErrorText[] = [
  [-503, 'Timeout'],
  [-500, 'No workers running'],
  [500, 'RPC_CALL_FAIL'],
  [500, 'RPC_MCGET_FAIL'],
  [500, 'INTERDC_4_CALL_ERROR'],
  [500, 'NEVER_SEEN_BEFORE'],
];

/** The session is over; its health, the error that ends the daemon, and what the operator reads. */
export const ENDS: readonly (readonly [
  ...ErrorText,
  health: string,
  exit: string,
  words: RegExp,
])[] = [
  [406, 'AUTH_KEY_DUPLICATED', 'taken', 'ACCOUNT_TAKEN', /Find the other one.*postaci login/],
  [401, 'AUTH_KEY_UNREGISTERED', 'logged-out', 'ACCOUNT_LOGGED_OUT', /postaci login/],
  [401, 'SESSION_REVOKED', 'logged-out', 'ACCOUNT_LOGGED_OUT', /postaci login/],
  [401, 'SESSION_EXPIRED', 'logged-out', 'ACCOUNT_LOGGED_OUT', /postaci login/],
  [401, 'USER_DEACTIVATED', 'banned', 'ACCOUNT_BANNED', /deleted/],
  [401, 'USER_DEACTIVATED_BAN', 'banned', 'ACCOUNT_BANNED', /recover@telegram\.org/],
];
