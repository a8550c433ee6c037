import type { Variable } from './variable.js';

/** Who is written to, who is answered, and how much of both. */
export const PEOPLE_VARIABLES = [
  {
    name: 'DM_COOLDOWN_SECONDS',
    meaning: 'between two unsolicited messages to one person: what comes sooner is refused',
    byDefault: '`300`',
    document: 'S3',
  },
  {
    name: 'DM_MAX_MESSAGES_PER_HOUR',
    meaning:
      'unsolicited messages to one person within `DM_TRACKING_WINDOW`: what is more is refused',
    byDefault: '`3`',
    document: 'S3',
  },
  {
    name: 'DM_TRACKING_WINDOW',
    meaning: 'the time in which `DM_MAX_MESSAGES_PER_HOUR` counts; seconds, or `1h`',
    byDefault: '`3600`',
    document: 'S3',
  },
  {
    name: 'NEW_CONVERSATIONS_PER_DAY',
    meaning: 'conversations begun on a local day with people who agreed but never wrote; `0`: none',
    byDefault: '`10`',
    document: 'N',
  },
  {
    name: 'WARM_UP_DAYS',
    meaning: 'so many days a young account works its way up to that number; `0`: it may at once',
    byDefault: '`14`',
    document: 'N',
  },
  {
    name: 'ACCOUNT_SINCE',
    meaning: 'when the account began, for an old one that is new to postaci: `2024-05-01`',
    byDefault: 'its first login with postaci',
    document: 'N',
  },
  {
    name: 'DM_EXPIRE_AFTER',
    meaning: 'a welcome, invite or follow-up that could not go for so long is dropped',
    byDefault: '`1d`',
    document: 'N',
  },
  {
    name: 'reply_mode',
    meaning:
      'who answers in private chats: `off` nobody (nor in groups), `manual` you, `manualplus` you or after a while postaci, `auto` postaci',
    byDefault: '`manualplus`',
    document: 'S3',
  },
  {
    name: 'manualplus_timeout_sec',
    meaning: 'how long `manualplus` leaves it to you; seconds, or `5m`',
    byDefault: '`300`',
    document: 'S3',
  },
  {
    name: 'auto_menu_enabled',
    meaning: '`true` shows the menu by itself after some messages that no rule answered',
    byDefault: '`false`',
    document: 'S3',
  },
  { name: 'auto_menu_threshold', meaning: 'after how many', byDefault: '`5`', document: 'S3' },
  {
    name: 'ANSWER_INTERVAL_SECONDS',
    meaning: 'between two answers in one chat; seconds, or `3s`',
    byDefault: '`3`',
    document: 'N',
  },
  {
    name: 'ANSWERS_PER_CHAT_PER_HOUR',
    meaning: 'answers in one chat in any 60 minutes',
    byDefault: '`20`',
    document: 'N',
  },
  {
    name: 'ANSWERS_PER_DAY',
    meaning: 'answers of the account on a local day',
    byDefault: '`300`',
    document: 'N',
  },
  {
    name: 'REPLY_EXPIRE_AFTER',
    meaning: 'an answer that could not go for so long is dropped',
    byDefault: '`15m`',
    document: 'N',
  },
  {
    name: 'TAKEOVER_SILENCE',
    meaning: 'how long postaci is silent in a chat after you wrote there by hand',
    byDefault: '`6h`',
    document: 'N',
  },
  {
    name: 'QUIET_HOURS',
    meaning:
      'local hours in which nothing is answered, `22-8`: private answers wait for their end, in groups there are none',
    byDefault: 'none',
    document: 'N',
  },
  {
    name: 'OPT_OUT_WORDS',
    meaning:
      'your own words for "do not write to me", with commas between them, beside the built-in Turkish, Russian and English ones',
    byDefault: 'none',
    document: 'N',
  },
  {
    name: 'OPT_IN_WORDS',
    meaning: 'your own words for "you may write to me", beside the built-in ones',
    byDefault: 'none',
    document: 'N',
  },
  {
    name: 'PEOPLE_KEPT_DAYS',
    meaning: 'people without any contact for so many days are erased; that they refused is kept',
    byDefault: '`365`',
    document: 'N',
  },
  {
    name: 'TRACKING_KEPT_HOURS',
    meaning: 'what is only counted (loops, cooldowns of answers, menus) is cleared after so long',
    byDefault: '`24`',
    document: 'N (S3)',
  },
] as const satisfies readonly Variable[];
