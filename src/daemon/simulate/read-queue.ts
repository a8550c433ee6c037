import type { ContentKind } from '../../core/content.js';
import type { Queryable, Row } from '../../core/database.js';
import type { RecordedIntent, RecordedState } from '../../core/recording.js';

/** A week sends fewer; a broadcast may have queued more. */
const MOST_WAITING = 2_000;

/**
 * What waits to be sent, without its words. What is being sent just now is in the ledger, and drafts wait for
 * the operator: neither is in the queue.
 */
export async function readQueue(
  db: Queryable,
  account: string,
): Promise<Pick<RecordedState, 'queue' | 'queued'>> {
  const where = `from ${db.schema}.outbox where account = $1 and state = 'queued'`;
  const rows = await db.query<QueueRow>(
    `select id, service, budget, thread, peer_id as peer, topic_id as "topicId",
       coalesce(content ->> 'media', 'text') as "contentKind", dedupe_key as "dedupeKey", priority,
       precondition, instant, not_before as "notBefore", expires_at as "expiresAt",
       next_at as "nextAt", created_at as "createdAt", rule
     ${where} order by priority, not_before, id limit ${MOST_WAITING}`,
    [account],
  );
  const [all] = await db.query<Row & { count: number }>(
    `select count(*)::integer as count ${where}`,
    [account],
  );
  return {
    queue: rows.map((row) => ({ ...row, nextAt: Number.isFinite(row.nextAt) ? row.nextAt : null })),
    queued: all?.count ?? rows.length,
  };
}

type QueueRow = Row &
  RecordedIntent & { readonly nextAt: number; readonly contentKind: ContentKind };
