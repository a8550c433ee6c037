import type { Queryable, Row } from '../core/database.js';
import type { PeerId } from '../core/peer.js';
import type { ConsentBasis, Person } from '../core/people.js';
import type { Standing } from './standing.js';

interface PersonRow extends Row {
  readonly person_id: PeerId;
  readonly language: string | null;
  readonly first_seen_at: number;
  readonly last_heard_id: number | null;
  readonly last_heard_at: number | null;
  readonly last_said_at: number | null;
  readonly heard: number;
  readonly said: number;
  readonly basis: ConsentBasis | null;
  readonly source: string | null;
  readonly consented_at: number | null;
  readonly refused_at: number | null;
  readonly refusal: string | null;
  readonly title: string | null;
  readonly username: string | null;
}

/** A person, as far as it was ever heard of. */
export async function readPerson(
  db: Queryable,
  account: string,
  person: PeerId,
): Promise<Person | undefined> {
  const [row] = await readPeople(db, account, 'and person.person_id = $2', [person]);
  return row;
}

/**
 * People, with their names.
 * @param rest the end of the query, behind `where account = $1`: conditions on `person`, order, limit
 * @param params from $2 on
 */
export async function readPeople(
  db: Queryable,
  account: string,
  rest: string,
  params: readonly unknown[],
): Promise<Person[]> {
  const rows = await db.query<PersonRow>(
    `select person.*, peer.title, peer.username
       from ${db.schema}.people person
       left join ${db.schema}.peers peer
         on peer.account = person.account and peer.peer_id = person.person_id
      where person.account = $1 ${rest}`,
    [account, ...params],
  );
  return rows.map(toPerson);
}

function toPerson(row: PersonRow): Person {
  return {
    id: row.person_id,
    name: row.title ?? '',
    firstSeenAt: row.first_seen_at,
    heard: row.heard,
    said: row.said,
    ...toStanding(row),
    ...(row.username !== null && { username: row.username }),
    ...(row.language !== null && { language: row.language }),
    ...(row.last_heard_at !== null && { lastHeardAt: row.last_heard_at }),
    ...(row.last_heard_id !== null && { lastHeardId: row.last_heard_id }),
    ...(row.last_said_at !== null && { lastSaidAt: row.last_said_at }),
  };
}

/** What the columns of a person say about writing to it. */
export function toStanding(
  row: Pick<PersonRow, 'basis' | 'source' | 'consented_at' | 'refused_at' | 'refusal'>,
): Standing {
  const { basis, source, consented_at, refused_at, refusal } = row;
  const consent = basis !== null && {
    consent: { basis, source: source ?? '', at: consented_at ?? 0 },
  };
  return {
    ...consent,
    ...(refused_at !== null && { refusal: { at: refused_at, how: refusal ?? '' } }),
  };
}

/** What is new about a person: all of where it stands, and what is to be added to the rest. */
export interface PersonNews {
  readonly person: PeerId;
  readonly standing: Standing;
  /** Milliseconds since the epoch. */
  readonly seenAt: number;
  readonly language?: string | undefined;
  /** Private messages that were heard, and the newest of them. */
  readonly heard?: { readonly count: number; readonly lastId: number; readonly lastAt: number };
}

/** Writes what is new of each person; one row a person. */
export async function savePeople(
  tx: Queryable,
  account: string,
  news: readonly PersonNews[],
): Promise<void> {
  if (news.length === 0) return;
  await tx.query(
    `insert into ${tx.schema}.people as person (account, person_id, language, first_seen_at,
        last_heard_id, last_heard_at, heard, basis, source, consented_at, refused_at, refusal)
      select $1, person, language, seen_at, heard_id, heard_at, heard, basis, source, consented_at, refused_at,
             refusal
        from jsonb_to_recordset($2::jsonb) as news (person bigint, language text, seen_at timestamptz,
          heard_id integer, heard_at timestamptz, heard integer, basis text, source text,
          consented_at timestamptz, refused_at timestamptz, refusal text)
      on conflict (account, person_id) do update set
        language = coalesce(excluded.language, person.language),
        first_seen_at = least(person.first_seen_at, excluded.first_seen_at),
        last_heard_id = greatest(person.last_heard_id, excluded.last_heard_id),
        last_heard_at = greatest(person.last_heard_at, excluded.last_heard_at),
        heard = person.heard + excluded.heard,
        basis = excluded.basis, source = excluded.source, consented_at = excluded.consented_at,
        refused_at = excluded.refused_at, refusal = excluded.refusal`,
    [account, JSON.stringify(news.map(columnsOf))],
  );
}

function columnsOf({ person, standing, seenAt, language, heard }: PersonNews) {
  const { consent, refusal } = standing;
  return {
    person,
    language,
    seen_at: new Date(seenAt),
    heard: heard?.count ?? 0,
    ...(heard && { heard_id: heard.lastId, heard_at: new Date(heard.lastAt) }),
    ...(consent && {
      basis: consent.basis,
      source: consent.source,
      consented_at: new Date(consent.at),
    }),
    ...(refusal && { refused_at: new Date(refusal.at), refusal: refusal.how }),
  };
}
