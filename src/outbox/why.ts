import type { Queryable, Row } from '../core/database.js';
import type { Finding } from '../core/finding.js';
import type { RuleName } from '../core/guard.js';
import type { IntentState, ServiceName } from '../core/intent.js';
import type { PeerId } from '../core/peer.js';
import type { WhyBehind, WhyCause, WhyDecision, WhyReport } from '../core/why.js';
import { readWithdrawal } from '../core/withdrawal.js';
import { inLineBehind } from './in-line.js';
import { type WhyFacts, whySentences } from './why-sentences.js';

/** One decision as it was stored; times are milliseconds since the epoch. */
interface StoredDecision extends Row {
  readonly at: number;
  readonly verdict: 'allow' | 'wait' | 'hold' | 'refuse';
  readonly rule: RuleName | null;
  readonly until: number | null;
  readonly trace: readonly TraceLine[];
}

interface TraceLine {
  readonly rule: RuleName;
  readonly type: 'allow' | 'wait' | 'hold' | 'refuse';
  readonly reason?: string;
  readonly figure?: string;
  readonly found?: Finding;
}

interface StoredIntent extends Row {
  readonly service: ServiceName;
  readonly peer_id: PeerId;
  readonly name: string | null;
  readonly state: IntentState;
  readonly created_at: number;
  readonly not_before: number;
  readonly next_at: number;
  readonly attempts: number;
  readonly rule: string | null;
  readonly reason: string | null;
  readonly message_ids: readonly number[] | null;
  readonly settled_at: number | null;
}

/** The account's intent that was proposed last. */
export async function newestIntent(db: Queryable, account: string): Promise<number | undefined> {
  const [row] = await db.query<Row & { id: number }>(
    `select id from ${db.schema}.outbox where account = $1 order by id desc limit 1`,
    [account],
  );
  return row?.id;
}

/** The account's intent to that chat or person that was proposed last. */
export async function newestIntentTo(
  db: Queryable,
  account: string,
  peer: PeerId,
): Promise<number | undefined> {
  const [row] = await db.query<Row & { id: number }>(
    `select id from ${db.schema}.outbox where account = $1 and peer_id = $2
     order by id desc limit 1`,
    [account, peer],
  );
  return row?.id;
}

/**
 * What happened to a message and why, in the order in which it happened.
 * @param timeZone IANA name: whose wall clock the sentences tell the times by
 */
export async function why(
  db: Queryable,
  account: string,
  id: number,
  timeZone: string,
): Promise<WhyReport> {
  const [intent] = await db.query<StoredIntent>(
    `select service, peer_id, state, created_at, not_before, next_at, attempts, rule, reason,
       message_ids, settled_at, (select title from ${db.schema}.peers known
         where known.account = own.account and known.peer_id = own.peer_id) as name
     from ${db.schema}.outbox own where account = $1 and id = $2`,
    [account, id],
  );
  if (!intent) return nothing(id);
  const decisions = await db.query<StoredDecision>(
    `select at, verdict, rule, until, trace from ${db.schema}.decisions where intent_id = $1
     order by id desc limit 20`,
    [id],
  );
  const asksNobody = intent.state === 'queued' && decisions.length === 0;
  const behind = asksNobody ? await inLineBehind(db, account, id) : null;
  return told(
    {
      asked: id,
      message: messageOf(id, intent, behind),
      decisions: decisions.toReversed().map(decisionOf),
    },
    timeZone,
  );
}

/**
 * There is no message to tell of.
 * @param asked the number that was asked about; null: nothing has been proposed yet
 */
export function nothing(asked: number | null): WhyReport {
  return told({ asked, message: null, decisions: [] }, 'UTC');
}

function told(facts: WhyFacts, timeZone: string): WhyReport {
  return { sentences: whySentences(facts, timeZone), ...facts };
}

function messageOf(
  id: number,
  intent: StoredIntent,
  behind: WhyBehind | null,
): WhyReport['message'] {
  const { state, next_at } = intent;
  return {
    id,
    service: intent.service,
    peer: intent.peer_id,
    name: intent.name ?? '',
    state,
    proposedAt: intent.created_at,
    plannedFor: intent.not_before,
    nextAt: state === 'queued' && Number.isFinite(next_at) ? next_at : null,
    attempts: intent.attempts,
    settledAt: intent.settled_at,
    messageIds: intent.message_ids ?? [],
    cause: causeOf(intent),
    behind,
  };
}

function causeOf({ rule, reason }: StoredIntent): WhyCause | null {
  if (rule === null || reason === null) return null;
  const takenBack = rule === 'cancelled' || rule === 'approval';
  return { code: rule, reason, withdrawal: (takenBack && readWithdrawal(reason)) || null };
}

function decisionOf({ at, verdict, rule, until, trace }: StoredDecision): WhyDecision {
  return {
    at,
    verdict,
    rule,
    until: until !== null && Number.isFinite(until) ? until : null,
    rules: trace.map((line) => ({
      rule: line.rule,
      said: line.type,
      reason: line.reason ?? null,
      figure: line.figure ?? null,
      found: line.found ?? null,
    })),
  };
}
