import type { Queryable, Row } from '../../core/database.js';
import type { PeerId } from '../../core/peer.js';
import type { ConversationState } from '../../core/people.js';
import type { Conversation, Step } from './conversation.js';

interface ConversationRow extends Row {
  readonly state: ConversationState;
  readonly said: unknown;
  readonly stage: number;
  readonly due_at: number | null;
  readonly due_what: Step['what'] | null;
  readonly due_id: string | null;
  readonly reason: string | null;
}

const COLUMNS = 'state, said, stage, due_at, due_what, due_id, reason';

/** People whose next step is due, the longest due first. */
export async function duePeople(
  db: Queryable,
  account: string,
  now: number,
  limit: number,
): Promise<readonly PeerId[]> {
  const rows = await db.query<Row & { person_id: PeerId }>(
    `select person_id from ${db.schema}.conversations
     where account = $1 and due_at <= $2 order by due_at limit $3`,
    [account, new Date(now), limit],
  );
  return rows.map(({ person_id }) => person_id);
}

/** How far the service is: what of it waits in the outbox, and when the next step of anybody is due. */
export async function standing(
  db: Queryable,
  account: string,
): Promise<{
  readonly open: number;
  /** Milliseconds since the epoch; `Infinity` when nothing is planned. */
  readonly dueAt: number;
}> {
  const [row] = await db.query<Row & { open: number; due_at: number | null }>(
    `select
       (select count(*)::integer from ${db.schema}.outbox
        where account = $1 and state in ('queued', 'sending') and service = 'dm') as open,
       (select due_at from ${db.schema}.conversations
        where account = $1 and due_at is not null order by due_at limit 1) as due_at`,
    [account],
  );
  return { open: row?.open ?? 0, dueAt: row?.due_at ?? Number.POSITIVE_INFINITY };
}

/** Reads a conversation if it is due and nobody else works on it, and keeps others from changing it. */
export async function lockDue(
  tx: Queryable,
  account: string,
  person: PeerId,
  now: number,
): Promise<Conversation | undefined> {
  const [row] = await tx.query<ConversationRow>(
    `select ${COLUMNS} from ${tx.schema}.conversations
     where account = $1 and person_id = $2 and due_at <= $3 for update skip locked`,
    [account, person, new Date(now)],
  );
  return row && toConversation(person, row);
}

/** Reads a conversation, and keeps others from changing it until the transaction ends. */
export async function lockConversation(
  tx: Queryable,
  account: string,
  person: PeerId,
): Promise<Conversation | undefined> {
  const [row] = await tx.query<ConversationRow>(
    `select ${COLUMNS} from ${tx.schema}.conversations
     where account = $1 and person_id = $2 for update`,
    [account, person],
  );
  return row && toConversation(person, row);
}

/** Writes a conversation, or adds it. */
export async function saveConversation(
  tx: Queryable,
  account: string,
  { person, state, said, stage, due, reason }: Conversation,
  now: number,
): Promise<void> {
  await tx.query(
    `insert into ${tx.schema}.conversations
       (account, person_id, ${COLUMNS}, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (account, person_id) do update set
       state = excluded.state, said = excluded.said, stage = excluded.stage,
       due_at = excluded.due_at, due_what = excluded.due_what, due_id = excluded.due_id,
       reason = excluded.reason, updated_at = excluded.updated_at`,
    [
      account,
      person,
      state,
      JSON.stringify(said),
      stage,
      due ? new Date(due.at) : null,
      due?.what ?? null,
      due?.id ?? null,
      reason ?? null,
      new Date(now),
    ],
  );
}

/** Whatever stands in `said` that is no list of ids counts as nothing said. */
function toConversation(person: PeerId, row: ConversationRow): Conversation {
  const { state, said, stage, due_at, due_what, due_id, reason } = row;
  return {
    person,
    state,
    said: Array.isArray(said) ? said.filter((id) => typeof id === 'string') : [],
    stage,
    ...(due_at !== null &&
      due_what !== null && {
        due: { what: due_what, at: due_at, ...(due_id !== null && { id: due_id }) },
      }),
    ...(reason !== null && { reason }),
  };
}
