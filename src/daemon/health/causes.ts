import type { Queryable, Row } from '../../core/database.js';
import type { FloodWait } from '../flood-waits.js';
import type { Cause } from './derive.js';

/** What binds more than one chat now: restrictions of the account, of messages to people, of a method. */
export async function readCauses(
  db: Queryable,
  account: string,
  now: number,
): Promise<readonly Cause[]> {
  return db.query<Row & Cause>(
    `select code, reason, since, until from ${db.schema}.restrictions
     where account = $1 and lifted_at is null and until > $2 and scope <> 'peer'
     order by until desc, id`,
    [account, new Date(now)],
  );
}

/** A method that has to rest makes the account slow, too: what it is for comes late. */
export function causeOf({ method, code, until }: FloodWait, now: number): Cause {
  const what = method === '*' ? 'everything' : method;
  return { code, reason: `${code}: Telegram wants patience for ${what}`, since: now, until };
}
