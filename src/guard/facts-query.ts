import { contentKind } from '../core/content.js';
import type { Row } from '../core/database.js';
import type { Intent } from '../core/intent.js';
import type { ConsentBasis } from '../core/people.js';
import type { Limits } from '../core/settings.js';
import { answersPart } from './answers-query.js';
import { personPart } from './person-query.js';
import type { QueryPart, Subject } from './query-part.js';
import { unsolicitedPart } from './unsolicited-query.js';

/** What the facts query answers; a column is absent where no active limit asks for it. */
export interface FactsRow extends Row {
  readonly pausedBy: string | null;
  readonly restrictionScope: 'account' | 'people' | 'peer' | null;
  readonly restrictionContent: string | null;
  readonly restrictionCode: string | null;
  readonly restrictionReason: string | null;
  readonly restrictionUntil: number | null;
  readonly slowModeSeconds: number | null;
  readonly takenOverAt: number | null;
  readonly lastOwnAt: number | null;
  readonly lastHeardId: number | null;
  readonly lastOwnId: number | null;
  readonly basis?: ConsentBasis | null;
  readonly source?: string | null;
  readonly refusedAt?: number | null;
  readonly refusal?: string | null;
  readonly forgotten?: boolean;
  readonly stranger?: boolean;
  readonly sentToday?: number;
  readonly sentLastHour?: number;
  readonly earliestOfHour?: number | null;
  readonly lastSentAt?: number | null;
  readonly lastSentToPeerAt?: number | null;
  readonly instantHereLastHour?: number;
  readonly earliestInstantHere?: number | null;
  readonly sentToPersonInWindow?: number;
  readonly begunToday?: number;
  readonly firstOnlineAt?: number | null;
  readonly lastAnswerHereAt?: number | null;
  readonly answersHereLastHour?: number;
  readonly earliestAnswerHere?: number | null;
  readonly answersToday?: number;
}

/** One select with a sub-select on an index for each fact that an active limit asks for. */
export function factsQuery(
  schema: string,
  intent: Intent,
  limits: Limits,
  forgottenHash: Uint8Array | undefined,
  now: number,
): { readonly sql: string; readonly params: readonly unknown[] } {
  const params: unknown[] = [];
  const bind = (value: unknown, type: string): string => `$${params.push(value)}::${type}`;
  const account = bind(intent.account, 'text');
  const peer = bind(intent.peer, 'bigint');
  const own = bind(intent.id, 'bigint');
  const at = bind(new Date(now), 'timestamptz');
  const subject: Subject = { schema, account, peer, own, bind, limits, now };

  // The operator's own words to a person are for itself or @SpamBot.
  const toStranger = intent.peer > 0 && intent.budget !== 'operator';
  const parts: QueryPart[] = [];
  if (toStranger) parts.push(personPart(subject, intent, forgottenHash));
  if (intent.budget === 'unsolicited') parts.push(unsolicitedPart(subject, intent));
  if (intent.budget === 'answer') parts.push(answersPart(subject));

  const sql = `select ${parts.flatMap(({ columns }) => columns.map((column) => `${column},`)).join(' ')}
    (select service from ${schema}.pauses where account = ${account}
      and service in ('*', ${bind(intent.service, 'text')}) order by service limit 1) as "pausedBy",
    restriction.scope as "restrictionScope", restriction.content_kind as "restrictionContent",
    restriction.code as "restrictionCode",
    restriction.reason as "restrictionReason", restriction.until as "restrictionUntil",
    chat.slow_mode_seconds as "slowModeSeconds", chat.taken_over_at as "takenOverAt",
    chat.last_heard_id as "lastHeardId", chat.last_own_id as "lastOwnId",
    case when chat.slow_mode_seconds > 0 then greatest(chat.last_own_at,
      (select max(last.at) from (values ('unsolicited'), ('answer'), ('forward'), ('operator'))
        as each(budget) cross join lateral (select at from ${schema}.ledger
          where account = ${account} and peer_id = ${peer} and budget = each.budget
            and intent_id <> ${own} order by at desc limit 1) last)) end as "lastOwnAt"
    from (select) as one
    left join ${schema}.chats chat on chat.account = ${account} and chat.peer_id = ${peer}
    left join lateral (select scope, content_kind, code, reason, until from ${schema}.restrictions
      where account = ${account} and lifted_at is null and until > ${at}
        and (peer_id is null or peer_id = ${peer})
        and (budget is null or budget = ${bind(intent.budget, 'text')})
      ${toStranger ? '' : "and scope <> 'people'"}
      and (content_kind is null or content_kind = ${bind(contentKind(intent.content), 'text')})
      order by until desc, scope desc limit 1) restriction on true
    ${parts.flatMap(({ joins }) => joins).join('\n')}`;
  return { sql, params };
}
