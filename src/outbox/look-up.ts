import type { Queryable, Row } from '../core/database.js';
import type { Intent } from '../core/intent.js';
import type { HistoryMessage, Messenger } from '../core/messenger.js';

/** How far the server's clock may be behind ours. */
const CLOCK_SKEW_MS = 60_000;
const PAGE = 100;
/** Two thousand messages back, then nobody can tell. */
const MOST_PAGES = 20;

/** What the chat's history says about an attempt that got no answer. */
export type Finding =
  | { readonly status: 'arrived'; readonly messageId: number; readonly at: number }
  | { readonly status: 'absent' }
  /** The history could not be read: later perhaps. */
  | { readonly status: 'unreadable'; readonly reason: string }
  /** Too much was written since: nobody can tell any more. */
  | { readonly status: 'out-of-reach'; readonly reason: string };

/** Message ids in the intent's chat that belong to other intents. */
export async function otherMessageIds(
  db: Queryable,
  { account, peer, id, firstAttemptAt = 0 }: Intent,
): Promise<ReadonlySet<number>> {
  const rows = await db.query<Row & { message_ids: readonly number[] }>(
    `select message_ids from ${db.schema}.outbox
     where account = $1 and peer_id = $2 and id <> $3 and state = 'sent' and settled_at >= $4`,
    [account, peer, id, new Date(firstAttemptAt - CLOCK_SKEW_MS)],
  );
  return new Set(rows.flatMap((row) => row.message_ids));
}

/**
 * Looks for the intent's message in the account's own words in the chat: same text, same topic, not
 * older than the first attempt, and nobody else's.
 */
export async function lookUp(
  messenger: Pick<Messenger, 'history'>,
  intent: Intent,
  taken: ReadonlySet<number>,
  signal: AbortSignal,
): Promise<Finding> {
  const since = (intent.firstAttemptAt ?? intent.createdAt) - CLOCK_SKEW_MS;
  const topic = intent.topicId === undefined ? {} : { topicId: intent.topicId };
  let beforeId: number | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const from = beforeId === undefined ? {} : { beforeId };
    let messages: readonly HistoryMessage[];
    try {
      messages = await messenger.history(intent.peer, { limit: PAGE, ...topic, ...from }, signal);
    } catch (error) {
      return { status: 'unreadable', reason: `the history could not be read: ${String(error)}` };
    }
    const found = messages.find(
      (message) => isOurs(message, intent, since) && !taken.has(message.id),
    );
    if (found) return { status: 'arrived', messageId: found.id, at: found.at };
    const oldest = messages.at(-1);
    if (!oldest || oldest.at < since || messages.length < PAGE) return { status: 'absent' };
    if (beforeId !== undefined && oldest.id >= beforeId) break;
    beforeId = oldest.id;
  }
  return { status: 'out-of-reach', reason: 'too much was written since to look through' };
}

/** Telegram trims what it is given. */
function isOurs(message: HistoryMessage, intent: Intent, since: number): boolean {
  return message.own && message.at >= since && message.text.trim() === intent.content.text.trim();
}
