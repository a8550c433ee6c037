import type { Queryable } from '../core/database.js';
import type { PeerId } from '../core/peer.js';
import { isUnreadable, parseTarget } from '../core/peer-ref.js';
import type { ImportedContact } from '../core/people.js';
import { ASKED_TO_BE_FORGOTTEN } from './standing-rows.js';

/** Somebody, as the operator may name them: by id where it is known, else by the username of the imported list. */
export type FoundPerson = ImportedContact['who'];

/**
 * Finds the person that the operator wrote as an id, a username or a t.me link.
 * @returns undefined when it names nobody that was ever heard of; an id is always somebody
 */
export async function findPerson(
  db: Queryable,
  account: string,
  written: string,
): Promise<FoundPerson | undefined> {
  const parsed = parseTarget(written);
  if (isUnreadable(parsed)) return undefined;
  const { peer } = parsed;
  if (peer.by === 'id') return peer.id > 0 ? { id: peer.id } : undefined;
  if (peer.by === 'invite') return undefined;
  const username = peer.username.toLowerCase();
  const [known] = await db.query<{ peer_id: PeerId }>(
    `select peer_id from ${db.schema}.peers
      where account = $1 and username is not null and lower(username) = $2 and kind = 'user'`,
    [account, username],
  );
  if (known) return { id: known.peer_id };
  const lines = await db.query(
    `select 1 from ${db.schema}.imported_contacts where account = $1 and username = $2`,
    [account, username],
  );
  return lines.length > 0 ? { username } : undefined;
}

/**
 * Refuses a line of the imported list, known by username only: no hash can be made without an id, so the
 * username stays, as a refusal.
 * @returns false when the list has no such line
 */
export async function forgetLine(
  tx: Queryable,
  account: string,
  username: string,
  now: number,
): Promise<boolean> {
  const lines = await tx.query(
    `update ${tx.schema}.imported_contacts
        set state = 'refused', reason = $3, source = '', language = null, next_at = $4
      where account = $1 and username = $2 returning id`,
    [account, username.toLowerCase(), ASKED_TO_BE_FORGOTTEN, new Date(now)],
  );
  return lines.length > 0;
}
