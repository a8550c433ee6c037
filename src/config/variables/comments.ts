import type { Variable } from './variable.js';

/** Where comments are agreed, and what they are like. */
export const COMMENT_VARIABLES = [
  {
    name: 'ALLOWLIST_CHAT_IDS',
    meaning: 'the channels in which comments are agreed: ids, names or links',
    byDefault: 'required for the service `comment`, unless `comments.*` names channels',
    document: 'S1',
    placeholder: true,
  },
  {
    name: 'COMMENT_MODE',
    meaning:
      '`auto` sends what was written, `approve` asks you first, `dry` writes and sends nothing',
    byDefault: '`auto`',
    document: 'N',
  },
  {
    name: 'INSTANT_COMMENT_DELAY_SECONDS',
    meaning: 'from a new post to its comment; seconds, or `5m`',
    byDefault: '`300`',
    document: 'S1',
  },
  {
    name: 'MAX_INSTANT_PER_CHAT_PER_HOUR',
    meaning: 'comments on new posts in one chat in any 60 minutes',
    byDefault: '`2`',
    document: 'S1',
  },
  {
    name: 'FRESH_POST_MAX_AGE_MINUTES',
    meaning: 'older posts get no comment; in minutes',
    byDefault: '`1440`',
    document: 'S1',
  },
  {
    name: 'COMMENT_SCHEDULED',
    meaning: '`false` comments on new posts only, not on those of the last hours',
    byDefault: '`true`',
    document: 'N',
  },
  {
    name: 'APPROVE_WITHIN',
    meaning: 'what you did not approve for so long is dropped; seconds, or `3h`',
    byDefault: '`3h`',
    document: 'N',
  },
  {
    name: 'COMMENT_LANGUAGES',
    meaning: 'the languages that are written: `tr`, `ru`, `en`',
    byDefault: "the post's",
    document: 'N',
  },
  {
    name: 'COMMENT_ALLOW',
    meaning: 'what a comment may hold: `links`, `mentions`, `phones`, `hashtags`, `markup`',
    byDefault: 'none of these',
    document: 'N',
  },
  {
    name: 'COMMENT_DISCLOSURE',
    meaning: 'a line below each comment, to say that a program wrote it',
    byDefault: 'none',
    document: 'N',
  },
  {
    name: 'LLM_MIN_LEN',
    meaning: 'the shortest comment, in characters',
    byDefault: '`30`',
    document: 'S1',
  },
  {
    name: 'LLM_MAX_LEN',
    meaning: 'the longest comment, in characters',
    byDefault: '`220`',
    document: 'S1',
  },
  { name: 'LLM_MAX_EMOJIS', meaning: 'emojis in a comment', byDefault: '`1`', document: 'S1' },
  {
    name: 'LLM_STRICT_VALIDATE',
    meaning:
      '`true` drops a text that is not right at once, instead of having it mended: a comment or an answer',
    byDefault: '`false`',
    document: 'S1',
  },
] as const satisfies readonly Variable[];
