import type { Content } from '../core/content.js';
import type { Row } from '../core/database.js';
import type { Precondition, ServiceName } from '../core/intent.js';
import { type Budget, type Intent, type IntentState, PRIORITIES } from '../core/intent.js';

/** A row of the outbox as the database gives it. */
export interface IntentRow extends Row {
  readonly id: number;
  readonly account: string;
  readonly service: ServiceName;
  readonly budget: Budget;
  readonly lane: string;
  readonly thread: string | null;
  readonly op: 'send';
  readonly peer_id: number;
  readonly topic_id: number | null;
  readonly reply_to: number | null;
  readonly instant: boolean;
  readonly content: Content;
  readonly random_ids: readonly bigint[];
  readonly dedupe_key: string;
  readonly priority: number;
  readonly precondition: Precondition | null;
  readonly state: IntentState;
  readonly not_before: number;
  readonly expires_at: number | null;
  readonly next_at: number;
  readonly attempts: number;
  readonly first_attempt_at: number | null;
  readonly created_at: number;
}

/** The columns that `toIntent` reads. */
export const INTENT_COLUMNS = `id, account, service, budget, lane, thread, op, peer_id, topic_id,
  reply_to, instant, content, random_ids, dedupe_key, priority, precondition, state, not_before, expires_at, next_at, attempts,
  first_attempt_at, created_at`;

/** @throws RangeError for a priority that this program does not know */
export function toIntent(row: IntentRow): Intent {
  const priority = PRIORITIES[row.priority];
  if (!priority) throw new RangeError(`intent ${row.id} has the unknown priority ${row.priority}`);
  return {
    id: row.id,
    account: row.account,
    service: row.service,
    budget: row.budget,
    op: row.op,
    peer: row.peer_id,
    content: row.content,
    lane: row.lane,
    priority,
    notBefore: row.not_before,
    dedupeKey: row.dedupe_key,
    state: row.state,
    randomIds: row.random_ids,
    attempts: row.attempts,
    nextAt: row.next_at,
    createdAt: row.created_at,
    ...(row.topic_id !== null && { topicId: row.topic_id }),
    ...(row.reply_to !== null && { replyTo: row.reply_to }),
    ...(row.instant && { instant: true as const }),
    ...(row.thread !== null && { thread: row.thread }),
    ...(row.expires_at !== null && { expiresAt: row.expires_at }),
    ...(row.precondition !== null && { precondition: row.precondition }),
    ...(row.first_attempt_at !== null && { firstAttemptAt: row.first_attempt_at }),
  };
}
