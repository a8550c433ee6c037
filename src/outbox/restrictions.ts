import type { ContentKind } from '../core/content.js';
import type { Queryable, Row } from '../core/database.js';
import type { Budget } from '../core/intent.js';
import type { PeerId } from '../core/peer.js';

/**
 * What a restriction is about: everything that the account sends, what it sends to people (never the
 * operator's own words), or one chat or person.
 */
export type RestrictionScope = 'account' | 'people' | 'peer';

/** What must not be done for a while, or until an operator lifts it. Times are milliseconds since the epoch. */
export interface RestrictionDraft {
  readonly account: string;
  readonly scope: RestrictionScope;
  /** For scope `peer`. */
  readonly peer?: PeerId;
  /** For scope `peer`: only this kind of content; everything when absent. */
  readonly contentKind?: ContentKind;
  /** Whose sends it binds; everything when absent. */
  readonly budget?: Budget;
  /** Telegram's error text, or ours. */
  readonly code: string;
  readonly reason: string;
  readonly since: number;
  /** Infinity: until an operator lifts it. */
  readonly until: number;
}

export interface Restriction extends RestrictionDraft {
  readonly id: number;
}

interface RestrictionRow extends Row {
  readonly id: number;
  readonly scope: RestrictionScope;
  readonly peer_id: number | null;
  readonly content_kind: ContentKind | null;
  readonly budget: Budget | null;
  readonly code: string;
  readonly reason: string;
  readonly since: number;
  readonly until: number;
}

/** Stores a restriction; it binds from the commit on. */
export async function addRestriction(tx: Queryable, draft: RestrictionDraft): Promise<void> {
  const { account, scope, peer, contentKind, budget, code, reason, since, until } = draft;
  await tx.query(
    `insert into ${tx.schema}.restrictions (account, scope, peer_id, budget, code, reason, since, until,
       content_kind)
     values ($1, $2, $3, $4, $5, $6, $7, coalesce($8::timestamptz, 'infinity'), $9)`,
    [
      account,
      scope,
      scope === 'peer' ? peer : null,
      budget ?? null,
      code,
      reason,
      new Date(since),
      Number.isFinite(until) ? new Date(until) : null,
      contentKind ?? null,
    ],
  );
}

/**
 * Ends a restriction before its time. Tell the sender then (`wakeAll`).
 * @returns false when there is no such restriction, or it was lifted already
 */
export async function liftRestriction(
  db: Queryable,
  account: string,
  id: number,
  now: number,
): Promise<boolean> {
  const lifted = await db.query(
    `update ${db.schema}.restrictions set lifted_at = $3
     where account = $1 and id = $2 and lifted_at is null returning id`,
    [account, id, new Date(now)],
  );
  return lifted.length > 0;
}

/**
 * Ends every restriction with this code, and forgets those that have ended: what counts them begins anew.
 * Tell the sender then (`wakeAll`).
 */
export async function liftRestrictionsOf(
  db: Queryable,
  account: string,
  code: string,
  now: number,
): Promise<void> {
  await db.query(
    `update ${db.schema}.restrictions set lifted_at = $3
     where account = $1 and code = $2 and lifted_at is null`,
    [account, code, new Date(now)],
  );
}

/** Those that bind now, the longest first; at most 1,000. */
export async function activeRestrictions(
  db: Queryable,
  account: string,
  now: number,
): Promise<readonly Restriction[]> {
  const rows = await db.query<RestrictionRow>(
    `select id, scope, peer_id, content_kind, budget, code, reason, since, until from ${db.schema}.restrictions
     where account = $1 and lifted_at is null and until > $2
     order by (scope = 'account') desc, until desc, id limit 1000`,
    [account, new Date(now)],
  );
  return rows.map((row) => ({
    id: row.id,
    account,
    scope: row.scope,
    code: row.code,
    reason: row.reason,
    since: row.since,
    until: row.until,
    ...(row.peer_id !== null && { peer: row.peer_id }),
    ...(row.content_kind !== null && { contentKind: row.content_kind }),
    ...(row.budget !== null && { budget: row.budget }),
  }));
}
