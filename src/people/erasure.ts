import type { Queryable } from '../core/database.js';
import type { PeerId } from '../core/peer.js';

/** Rows of each table that hold something of people, by the table's name. */
export type ErasedRows = Record<string, number>;

/**
 * Takes the chats before `lockStandings`, in the order in which hearing does, so that the two never wait for
 * each other.
 * @returns whose chats somebody is writing to just now: these are not taken
 */
export async function lockChats(
  tx: Queryable,
  account: string,
  people: readonly PeerId[],
): Promise<ReadonlySet<PeerId>> {
  const chats = (lock: string) =>
    tx.query<{ peer_id: PeerId }>(
      `select peer_id from ${tx.schema}.chats
        where account = $1 and peer_id = any($2::bigint[]) order by peer_id ${lock}`,
      [account, people],
    );
  const taken = new Set((await chats('for update skip locked')).map(({ peer_id }) => peer_id));
  return new Set((await chats('')).map(({ peer_id }) => peer_id).filter((id) => !taken.has(id)));
}

/** Erases what was heard of people in private, and who spoke last there. After `lockChats`. */
export async function eraseHeard(
  tx: Queryable,
  account: string,
  people: readonly PeerId[],
): Promise<ErasedRows> {
  const erased: ErasedRows = {};
  const erase = counting(tx, erased, [account, people]);
  // The rows stay, without content, until they are too old to come again: nothing is heard twice.
  await erase(
    'inbox',
    `update ${tx.schema}.inbox set content = null
      where account = $1 and peer_id = any($2::bigint[]) and content is not null returning id`,
  );
  await erase(
    'inbox_work',
    `delete from ${tx.schema}.inbox_work
      where account = $1 and chat = any($2::bigint[]) returning inbox_id`,
  );
  for (const table of ['chats', 'activity']) {
    await erase(
      table,
      `delete from ${tx.schema}.${table}
        where account = $1 and peer_id = any($2::bigint[]) returning peer_id`,
    );
  }
  return erased;
}

/**
 * Erases what is kept of people, but for the ledger's times, which the limits need, and attempts that are in doubt.
 * Under `lockStandings`, when nothing waits for them any more.
 */
export async function eraseKept(
  tx: Queryable,
  account: string,
  people: readonly PeerId[],
): Promise<ErasedRows> {
  const erased: ErasedRows = {};
  const erase = counting(tx, erased, [account, people]);
  for (const table of ['people', 'consent_log', 'conversations']) {
    await erase(
      table,
      `delete from ${tx.schema}.${table}
        where account = $1 and person_id = any($2::bigint[]) returning person_id`,
    );
  }
  await erase(
    'reply_memory',
    `delete from ${tx.schema}.reply_memory
      where account = $1 and chat_id = any($2::bigint[]) returning chat_id`,
  );
  await erase(
    'outbox',
    `delete from ${tx.schema}.outbox where account = $1 and peer_id = any($2::bigint[])
        and state not in ('draft', 'queued', 'sending') returning id`,
  );
  await erase(
    'restrictions',
    `delete from ${tx.schema}.restrictions
      where account = $1 and scope = 'peer' and peer_id = any($2::bigint[]) returning id`,
  );
  await erase(
    'imported_contacts',
    `delete from ${tx.schema}.imported_contacts using ${tx.schema}.peers peer
      where imported_contacts.account = $1 and peer.account = $1 and peer.peer_id = any($2::bigint[])
        and imported_contacts.username = lower(peer.username) returning imported_contacts.id`,
  );
  await erase(
    'peers',
    `delete from ${tx.schema}.peers
      where account = $1 and peer_id = any($2::bigint[]) returning peer_id`,
  );
  return erased;
}

/** Attempts to these people whose outcome is not known yet. */
export async function countInDoubt(
  tx: Queryable,
  account: string,
  people: readonly PeerId[],
): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::integer as count from ${tx.schema}.outbox
      where account = $1 and state = 'sending' and peer_id = any($2::bigint[])`,
    [account, people],
  );
  return row?.count ?? 0;
}

function counting(tx: Queryable, erased: ErasedRows, params: readonly unknown[]) {
  return async (table: string, sql: string) => {
    const rows = await tx.query(sql, params);
    if (rows.length > 0) erased[table] = (erased[table] ?? 0) + rows.length;
  };
}
