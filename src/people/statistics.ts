import type { Queryable, Row } from '../core/database.js';
import type {
  ConsentBasis,
  ConversationState,
  PeopleCounts,
  PeopleStatistics,
} from '../core/people.js';
import { localClock, startOfLocalDay } from '../lib/local-time.js';
import { readPeople } from './person-rows.js';

const RECENT = 20;

interface Counts extends Row {
  readonly people: number;
  readonly refused: number;
  readonly forgotten: number;
  readonly by_basis: Partial<Record<ConsentBasis, number>> | null;
  readonly by_language: Record<string, number> | null;
  readonly wrote: number;
  readonly written_to: number;
  readonly met: number;
  readonly conversations: Partial<Record<ConversationState, number>> | null;
  readonly planned: number;
}

/** Counts the account's people, and nothing else of them: for the status, which is asked for all the time. */
export async function readCounts(db: Queryable, account: string): Promise<PeopleCounts> {
  const [row] = await db.query<Row & PeopleCounts>(
    `select count(*)::integer as people,
            count(*) filter (where basis is not null and refused_at is null)::integer as consenting,
            count(*) filter (where refused_at is not null)::integer as refused,
            (select count(*)::integer from ${db.schema}.conversations
              where account = $1 and due_at is not null) as planned
       from ${db.schema}.people where account = $1`,
    [account],
  );
  return row ?? { people: 0, consenting: 0, refused: 0, planned: 0 };
}

/** Counts the account's people in every way; two queries, whatever their number. */
export async function readStatistics(
  db: Queryable,
  account: string,
  now: number,
  timeZone: string,
): Promise<PeopleStatistics> {
  const midnight = startOfLocalDay(localClock(timeZone), now);
  const [counts] = await db.query<Counts>(
    `with known as (select * from ${db.schema}.people where account = $1),
     talk as (select * from ${db.schema}.conversations where account = $1)
     select count(*)::integer as people,
            count(*) filter (where refused_at is not null)::integer as refused,
            count(*) filter (where last_heard_at >= $2)::integer as wrote,
            count(*) filter (where last_said_at >= $2)::integer as written_to,
            count(*) filter (where first_seen_at >= $2)::integer as met,
            (select count(*)::integer from ${db.schema}.forgotten where account = $1) as forgotten,
            (select jsonb_object_agg(basis, people) from (
               select basis, count(*) as people from known
                where basis is not null and refused_at is null group by basis) bases) as by_basis,
            (select jsonb_object_agg(language, people) from (
               select coalesce(language, 'unknown') as language, count(*) as people
                 from known group by 1) languages) as by_language,
            (select jsonb_object_agg(state, people) from (
               select state, count(*) as people from talk group by state) states) as conversations,
            (select count(*)::integer from talk where due_at is not null) as planned
       from known`,
    [account, new Date(midnight)],
  );
  const recent = await readPeople(
    db,
    account,
    `and person.last_heard_at is not null
      order by person.last_heard_at desc nulls last limit $2`,
    [RECENT],
  );
  const byBasis = { wrote_first: 0, opt_in_word: 0, imported: 0, ...counts?.by_basis };
  return {
    people: counts?.people ?? 0,
    consenting: byBasis.wrote_first + byBasis.opt_in_word + byBasis.imported,
    byBasis,
    refused: counts?.refused ?? 0,
    forgotten: counts?.forgotten ?? 0,
    byLanguage: counts?.by_language ?? {},
    today: {
      wrote: counts?.wrote ?? 0,
      writtenTo: counts?.written_to ?? 0,
      met: counts?.met ?? 0,
    },
    conversations: { 'first-contact': 0, active: 0, manual: 0, ...counts?.conversations },
    planned: counts?.planned ?? 0,
    recent,
  };
}
