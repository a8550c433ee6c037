import type { Queryable, Row } from '../../core/database.js';
import type { PeerId } from '../../core/peer.js';
import type { Limits } from '../../core/settings.js';
import { beginsConversation } from '../../lib/begins-conversation.js';
import { localClock, startOfLocalDay, startOfNextLocalDay } from '../../lib/local-time.js';

/** Would a message be the first word to a person who never wrote? */
export async function beginsWith(db: Queryable, account: string, person: PeerId): Promise<boolean> {
  const first = { account: '$1', budget: "'unsolicited'", peer: '$2::bigint', intent: '0' };
  const [row] = await db.query<Row & { begins: boolean }>(
    `select ${beginsConversation(db.schema, first)} as begins`,
    [account, person],
  );
  return row?.begins ?? true;
}

/**
 * May one more conversation be begun today? The guard has the last word (a young account may begin fewer);
 * here no more are proposed than could go, so that a long list does not stand in the queue.
 */
export async function mayBegin(
  db: Queryable,
  account: string,
  limits: Limits,
  now: number,
): Promise<boolean> {
  const queued = {
    account: 'one.account',
    budget: 'one.budget',
    peer: 'one.peer_id',
    intent: 'one.id',
  };
  const [row] = await db.query<Row & { begun: number; queued: number; held: boolean }>(
    `select
       (select count(*)::integer from ${db.schema}.ledger
        where account = $1 and begins and at >= $2) as begun,
       (select count(*)::integer from ${db.schema}.outbox one
        where account = $1 and state = 'queued' and service = 'dm'
          and ${beginsConversation(db.schema, queued)}) as queued,
       exists (select 1 from ${db.schema}.outbox
        where account = $1 and state = 'queued' and service = 'dm'
          and rule = 'new-conversations' and next_at > $3) as held`,
    [account, new Date(startOfLocalDay(localClock(limits.timeZone), now)), new Date(now)],
  );
  if (!row || row.held) return false;
  return row.begun + row.queued < limits.people.newConversationsPerDay;
}

/**
 * Gives those for whom there is no room today a later day each, as many a day as conversations may begin: so
 * nobody looks at all of them every midnight. It is only a guess, and forgotten at a restart: when their day
 * has come, they are looked at again.
 */
export class DaysAhead {
  #day = Number.NEGATIVE_INFINITY;
  #taken = 0;

  /** @returns the beginning of a local day after `now`; milliseconds since the epoch */
  next({ timeZone, people }: Limits, now: number): number {
    const clock = localClock(timeZone);
    if (this.#day <= now) this.#begin(startOfNextLocalDay(clock, now));
    else if (this.#taken >= Math.max(1, people.newConversationsPerDay)) {
      this.#begin(startOfNextLocalDay(clock, this.#day));
    }
    this.#taken++;
    return this.#day;
  }

  #begin(day: number): void {
    this.#day = day;
    this.#taken = 0;
  }
}
