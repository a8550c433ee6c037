import type { Queryable, Row } from '../../core/database.js';
import type { IntentState } from '../../core/intent.js';
import type { PeerId } from '../../core/peer.js';
import type { PeopleLimits } from '../../core/settings.js';
import { conversationThread } from './conversation.js';
import type { LastWords } from './follow-up.js';
import type { NewestIntent } from './newest-intent.js';
import type { Unsolicited } from './next-step.js';

/** What else is known of a conversation, beside its row. */
export interface Facts {
  readonly words: LastWords;
  readonly unsolicited: Unsolicited;
  readonly newest?: NewestIntent;
}

/** Who spoke last, as it is kept with the chat; null where there is nothing. */
export interface LastWordsRow extends Row {
  readonly last_own_at: number | null;
  readonly last_own_id: number | null;
  readonly last_heard_at: number | null;
  readonly last_heard_id: number | null;
}

interface FactsRow extends LastWordsRow {
  readonly last_at: number | null;
  readonly filling_at: number | null;
  readonly dedupe_key: string | null;
  readonly state: IntentState | null;
  readonly rule: string | null;
  readonly reason: string | null;
  readonly expires_at: number | null;
  readonly settled_at: number | null;
}

/** Reads, by index only, who spoke last, what was said unasked, and what became of the newest intent. */
export async function readFacts(
  tx: Queryable,
  account: string,
  person: PeerId,
  { maxPerWindow }: PeopleLimits,
): Promise<Facts> {
  const unsolicited = `select at from ${tx.schema}.ledger
    where account = $1 and peer_id = $2 and budget = 'unsolicited' order by at desc`;
  const [row] = await tx.query<FactsRow>(
    `select chat.last_own_at, chat.last_own_id, chat.last_heard_at, chat.last_heard_id,
       (${unsolicited} limit 1) as last_at,
       (${unsolicited} offset $4 limit 1) as filling_at,
       newest.dedupe_key, newest.state, newest.rule, newest.reason, newest.expires_at,
       newest.settled_at
     from (select 1) as one
     left join ${tx.schema}.chats chat on chat.account = $1 and chat.peer_id = $2
     left join lateral (
       select dedupe_key, state, rule, reason, expires_at, settled_at from ${tx.schema}.outbox
       where account = $1 and thread = $3 order by id desc limit 1) newest on true`,
    [account, person, conversationThread(person), Math.max(0, maxPerWindow - 1)],
  );
  if (!row) throw new Error('a query without a table gave no row');
  return {
    words: lastWordsOf(row),
    unsolicited: { ...given('lastAt', row.last_at), ...given('fillingAt', row.filling_at) },
    ...(row.dedupe_key !== null &&
      row.state !== null && {
        newest: {
          dedupeKey: row.dedupe_key,
          state: row.state,
          ...given('rule', row.rule),
          ...given('reason', row.reason),
          ...given('expiresAt', row.expires_at),
          ...given('settledAt', row.settled_at),
        },
      }),
  };
}

/** The last words out of a chat's row. */
export function lastWordsOf(row: LastWordsRow): LastWords {
  return {
    ...given('ownAt', row.last_own_at),
    ...given('ownId', row.last_own_id),
    ...given('heardAt', row.last_heard_at),
    ...given('heardId', row.last_heard_id),
  };
}

/** A property, where there is a value. */
function given<K extends string, V>(key: K, value: V | null): { readonly [P in K]?: V } {
  return value === null ? {} : ({ [key]: value } as { readonly [P in K]: V });
}
