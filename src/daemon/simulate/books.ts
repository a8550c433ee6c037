import type { Content } from '../../core/content.js';
import type { Queryable, Row } from '../../core/database.js';
import type { Budget, IntentState, ServiceName } from '../../core/intent.js';
import type { PeerId } from '../../core/peer.js';
import { groupBy } from './group-by.js';

/** A message as the road's own books have it at the end. */
export interface BookedIntent {
  readonly id: number;
  readonly service: ServiceName;
  readonly budget: Budget;
  readonly peer: PeerId;
  readonly topicId: number | null;
  readonly content: Content;
  readonly dedupeKey: string;
  readonly state: IntentState;
  readonly rule: string | null;
  readonly reason: string | null;
  readonly notBefore: number;
  readonly createdAt: number;
  readonly firstAttemptAt: number | null;
  readonly settledAt: number | null;
  /** In order. */
  readonly decisions: readonly BookedDecision[];
}

/** What the guard said of a message, when it differed from what it had said before. */
export interface BookedDecision {
  readonly at: number;
  readonly verdict: 'allow' | 'wait' | 'hold' | 'refuse';
  readonly rule: string | null;
  /** Null: until something happens. */
  readonly until: number | null;
  readonly scope: 'account' | 'peer' | 'intent';
  readonly reason: string;
  readonly figure: string | null;
}

interface StoredDecision extends Row {
  readonly intent_id: number;
  readonly at: number;
  readonly verdict: BookedDecision['verdict'];
  readonly rule: string | null;
  readonly until: number | null;
  readonly line: {
    readonly scope?: BookedDecision['scope'];
    readonly reason?: string;
    readonly figure?: string;
  } | null;
}

/** Reads the account's outbox with every decision about it, in the order in which it was proposed. */
export async function readBooks(db: Queryable, account: string): Promise<readonly BookedIntent[]> {
  const intents = await db.query<Row & Omit<BookedIntent, 'decisions'>>(
    `select id, service, budget, peer_id as peer, topic_id as "topicId", content,
       dedupe_key as "dedupeKey", state, rule, reason, not_before as "notBefore",
       created_at as "createdAt", first_attempt_at as "firstAttemptAt", settled_at as "settledAt"
     from ${db.schema}.outbox where account = $1 order by id`,
    [account],
  );
  const stored = await db.query<StoredDecision>(
    `select intent_id, decision.at, verdict, decision.rule, until,
       jsonb_path_query_first(trace, '$[*] ? (@.rule == $rule)', jsonb_build_object('rule', decision.rule)) as line
     from ${db.schema}.decisions decision join ${db.schema}.outbox intent on intent.id = intent_id
     where account = $1 order by decision.id`,
    [account],
  );
  const decisions = groupBy(stored, ({ intent_id }) => intent_id);
  return intents.map((intent) => ({
    ...intent,
    decisions: (decisions.get(intent.id) ?? []).map(asBooked),
  }));
}

function asBooked({ at, verdict, rule, until, line }: StoredDecision): BookedDecision {
  return {
    at,
    verdict,
    rule,
    until: until !== null && Number.isFinite(until) ? until : null,
    scope: line?.scope ?? 'intent',
    reason: line?.reason ?? '',
    figure: line?.figure ?? null,
  };
}
