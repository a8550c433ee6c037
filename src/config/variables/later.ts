import { listOf } from '../parse/list.js';
import { wholeNumber } from '../parse/number.js';
import { good } from '../parse/parsed.js';
import { urlWith } from '../parse/url.js';
import type { Variable } from './variable.js';

const SMALLEST_ID = -Number.MAX_SAFE_INTEGER;
const count = wholeNumber(1);
const id = wholeNumber(SMALLEST_ID, Number.MAX_SAFE_INTEGER, -1001234567890);
const http = (example: string) => urlWith(['http', 'https'], example);

/** name, parser, default, document, meaning; understood, but used by a later version only. */
const rows = [
  ['MAX_CONCURRENT_FORWARDS', count, '`10`', 'S2', 'forwards prepared at a time'],
  ['BOT_TOKEN', good, 'none', 'S2, S4', 'a bot account, from @BotFather', 'secret'],
  ['ADMIN_IDS', listOf(id), 'none', 'S2, S4', "the bot's administrators"],
  ['MANDATORY_CHANNEL_ID', good, 'none', 'S4', 'the channel that users must join'],
  ['VIDEO_CALL_DOMAIN', http('https://meet.example.com'), 'none', 'S4', 'where call rooms are'],
  ['API_SECRET_KEY', good, 'none', 'S4', 'the `X-API-Key` of the HTTP API', 'secret'],
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
