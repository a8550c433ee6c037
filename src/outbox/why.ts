import type { Queryable, Row } from '../core/database.js';
import type { RuleName } from '../core/guard.js';
import type { IntentState, ServiceName } from '../core/intent.js';
import type { PeerId } from '../core/peer.js';
import type { WhyDecision, WhyReport } from '../core/why.js';
import { describeDuration } from '../lib/duration.js';
import { describeLocalSeconds, localClock } from '../lib/local-time.js';

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

/** A moment in words. */
type Time = (at: number) => string;

/**
 * What happened to a message and why, in the order in which it happened.
 * @param timeZone IANA name: whose wall clock the times are told by
 */
export async function why(
  db: Queryable,
  account: string,
  id: number,
  timeZone: string,
): Promise<WhyReport> {
  const clock = localClock(timeZone);
  const time: Time = (at) => `${describeLocalSeconds(clock, at)} ${timeZone}`;
  const [intent] = await db.query<StoredIntent>(
    `select service, peer_id, state, created_at, not_before, next_at, attempts, rule, reason,
       message_ids, settled_at, (select title from ${db.schema}.peers known
         where known.account = own.account and known.peer_id = own.peer_id) as name
     from ${db.schema}.outbox own where account = $1 and id = $2`,
    [account, id],
  );
  if (!intent) return nothing(`There is no message ${id}; it may have been cleared away.`);
  const decisions = await db.query<StoredDecision>(
    `select at, verdict, rule, until, trace from ${db.schema}.decisions where intent_id = $1
     order by id desc limit 20`,
    [id],
  );
  const inOrder = decisions.toReversed();
  const sentences = [
    `Message ${id} of the service ${intent.service} to ${intent.peer_id}, proposed at ${time(intent.created_at)}${planned(intent, time)}.`,
    ...inOrder.map((decision) => describeDecision(decision, time)),
    describeState(intent, time),
    ...(intent.state === 'queued' && decisions.length === 0
      ? await describeLine(db, account, id)
      : []),
  ];
  return { sentences, message: messageOf(id, intent), decisions: inOrder.map(decisionOf) };
}

/** There is no message to tell of. */
export function nothing(sentence: string): WhyReport {
  return { sentences: [sentence], message: null, decisions: [] };
}

function messageOf(id: number, intent: StoredIntent): WhyReport['message'] {
  return {
    id,
    service: intent.service,
    peer: intent.peer_id,
    name: intent.name ?? '',
    state: intent.state,
    proposedAt: intent.created_at,
    plannedFor: intent.not_before,
    attempts: intent.attempts,
    settledAt: intent.settled_at,
    messageIds: intent.message_ids ?? [],
  };
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
    })),
  };
}

function planned({ created_at, not_before }: StoredIntent, time: Time): string {
  return not_before > created_at ? `, planned for ${time(not_before)}` : '';
}

function describeDecision(decision: StoredDecision, time: Time): string {
  const { at, verdict, rule, until, trace } = decision;
  if (verdict === 'allow') {
    const figures = trace.flatMap((line) => (line.figure ? [`${line.rule}: ${line.figure}`] : []));
    const looked = figures.length > 0 ? ` (${figures.join('; ')})` : '';
    return `${time(at)}: every rule let it go${looked}.`;
  }
  const line = trace.find((entry) => entry.rule === rule);
  const figure = line?.figure ? ` (${line.figure})` : '';
  const said = `${rule}: ${line?.reason ?? 'no reason was kept'}${figure}`;
  if (verdict === 'wait') return `${time(at)}: it waits until ${time(until ?? at)}. ${said}.`;
  return `${time(at)}: it is ${verdict === 'hold' ? 'held' : 'not sent'}. ${said}.`;
}

function describeState(intent: StoredIntent, time: Time): string {
  const { state, next_at, attempts, reason, message_ids, settled_at, created_at } = intent;
  // Reasons that are whole sentences end here, as the others do.
  const because = reason ? `: ${reason.replace(/\.$/, '')}` : '';
  const ended = settled_at === null ? '' : ` at ${time(settled_at)}`;
  switch (state) {
    case 'sent': {
      const after = describeDuration((settled_at ?? created_at) - created_at);
      const tries = attempts > 1 ? `, after ${attempts} attempts with the same id` : '';
      const ids = message_ids?.length ? ` as message ${message_ids.join(', ')}` : '';
      return `It was sent${ended}${ids}, ${after} after it was proposed${tries}.`;
    }
    case 'sending':
      return attempts > 0 && reason
        ? `Whether it arrived is not known yet${because}.`
        : 'It is being sent now.';
    case 'queued':
      return Number.isFinite(next_at)
        ? `It is queued and looked at again at ${time(next_at)}${because}.`
        : `It is queued and held until something happens${because}.`;
    case 'unknown':
      return `Whether it arrived cannot be told any more${because}. Look into the chat.`;
    case 'draft':
      return 'It waits for your approval.';
    default:
      return `It was not sent and will not be (${state}${ended})${because}.`;
  }
}

/**
 * An intent that no rule was asked about stands behind one that waits: for the same chat, or for something
 * that the account's whole budget waits for. One that is to go later still than that stands behind nothing.
 */
async function describeLine(
  db: Queryable,
  account: string,
  id: number,
): Promise<readonly string[]> {
  const [first] = await db.query<Row & { id: number; rule: string; reason: string | null }>(
    `select held.id, held.rule, held.reason from ${db.schema}.outbox own
     join ${db.schema}.outbox held on held.account = own.account and held.lane = own.lane
       and held.service = own.service and held.budget = own.budget and held.id <> own.id
     where own.account = $1 and own.id = $2 and held.state in ('queued', 'sending')
       and held.rule is not null and held.next_at > own.next_at
       and ((held.peer_id = own.peer_id and held.priority = own.priority)
         or coalesce((select line ->> 'scope' from ${db.schema}.decisions decision,
             jsonb_array_elements(decision.trace) line
           where decision.intent_id = held.id and line ->> 'rule' = held.rule
           order by decision.id desc limit 1), 'account') = 'account')
     order by held.priority, held.not_before, held.id limit 1`,
    [account, id],
  );
  if (!first) return [];
  return [
    `It stands in line behind message ${first.id}, which ${first.rule} holds: ${first.reason ?? ''}.`,
  ];
}
