import type { Database, Row } from '../../core/database.js';
import type { IntentState } from '../../core/intent.js';
import type { PeerId } from '../../core/peer.js';
import { POOL } from './arrivals.js';

interface EndedRow extends Row {
  readonly channel_id: PeerId;
  readonly post_id: number;
  readonly intent_id: number;
  readonly attempts: number;
  /** Null: its record is cleared away. */
  readonly outcome: IntentState | null;
  readonly rule: string | null;
  readonly why: string | null;
  readonly message_ids: readonly number[] | null;
  readonly settled_at: number | null;
  readonly text: string | null;
}

/** So often what expired before it could go is tried again. */
const MOST_ATTEMPTS = 3;

/**
 * Writes down with their posts what came of proposed comments. What only expired in the queue, which certainly
 * was not sent, is planned again where there is a schedule.
 * @returns how many there were
 */
export async function settleComments(
  database: Database,
  account: string,
  scheduled: boolean,
): Promise<number> {
  const { schema } = database;
  const ended = await database.query<EndedRow>(
    `select post.channel_id, post.post_id, post.intent_id, post.attempts, said.state as outcome,
       said.rule, said.reason as why, said.message_ids, said.settled_at, said.content ->> 'text' as text
     from ${schema}.comment_posts post
     left join ${schema}.outbox said on said.id = post.intent_id and said.account = post.account
     where post.account = $1 and post.state = 'proposed'
       and (said.state is null or said.state not in ('draft', 'queued', 'sending'))`,
    [account],
  );
  for (const row of ended) {
    const to = outcomeOf(row, scheduled);
    await database.query(
      `update ${schema}.comment_posts set state = $5, due_at = $6, path = coalesce($7, path),
         reason = $8, attempts = $9, comment_id = $10, commented_at = $11,
         comment = coalesce($12, comment)
       where account = $1 and channel_id = $2 and post_id = $3 and state = 'proposed' and intent_id = $4`,
      [
        ...[account, row.channel_id, row.post_id, row.intent_id],
        to.state,
        to.state === 'planned' ? 'infinity' : null,
        to.state === 'planned' ? POOL.path : null,
        to.reason ?? null,
        to.state === 'planned' ? row.attempts + 1 : row.attempts,
        ...(to.state === 'commented'
          ? [
              row.message_ids?.[0] ?? null,
              row.settled_at === null ? null : new Date(row.settled_at),
            ]
          : [null, null]),
        row.text,
      ],
    );
  }
  return ended.length;
}

interface PostOutcome {
  readonly state: 'commented' | 'planned' | 'skipped';
  readonly reason?: string;
}

function outcomeOf({ outcome, rule, why, attempts }: EndedRow, scheduled: boolean): PostOutcome {
  switch (outcome) {
    case 'sent':
      return { state: 'commented' };
    case 'unknown':
      return { state: 'commented', reason: why ?? 'nobody knows whether it arrived' };
    case 'expired':
      // What nobody approved in time has another rule.
      if (rule === 'expiry' && scheduled && attempts + 1 < MOST_ATTEMPTS) {
        return { state: 'planned', reason: POOL.reason };
      }
      return { state: 'skipped', reason: why ?? 'it could not be sent in time' };
    case null:
      return { state: 'skipped', reason: 'its record was cleared away' };
    default:
      return { state: 'skipped', reason: why ?? `the comment was ${outcome}` };
  }
}
