import type { Queryable } from '../../core/database.js';
import type { RecordedState } from '../../core/recording.js';
import { momentOf, seedRows } from './seed-rows.js';

/** Puts the people with whom a conversation is open into an empty database. */
export async function seedPrivate(
  tx: Queryable,
  { account, people, conversations }: RecordedState,
): Promise<void> {
  await seedRows(
    tx,
    `people (account, person_id, first_seen_at, last_said_at, heard, said, basis, source, consented_at)
    select $1, id, first_at, said_at, heard, said, basis, 'recorded', coalesce(consented_at, first_at)
      from jsonb_to_recordset($2::jsonb) as one (id bigint, first_at timestamptz, said_at timestamptz,
        heard integer, said integer, basis text, consented_at timestamptz)`,
    account,
    people
      .filter(({ basis, refusedAt }) => basis !== null && refusedAt === null)
      .map((person) => ({
        ...person,
        first_at: momentOf(person.firstSeenAt),
        said_at: momentOf(person.lastSaidAt),
        consented_at: momentOf(person.consentedAt),
      })),
  );
  await seedRows(
    tx,
    `conversations (account, person_id, state, said, stage, due_at, due_what, due_id, reason, updated_at)
    select $1, person, state, said, stage, due_at, due_what, due_id, reason, to_timestamp(0)
      from jsonb_to_recordset($2::jsonb) as one (person bigint, state text, said jsonb, stage integer,
        due_at timestamptz, due_what text, due_id text, reason text)`,
    account,
    conversations.map(({ due, ...one }) => ({
      ...one,
      due_at: momentOf(due?.at),
      due_what: due?.what ?? null,
      due_id: due?.id ?? null,
    })),
  );
}
