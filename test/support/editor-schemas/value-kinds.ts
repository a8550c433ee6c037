import { LANGUAGES } from '../../../src/config/languages.js';
import { WRITTEN_ADDITIONS } from '../../../src/core/author.js';
import { COMMENT_MODES } from '../../../src/core/comment-settings.js';
import { TERMINAL_MODES } from '../../../src/core/config.js';
import { INTERFACE_LANGUAGES } from '../../../src/core/languages.js';
import { REPLY_MODES } from '../../../src/core/reply-settings.js';
import type { JsonSchema } from './schema-file.js';

const YES_AND_NO =
  'true yes y 1 on enabled evet açık acik да вкл false no n 0 off disabled hayır hayir kapalı kapali нет выкл';

/** A word in the forms in which people write it; the program takes any letter case. */
const forms = (words: readonly string[]) => [
  ...new Set(
    words.flatMap((word) => [word, word.toUpperCase(), word[0]?.toUpperCase() + word.slice(1)]),
  ),
];

const yesOrNo: JsonSchema = {
  anyOf: [{ type: 'boolean' }, { enum: [0, 1] }, { enum: forms(YES_AND_NO.split(' ')) }],
};
const oneOf = (words: readonly string[]): JsonSchema => ({ enum: forms(words) });
const orWord = (word: string, schema: JsonSchema): JsonSchema => ({
  anyOf: [schema, oneOf([word])],
});
const whole = (minimum: number, maximum = Number.MAX_SAFE_INTEGER): JsonSchema => ({
  anyOf: [
    { type: 'integer', minimum, maximum },
    { type: 'string', pattern: '^\\s*[+-]?\\d+\\s*$' },
  ],
});
const decimal = (minimum: number, maximum: number): JsonSchema => ({
  anyOf: [
    { type: 'number', minimum, maximum },
    { type: 'string', pattern: '^\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)\\s*$' },
  ],
});
const duration: JsonSchema = {
  anyOf: [
    { type: 'number', minimum: 0 },
    { type: 'string', pattern: '^\\s*(\\d+(\\.\\d+)?\\s*([mM]?[sS]|[mMhHdDwW])?\\s*)+$' },
  ],
};
const item: JsonSchema = { type: ['string', 'number'] };
const list: JsonSchema = { anyOf: [item, { type: 'array', items: item }] };
const listOf = (words: readonly string[]): JsonSchema => ({
  anyOf: [{ type: 'string' }, { type: 'array', items: oneOf(words) }],
});

/** Of a value that is any text. */
export const ANY_TEXT: JsonSchema = item;

const KINDS: readonly (readonly [JsonSchema, string])[] = [
  [
    yesOrNo,
    `SESSION_PLAIN BOT_ENABLED autospam MESSAGE_ONLY_AFTER_OTHERS auto_menu_enabled COMMENT_SCHEDULED
     LLM_STRICT_VALIDATE ALERT_SAVED_MESSAGES METRICS_OPEN DEBUG`,
  ],
  [
    duration,
    `MESSAGE_EXPIRE_AFTER MIN_INTERVAL_BETWEEN_MESSAGES_SECONDS MIN_INTERVAL_PER_CHAT_SECONDS
     SPAMBLOCK_MIN_COOLDOWN_SECONDS SPAMBLOCK_MAX_COOLDOWN_SECONDS DM_COOLDOWN_SECONDS DM_TRACKING_WINDOW
     DM_EXPIRE_AFTER manualplus_timeout_sec ANSWER_INTERVAL_SECONDS REPLY_EXPIRE_AFTER TAKEOVER_SILENCE
     INSTANT_COMMENT_DELAY_SECONDS APPROVE_WITHIN LLM_TIMEOUT_SECONDS CACHE_TTL_SECONDS LEASE_TTL_SECONDS`,
  ],
  [orWord('off', duration), 'ALERT_SILENT_AFTER'],
  [orWord('off', whole(1, 1_000_000)), 'MESSAGES_PER_DAY MESSAGES_PER_HOUR'],
  [whole(1), 'API_ID SPAMBLOCK_ERROR_THRESHOLD auto_menu_threshold LLM_TOKENS_PER_DAY'],
  [whole(1, 65_535), 'TG_PROXY_PORT TELEGRAM_DC_PORT'],
  [whole(1, 1_000), 'TELEGRAM_DC_ID DM_MAX_MESSAGES_PER_HOUR MAX_INSTANT_PER_CHAT_PER_HOUR'],
  [whole(1, 1_000), 'ANSWERS_PER_CHAT_PER_HOUR'],
  [whole(1, 1_000_000), 'ANSWERS_PER_DAY FRESH_POST_MAX_AGE_MINUTES'],
  [whole(0, 1_000), 'NEW_CONVERSATIONS_PER_DAY WARM_UP_DAYS'],
  [whole(1), 'PEOPLE_KEPT_DAYS TRACKING_KEPT_HOURS'],
  [whole(0, 2_000), 'LLM_MIN_LEN LLM_MAX_LEN LLM_MAX_EMOJIS'],
  [decimal(0, 2), 'LLM_TEMPERATURE'],
  [decimal(0, 1), 'LLM_TOP_P'],
  [decimal(-2, 2), 'LLM_FREQUENCY_PENALTY LLM_PRESENCE_PENALTY'],
  [decimal(0, 1_000_000), 'LLM_MONEY_PER_DAY LLM_PRICE_INPUT LLM_PRICE_OUTPUT'],
  [oneOf(['skip', 'once']), 'MESSAGE_MISSED_RUNS'],
  [oneOf(REPLY_MODES), 'reply_mode'],
  [oneOf(COMMENT_MODES), 'COMMENT_MODE'],
  [oneOf(INTERFACE_LANGUAGES), 'INTERFACE_LANGUAGE'],
  [oneOf(TERMINAL_MODES), 'TERMINAL'],
  [oneOf(['debug', 'info', 'warn', 'error']), 'LOG_LEVEL'],
  [oneOf(['text', 'json']), 'LOG_FORMAT'],
  [listOf(['message', 'reply', 'dm', 'comment', 'forward']), 'SERVICES'],
  [listOf(LANGUAGES), 'COMMENT_LANGUAGES'],
  [listOf(WRITTEN_ADDITIONS), 'COMMENT_ALLOW'],
  [
    list,
    'GROUP_LINKS ALLOWLIST_CHAT_IDS ADMIN_IDS OPT_OUT_WORDS OPT_IN_WORDS ACTIVE_WINDOWS QUIET_HOURS BLACKOUT_DAYS',
  ],
];

/** What may be written as a variable's value, where more is known of it than that it is a text. */
export const VALUE_KINDS: ReadonlyMap<string, JsonSchema> = new Map(
  KINDS.flatMap(([schema, names]) => names.split(/\s+/).map((name) => [name, schema] as const)),
);
