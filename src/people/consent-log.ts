import type { Queryable, Row } from '../core/database.js';
import type { PeerId } from '../core/peer.js';
import type { ConsentBasis, ConsentEntry } from '../core/people.js';

/** The ledger of one person's consent, in the order in which it became known. */
export async function readLog(
  db: Queryable,
  account: string,
  person: PeerId,
): Promise<ConsentEntry[]> {
  const rows = await db.query<
    Row & { at: number; change: 'granted' | 'refused'; basis: ConsentBasis | null; how: string }
  >(
    `select at, change, basis, how from ${db.schema}.consent_log
      where account = $1 and person_id = $2 order by id`,
    [account, person],
  );
  return rows.map(({ at, change, basis, how }) => ({
    at,
    change,
    how,
    ...(basis !== null && { basis }),
  }));
}
