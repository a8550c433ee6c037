import type { Queryable, Row } from '../../core/database.js';
import type { PeerId } from '../../core/peer.js';
import type { RecordedConversation, RecordedPerson, RecordedState } from '../../core/recording.js';
import { NOTHING_MORE, ON_ITS_WAY, TAKEN_OVER } from '../../services/dm/conversation.js';

/** Reasons that the dm service goes by; others may hold a word of the person's. */
const TELLING = new Set([NOTHING_MORE, ON_ITS_WAY, TAKEN_OVER]);
/** More conversations than an account may have begun in years. */
const MOST_PEOPLE = 20_000;

/** The people with whom a conversation may go on: ids, consent and where it stands. */
export async function readPrivate(
  db: Queryable,
  account: string,
): Promise<Pick<RecordedState, 'people' | 'conversations'>> {
  const people = await db.query<Row & RecordedPerson>(
    `select person_id as id, basis, consented_at as "consentedAt", refused_at as "refusedAt",
       first_seen_at as "firstSeenAt", last_said_at as "lastSaidAt", heard, said
     from ${db.schema}.people where account = $1 and basis is not null and refused_at is null
     order by last_heard_at desc nulls last, person_id limit ${MOST_PEOPLE}`,
    [account],
  );
  const conversations = await db.query<ConversationRow>(
    `select person_id, state, said, stage, due_at, due_what, due_id, reason
     from ${db.schema}.conversations where account = $1 order by person_id`,
    [account],
  );
  const known = new Set(people.map(({ id }) => id));
  return {
    people,
    conversations: conversations.filter(({ person_id }) => known.has(person_id)).map(asRecorded),
  };
}

interface ConversationRow extends Row {
  readonly person_id: PeerId;
  readonly state: RecordedConversation['state'];
  readonly said: readonly string[];
  readonly stage: number;
  readonly due_at: number | null;
  readonly due_what: 'welcome' | 'invite' | 'follow-up' | null;
  readonly due_id: string | null;
  readonly reason: string | null;
}

function asRecorded(row: ConversationRow): RecordedConversation {
  const { person_id, state, said, stage, due_at, due_what, due_id, reason } = row;
  return {
    person: person_id,
    state,
    said,
    stage,
    due: due_at === null || due_what === null ? null : { at: due_at, what: due_what, id: due_id },
    reason: reason !== null && TELLING.has(reason) ? reason : null,
  };
}
