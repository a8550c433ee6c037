import type { Queryable } from '../../core/database.js';
import type { DmSettings } from '../../core/dm-settings.js';
import type { PeerId } from '../../core/peer.js';
import type { ConversationState } from '../../core/people.js';
import type { PlanItem } from '../../core/plan.js';
import { ON_ITS_WAY, type Step } from './conversation.js';
import { type LastWordsRow, lastWordsOf } from './facts.js';
import { PERSON_SPOKE_LAST, personSpokeLast } from './follow-up.js';

interface PlanRow extends LastWordsRow {
  readonly person_id: PeerId;
  readonly name: string | null;
  readonly state: ConversationState;
  readonly stage: number;
  readonly due_at: number;
  readonly due_what: Step['what'];
  readonly reason: string | null;
}

const NAMES: Readonly<Record<ConversationState, string>> = {
  'first-contact': 'first contact',
  active: 'active conversation',
  manual: 'after the operator',
};

/** The next step of each person, the first first; which text it is, is drawn only then. */
export async function plannedSteps(
  db: Queryable,
  account: string,
  settings: DmSettings,
  limit: number,
): Promise<readonly PlanItem[]> {
  const rows = await db.query<PlanRow>(
    `select one.person_id, peer.title as name, one.state, one.stage, one.due_at, one.due_what,
       one.reason, chat.last_own_at, chat.last_own_id, chat.last_heard_at, chat.last_heard_id
     from ${db.schema}.conversations one
     left join ${db.schema}.chats chat
       on chat.account = one.account and chat.peer_id = one.person_id
     left join ${db.schema}.peers peer
       on peer.account = one.account and peer.peer_id = one.person_id
     where one.account = $1 and one.due_at is not null and one.reason is distinct from $2
     order by one.due_at limit $3`,
    [account, ON_ITS_WAY, limit],
  );
  return rows
    .map((row) => spokenSince(row, settings))
    .map(
      (row): PlanItem => ({
        at: row.due_at,
        service: 'dm',
        peer: row.person_id,
        name: row.name ?? '',
        what: row.due_what,
        note: noteOf(row, settings),
      }),
    )
    .sort((one, other) => one.at - other.at);
}

/**
 * Answers are another service's: whose last word has been answered since is in the row as waiting for that,
 * until its turn comes. From the answer on it is known when the follow-up goes.
 */
function spokenSince(row: PlanRow, { followUps }: DmSettings): PlanRow {
  const words = lastWordsOf(row);
  const followUp = followUps[row.state][row.stage];
  if (row.reason !== PERSON_SPOKE_LAST || personSpokeLast(words)) return row;
  if (!followUp || words.ownAt === undefined) return row;
  return { ...row, due_at: Math.max(row.due_at, words.ownAt + followUp.afterMs), reason: null };
}

function noteOf({ due_what, state, stage, reason }: PlanRow, settings: DmSettings): string {
  const why = reason === null ? '' : `; ${reason}`;
  if (due_what !== 'follow-up') return `${NAMES[state]}; an opt-out cancels it${why}`;
  const count = settings.followUps[state].length;
  return `${NAMES[state]}, ${stage + 1} of ${count}; an answer cancels it${why}`;
}
