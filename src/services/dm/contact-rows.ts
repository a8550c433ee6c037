import type { Queryable, Row } from '../../core/database.js';

/** Somebody of an imported list of whom only the username is known. */
export interface WaitingContact {
  readonly id: number;
  readonly username: string;
  readonly source: string;
  /** Milliseconds since the epoch. */
  readonly consentedAt: number;
  readonly language?: string;
}

/** The next to be looked up, in the order of import; undefined when nobody is due. */
export async function nextContact(
  db: Queryable,
  account: string,
  now: number,
): Promise<WaitingContact | undefined> {
  const [row] = await db.query<
    Row & {
      id: number;
      username: string;
      source: string;
      consented_at: number;
      language: string | null;
    }
  >(
    `select id, username, source, consented_at, language from ${db.schema}.imported_contacts
     where account = $1 and state = 'waiting' and next_at <= $2 order by next_at, id limit 1`,
    [account, new Date(now)],
  );
  if (!row) return undefined;
  const { id, username, source, consented_at, language } = row;
  return {
    ...{ id, username, source, consentedAt: consented_at },
    ...(language !== null && { language }),
  };
}

/** When somebody is due to be looked up; milliseconds since the epoch, `Infinity` when nobody waits. */
export async function nextContactAt(db: Queryable, account: string): Promise<number> {
  const [row] = await db.query<Row & { next_at: number }>(
    `select next_at from ${db.schema}.imported_contacts
     where account = $1 and state = 'waiting' order by next_at, id limit 1`,
    [account],
  );
  return row?.next_at ?? Number.POSITIVE_INFINITY;
}

/** How many look-ups ended since a moment: a contact that was looked up keeps the time in `next_at`. */
export async function lookedUpSince(
  db: Queryable,
  account: string,
  since: number,
): Promise<number> {
  const [row] = await db.query<Row & { count: number }>(
    `select count(*)::integer as count from ${db.schema}.imported_contacts
     where account = $1 and state <> 'waiting' and attempts > 0 and next_at >= $2`,
    [account, new Date(since)],
  );
  return row?.count ?? 0;
}

/** Is a contact still to be looked up? Keeps others from changing that until the transaction ends. */
export async function stillWaits(tx: Queryable, id: number): Promise<boolean> {
  const rows = await tx.query(
    `select id from ${tx.schema}.imported_contacts where id = $1 and state = 'waiting' for update`,
    [id],
  );
  return rows.length > 0;
}

/**
 * Writes down what a look-up told.
 * @param nextAt when it is tried again, or when it ended; milliseconds since the epoch
 */
export async function endLookUp(
  tx: Queryable,
  id: number,
  end: {
    readonly state: 'found' | 'refused' | 'waiting';
    readonly nextAt: number;
    readonly reason?: string;
  },
): Promise<void> {
  await tx.query(
    `update ${tx.schema}.imported_contacts
     set state = $2, reason = $3, next_at = $4, attempts = attempts + 1
     where id = $1 and state = 'waiting'`,
    [id, end.state, end.reason ?? null, new Date(end.nextAt)],
  );
}
