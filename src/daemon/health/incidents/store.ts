import type { Queryable, Row } from '../../../core/database.js';
import { DAY_MS } from '../../../lib/local-time.js';
import type { IncidentCode } from './catalogue.js';

/** An incident that goes on, or whose end is still to be told. */
export interface StoredIncident {
  readonly id: number;
  readonly code: IncidentCode;
  readonly key: string;
  readonly openedAt: number;
  readonly told: boolean;
  readonly closed: boolean;
  /** The word that it is over; null where it ends without one. */
  readonly ending: string | null;
}

interface IncidentRow extends Row {
  readonly id: number;
  readonly code: IncidentCode;
  readonly key: string;
  readonly opened_at: number;
  readonly told: boolean;
  readonly closed: boolean;
  readonly ending: string | null;
}

const COLUMNS = `id, code, key, opened_at, told_at is not null as told, closed_at is not null as closed, ending`;

/** What is over is kept so long. */
const KEPT_MS = 90 * DAY_MS;

/** Those that go on, and those whose end the operator is still to be told, the oldest first. */
export async function openIncidents(
  db: Queryable,
  account: string,
): Promise<readonly StoredIncident[]> {
  const rows = await db.query<IncidentRow>(
    `select ${COLUMNS} from ${db.schema}.incidents
     where account = $1 and (closed_at is null or (ending is not null and ending_told_at is null))
     order by id`,
    [account],
  );
  return rows.map(incidentOf);
}

/**
 * Writes down that an incident has begun.
 * @param once not again, though one with this key that was told has ended
 * @returns undefined when it was there already
 */
export async function openIncident(
  db: Queryable,
  account: string,
  {
    code,
    key,
    once,
  }: { readonly code: IncidentCode; readonly key: string; readonly once: boolean },
  now: number,
): Promise<StoredIncident | undefined> {
  const [row] = await db.query<IncidentRow>(
    `insert into ${db.schema}.incidents (account, code, key, opened_at)
     select $1, $2, $3, $4 where not exists (
       select 1 from ${db.schema}.incidents
       where account = $1 and code = $2 and key = $3 and (closed_at is null or ($5 and told_at is not null)))
     returning ${COLUMNS}`,
    [account, code, key, new Date(now), once],
  );
  return row && incidentOf(row);
}

/**
 * Writes down that an incident is over, and clears away what was over long ago.
 * @param ending what the operator is told of it; null: nothing
 */
export async function closeIncident(
  db: Queryable,
  account: string,
  id: number,
  ending: string | null,
  now: number,
): Promise<void> {
  await db.query(
    `update ${db.schema}.incidents set closed_at = $2, ending = $3 where id = $1 and closed_at is null`,
    [id, new Date(now), ending],
  );
  await db.query(`delete from ${db.schema}.incidents where account = $1 and closed_at < $2`, [
    account,
    new Date(now - KEPT_MS),
  ]);
}

/** Notes that the operator knows of these, or of their end. */
export async function noteTold(
  db: Queryable,
  what: 'incident' | 'ending',
  ids: readonly number[],
  now: number,
): Promise<void> {
  const column = what === 'incident' ? 'told_at' : 'ending_told_at';
  await db.query(`update ${db.schema}.incidents set ${column} = $2 where id = any ($1)`, [
    ids,
    new Date(now),
  ]);
}

const incidentOf = ({ opened_at: openedAt, ...rest }: IncidentRow): StoredIncident => ({
  id: rest.id,
  code: rest.code,
  key: rest.key,
  openedAt,
  told: rest.told,
  closed: rest.closed,
  ending: rest.ending,
});
