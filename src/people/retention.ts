import type { Queryable } from '../core/database.js';
import type { PeerId } from '../core/peer.js';
import { type ErasedRows, eraseHeard, eraseKept, lockChats } from './erasure.js';
import type { Forgotten } from './forgotten.js';
import { lockStandings } from './standing-rows.js';

const DAY_MS = 24 * 3_600_000;
/** As long as the outbox keeps what was sent: then nobody asks for an entry of nobody any more. */
const NOBODYS_LEDGER_MS = 90 * DAY_MS;

/**
 * Erases people with whom there was no contact since a moment, a page at a time; those who refused are
 * forgotten, which keeps the refusal. Somebody to whom something still waits or is on its way is left for later.
 * @param before milliseconds since the epoch
 * @returns how many were erased: fewer than `limit` when none is left
 */
export async function clearPeople(
  tx: Queryable,
  account: string,
  forgotten: Forgotten,
  before: number,
  now: number,
  limit: number,
): Promise<number> {
  const old = await withoutContact(tx, account, before, limit);
  if (old.length === 0) return 0;
  const busy = await lockChats(
    tx,
    account,
    old.map(({ id }) => id),
  );
  await lockStandings(tx, account);
  // Looked for again: some may have written before the lock.
  const still = new Set((await withoutContact(tx, account, before, limit)).map(({ id }) => id));
  const people = old.filter(({ id }) => still.has(id) && !busy.has(id));
  const ids = people.map(({ id }) => id);
  await forgotten.add(
    tx,
    people.filter(({ refused }) => refused).map(({ id }) => id),
    now,
  );
  await eraseHeard(tx, account, ids);
  await eraseKept(tx, account, ids);
  return ids.length;
}

function withoutContact(
  tx: Queryable,
  account: string,
  before: number,
  limit: number,
): Promise<readonly { id: PeerId; refused: boolean }[]> {
  return tx.query<{ id: PeerId; refused: boolean }>(
    `select person_id as id, refused_at is not null as refused from ${tx.schema}.people person
      where account = $1
        and greatest(first_seen_at, last_heard_at, last_said_at, refused_at) < $2
        and not exists (select 1 from ${tx.schema}.outbox
          where account = $1 and peer_id = person_id and state in ('queued', 'sending'))
      order by person_id limit $3`,
    [account, new Date(before), limit],
  );
}

/**
 * Clears away what only belonged to people who are not known any more, and what is only counted, when it is
 * older than its window; a page of each at a time.
 * @param before milliseconds since the epoch; at least a day ago, or limits would be counted short
 * @returns how many rows went or were made nobody's: fewer than `limit` when none is left
 */
export async function clearTracking(
  tx: Queryable,
  account: string,
  before: number,
  now: number,
  limit: number,
): Promise<number> {
  const cleared: ErasedRows = {};
  const clear = async (table: string, sql: string, at: number) => {
    cleared[table] = (await tx.query(sql, [account, new Date(at), limit])).length;
  };
  const { schema } = tx;
  const unknown = (column: string) =>
    `not exists (select 1 from ${schema}.people
       where people.account = $1 and people.person_id = ${column})`;
  await clear(
    'reply_memory',
    `delete from ${schema}.reply_memory where (account, chat_id) in (
       select account, chat_id from ${schema}.reply_memory
        where account = $1 and kept_until <= $2 limit $3) returning chat_id`,
    now,
  );
  await clear(
    'ledger',
    `update ${schema}.ledger set peer_id = 0 where intent_id in (
       select intent_id from ${schema}.ledger entry
        where account = $1 and peer_id > 0 and budget <> 'operator' and at < $2
          and ${unknown('entry.peer_id')} limit $3) returning intent_id`,
    before,
  );
  await clear(
    'nobody',
    `delete from ${schema}.ledger where intent_id in (
       select intent_id from ${schema}.ledger
        where account = $1 and peer_id = 0 and at < $2 limit $3) returning intent_id`,
    now - NOBODYS_LEDGER_MS,
  );
  await clear(
    'consent_log',
    `delete from ${schema}.consent_log where id in (
       select id from ${schema}.consent_log entry
        where account = $1 and at < $2 and ${unknown('entry.person_id')} limit $3) returning id`,
    before,
  );
  await clear(
    'outbox',
    `delete from ${schema}.outbox where id in (
       select id from ${schema}.outbox intent
        where account = $1 and peer_id > 0 and budget <> 'operator' and settled_at < $2
          and ${unknown('intent.peer_id')} limit $3) returning id`,
    before,
  );
  return Math.max(...Object.values(cleared));
}
