import type { Queryable, Row } from '../../../core/database.js';
import { lastSentAt } from '../../../outbox/last-sent.js';
import { SPAM_CODES } from '../derive.js';
import type { OpenBreaker } from './breaker.js';
import type { Bar } from './place.js';
import type { Unsent } from './silence.js';

/** More would be an account that is finished, whatever is told of it. */
const MOST_BARS = 200;

interface BarRow extends Row {
  readonly id: number;
  readonly peer_id: number;
  readonly name: string | null;
  readonly content_kind: string | null;
  readonly reason: string;
}

/** Groups and channels that refused the account, until an operator ends it; people who did are none of these. */
export async function readBars(db: Queryable, account: string): Promise<readonly Bar[]> {
  const rows = await db.query<BarRow>(
    `select bar.id, bar.peer_id, bar.content_kind, bar.reason, coalesce(chat.title, peer.title) as name
     from ${db.schema}.restrictions bar
     left join ${db.schema}.chats chat on chat.account = bar.account and chat.peer_id = bar.peer_id
     left join ${db.schema}.peers peer on peer.account = bar.account and peer.peer_id = bar.peer_id
     where bar.account = $1 and bar.scope = 'peer' and bar.peer_id < 0
       and bar.lifted_at is null and bar.until = 'infinity'
     order by bar.id desc limit $2`,
    [account, MOST_BARS],
  );
  return rows.map(({ id, peer_id, name, content_kind, reason }) => ({
    id,
    peer: peer_id,
    name: name ?? '',
    reason,
    ...(content_kind === null ? {} : { contentKind: content_kind }),
  }));
}

/** The silence of everything unsolicited after PEER_FLOOD, where it is in force. */
export async function readBreaker(
  db: Queryable,
  account: string,
  now: number,
): Promise<OpenBreaker | undefined> {
  const [row] = await db.query<Row & OpenBreaker>(
    `select since, until from ${db.schema}.restrictions
     where account = $1 and scope = 'account' and code = $2 and lifted_at is null and until > $3
     order by until desc limit 1`,
    [account, SPAM_CODES.error, new Date(now)],
  );
  return row && { since: row.since, until: row.until };
}

/** The operator's own words are none of theirs. */
const SERVICES_BUDGETS = ['unsolicited', 'answer', 'forward'] as const;

/** When the account's services last reached anybody; else its first day. Milliseconds since the epoch. */
export async function readLastSent(db: Queryable, account: string): Promise<number | undefined> {
  const sentAt = await lastSentAt(db, account, SERVICES_BUDGETS);
  if (sentAt !== undefined) return sentAt;
  const [row] = await db.query<{ at: number | null }>(
    `select first_online_at as at from ${db.schema}.accounts where account = $1`,
    [account],
  );
  return row?.at ?? undefined;
}

/**
 * What should have been sent: what has waited since before `dueBefore` (the next to go first), else what ended
 * unsent after `lastSentAt` (the newest).
 */
export async function readUnsent(
  db: Queryable,
  account: string,
  { dueBefore, lastSentAt }: { readonly dueBefore: number; readonly lastSentAt: number },
): Promise<Unsent | undefined> {
  const [waiting] = await db.query<Row & Unsent>(
    `select state, rule, reason from ${db.schema}.outbox
     where account = $1 and state in ('queued', 'sending', 'draft') and service <> 'operator'
       and not_before <= $2
     order by state = 'draft', next_at, priority, id limit 1`,
    [account, new Date(dueBefore)],
  );
  if (waiting) return waiting;
  const [ended] = await db.query<Row & Unsent>(
    `select state, rule, reason from ${db.schema}.outbox
     where account = $1 and settled_at > $2 and state <> 'sent' and service <> 'operator'
     order by settled_at desc, id desc limit 1`,
    [account, new Date(lastSentAt)],
  );
  return ended;
}
