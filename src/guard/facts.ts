import type { Queryable } from '../core/database.js';
import type { Intent } from '../core/intent.js';
import type { PeerId } from '../core/peer.js';
import type { Limits } from '../core/settings.js';
import { type FactsRow, factsQuery } from './facts-query.js';

/** A restriction that binds an intent now. */
export interface BindingRestriction {
  readonly scope: 'account' | 'people' | 'peer';
  /** The one kind of content that it is about; null: everything. */
  readonly content: string | null;
  readonly code: string;
  readonly reason: string;
  /** Milliseconds since the epoch; Infinity until an operator lifts it. */
  readonly until: number;
}

/** What the guard knows without asking the database. */
export interface Standing {
  readonly limits: Limits;
  /** The configured targets' peers; undefined while they are not known yet. */
  readonly allowedPeers: ReadonlySet<PeerId> | undefined;
}

/**
 * All that the rules look at. Times are milliseconds since the epoch, null where there is none. Of the
 * ledger, only what others spent: the intent's own reservation is left out.
 */
export interface Facts extends Standing {
  /** The pause that covers the intent's service: its name, or `*`. */
  readonly pausedBy: string | null;
  /** Of those that bind the intent, the one with the latest end. */
  readonly restriction: BindingRestriction | null;
  /** Unsolicited sends since local midnight; counted no further than the cap. */
  readonly sentToday: number;
  /** Unsolicited sends of the last hour; counted no further than the cap. */
  readonly sentLastHour: number;
  /** The earliest of those counted in `sentLastHour`. */
  readonly earliestOfHour: number | null;
  /** The last unsolicited send. */
  readonly lastSentAt: number | null;
  /** The last unsolicited send to the intent's peer. */
  readonly lastSentToPeerAt: number | null;
  readonly slowModeMs: number;
  /** The account's own last message in the chat, of any budget and from any device. */
  readonly lastOwnAt: number | null;
  /** Newest message of anybody else in the chat. */
  readonly lastHeardId: number | null;
  /** Newest message of the account in the chat. */
  readonly lastOwnId: number | null;
}

/**
 * Reads the facts in one statement. It walks at most as many ledger entries as the caps allow sends,
 * whatever the ledger's length; what no active limit asks for is not read.
 */
export async function readFacts(
  tx: Queryable,
  intent: Intent,
  standing: Standing,
  now: number,
): Promise<Facts> {
  const { sql, params } = factsQuery(tx.schema, intent, standing.limits, now);
  const [row] = await tx.query<FactsRow>(sql, params);
  if (!row) throw new Error('the facts query gave no row');
  const {
    restrictionScope,
    restrictionContent,
    restrictionCode,
    restrictionReason,
    restrictionUntil,
  } = row;
  const restricted = restrictionScope !== null && restrictionUntil !== null;
  return {
    ...standing,
    pausedBy: row.pausedBy,
    restriction: restricted
      ? {
          scope: restrictionScope,
          content: restrictionContent,
          code: restrictionCode ?? '',
          reason: restrictionReason ?? '',
          until: restrictionUntil,
        }
      : null,
    sentToday: row.sentToday ?? 0,
    sentLastHour: row.sentLastHour ?? 0,
    earliestOfHour: row.earliestOfHour ?? null,
    lastSentAt: row.lastSentAt ?? null,
    lastSentToPeerAt: row.lastSentToPeerAt ?? null,
    slowModeMs: (row.slowModeSeconds ?? 0) * 1_000,
    lastOwnAt: row.lastOwnAt,
    lastHeardId: row.lastHeardId,
    lastOwnId: row.lastOwnId,
  };
}
