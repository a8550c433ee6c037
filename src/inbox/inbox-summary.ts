import type { Queryable, Row } from '../core/database.js';
import type { InboxSummary } from '../core/inbox-summary.js';

/** The inbox at one glance. */
export async function inboxSummary(db: Queryable, account: string): Promise<InboxSummary> {
  const [row] = await db.query<Row & { waiting: number; failed: number; since: number | null }>(
    `select count(*) filter (where work.failed_at is null)::integer as waiting,
       count(*) filter (where work.failed_at is not null)::integer as failed,
       min(heard.heard_at) filter (where work.failed_at is null) as since
     from ${db.schema}.inbox_work work join ${db.schema}.inbox heard on heard.id = work.inbox_id
     where work.account = $1`,
    [account],
  );
  return {
    waiting: row?.waiting ?? 0,
    failed: row?.failed ?? 0,
    waitingSince: row?.since ?? null,
  };
}
