import { parseBoolean } from '../parse/boolean.js';
import { parseDuration } from '../parse/duration.js';
import { listOf } from '../parse/list.js';
import { decimalNumber, wholeNumber } from '../parse/number.js';
import { good } from '../parse/parsed.js';
import { urlWith } from '../parse/url.js';
import type { Variable } from './variable.js';

const SMALLEST_ID = -Number.MAX_SAFE_INTEGER;
const count = wholeNumber(1);
const id = wholeNumber(SMALLEST_ID, Number.MAX_SAFE_INTEGER, -1001234567890);
const http = (example: string) => urlWith(['http', 'https'], example);

/** name, parser, default, document, meaning; understood, but used by a later version only. */
const rows = [
  ['ALLOWLIST_CHAT_IDS', listOf(id), 'none', 'S1', 'the channels in which comments are agreed'],
  ['MAX_INSTANT_PER_CHAT_PER_HOUR', count, '`2`', 'S1', 'comments on new posts, a chat and hour'],
  ['FRESH_POST_MAX_AGE_MINUTES', count, '`1440`', 'S1', 'older posts get no comment; in minutes'],
  ['INSTANT_COMMENT_DELAY_SECONDS', parseDuration, '`300`', 'S1', 'from a new post to its comment'],
  [
    'OPENAI_BASE_URL',
    http('http://localhost:11434/v1'),
    '`http://localhost:11434/v1`',
    'S1',
    'an OpenAI-compatible endpoint',
  ],
  ['OPENAI_API_KEY', good, 'none', 'S1', "the endpoint's key", 'secret'],
  ['LLM_MODEL', good, '`llama3.1:8b`', 'S1', "the model's name"],
  ['LLM_TEMPERATURE', decimalNumber(0, 2, 0.4), '`0.4`', 'S1', 'sampling temperature'],
  ['LLM_TOP_P', decimalNumber(0, 1, 0.9), '`0.9`', 'S1', 'nucleus sampling'],
  ['LLM_FREQUENCY_PENALTY', decimalNumber(-2, 2, 0.3), '`0.3`', 'S1', 'frequency penalty'],
  ['LLM_PRESENCE_PENALTY', decimalNumber(-2, 2, 0.2), '`0.2`', 'S1', 'presence penalty'],
  ['LLM_MIN_LEN', count, '`30`', 'S1', 'shortest comment, in characters'],
  ['LLM_MAX_LEN', count, '`220`', 'S1', 'longest comment, in characters'],
  ['LLM_MAX_EMOJIS', wholeNumber(0), '`1`', 'S1', 'emojis in a comment'],
  ['LLM_STRICT_VALIDATE', parseBoolean, '`false`', 'S1', 'discards instead of mending'],
  ['CACHE_TTL_SECONDS', parseDuration, '`900`', 'S1', "how long a model's answer is kept"],
  ['MAX_CONCURRENT_FORWARDS', count, '`10`', 'S2', 'forwards prepared at a time'],
  ['BOT_TOKEN', good, 'none', 'S2, S4', 'a bot account, from @BotFather', 'secret'],
  ['ADMIN_IDS', listOf(id), 'none', 'S2, S4', "the bot's administrators"],
  ['MANDATORY_CHANNEL_ID', good, 'none', 'S4', 'the channel that users must join'],
  ['VIDEO_CALL_DOMAIN', http('https://meet.example.com'), 'none', 'S4', 'where call rooms are'],
  ['API_SECRET_KEY', good, 'none', 'S4', 'the `X-API-Key` of the HTTP API', 'secret'],
  ['ADMIN_TOKEN', good, 'none', 'S1', 'opens the HTTP control API', 'secret'],
  ['SENTRY_DSN', http('https://key@sentry.io/1'), 'none', 'S2', 'error tracking', 'secret'],
] as const;

export type LaterName = (typeof rows)[number][0];

/** What the source documents name and this version only understands. */
export const LATER_VARIABLES: readonly (Variable & { readonly name: LaterName })[] = rows.map(
  ([name, later, byDefault, document, meaning, secret]) => ({
    name,
    later,
    byDefault,
    document,
    meaning,
    ...(secret ? { secret: true as const } : {}),
  }),
);
