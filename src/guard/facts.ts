import type { Queryable } from '../core/database.js';
import type { Intent } from '../core/intent.js';
import type { PeerId } from '../core/peer.js';
import type { ConsentBasis } from '../core/people.js';
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

/** What is known of the person that an intent goes to. */
export interface PersonFacts {
  /** The agreement; null: there is none. */
  readonly consent: { readonly basis: ConsentBasis; readonly source: string } | null;
  /** Milliseconds since the epoch, and the word that was said. */
  readonly refusal: { readonly at: number; readonly how: string } | null;
  /** The person's data was erased, and the refusal kept. */
  readonly forgotten: boolean;
  /** The person never wrote, and nothing is known to have arrived there. Asked only for what is unsolicited. */
  readonly stranger: boolean;
}

/** What the guard knows without asking the database. */
export interface Standing {
  readonly limits: Limits;
  /** The configured targets' peers; undefined while they are not known yet. */
  readonly allowedPeers: ReadonlySet<PeerId> | undefined;
  /** Whom the operator's own words may go to, of people: the account itself, @SpamBot. */
  readonly ownPeers: ReadonlySet<PeerId>;
}

/**
 * All that the rules look at. Times are milliseconds since the epoch, null where there is none. Of the
 * ledger, only what others spent: the intent's own reservation is left out. Counts go no further than
 * their caps.
 */
export interface Facts extends Standing {
  /** The pause that covers the intent's service: its name, or `*`. */
  readonly pausedBy: string | null;
  /** Of those that bind the intent, the one with the latest end. */
  readonly restriction: BindingRestriction | null;
  /** Null for chats, and for the operator's own words. */
  readonly person: PersonFacts | null;
  /** Since when the chat is the operator's, who wrote there by hand. */
  readonly takenOverAt: number | null;
  /** Unsolicited sends since local midnight. */
  readonly sentToday: number;
  /** Unsolicited sends of the last hour. */
  readonly sentLastHour: number;
  /** The earliest of those counted in `sentLastHour`. */
  readonly earliestOfHour: number | null;
  /** The last unsolicited send. */
  readonly lastSentAt: number | null;
  /** The last unsolicited send to the intent's peer. */
  readonly lastSentToPeerAt: number | null;
  /** Instant sends in the intent's chat in the last hour. */
  readonly instantHereLastHour: number;
  /** The earliest of those counted in `instantHereLastHour`. */
  readonly earliestInstantHere: number | null;
  /** Unsolicited sends to the intent's person within `PeopleLimits.windowMs`. */
  readonly sentToPersonInWindow: number;
  /** Conversations that the account began since local midnight. */
  readonly begunToday: number;
  /** The account's first login with postaci; null: before it, or not asked for. */
  readonly firstOnlineAt: number | null;
  /** The last answer in the intent's chat. */
  readonly lastAnswerHereAt: number | null;
  /** Answers in the intent's chat in the last hour. */
  readonly answersHereLastHour: number;
  /** The earliest of those counted in `answersHereLastHour`. */
  readonly earliestAnswerHere: number | null;
  /** Answers since local midnight. */
  readonly answersToday: number;
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
 * @param forgottenHash what the intent's person would be remembered as, had it been forgotten; undefined
 * when nobody was
 */
export async function readFacts(
  tx: Queryable,
  intent: Intent,
  standing: Standing,
  forgottenHash: Uint8Array | undefined,
  now: number,
): Promise<Facts> {
  const { sql, params } = factsQuery(tx.schema, intent, standing.limits, forgottenHash, now);
  const [row] = await tx.query<FactsRow>(sql, params);
  if (!row) throw new Error('the facts query gave no row');
  return {
    ...standing,
    pausedBy: row.pausedBy,
    restriction: restrictionOf(row),
    person: intent.peer > 0 && intent.budget !== 'operator' ? personOf(row) : null,
    takenOverAt: row.takenOverAt,
    sentToday: row.sentToday ?? 0,
    sentLastHour: row.sentLastHour ?? 0,
    earliestOfHour: row.earliestOfHour ?? null,
    lastSentAt: row.lastSentAt ?? null,
    lastSentToPeerAt: row.lastSentToPeerAt ?? null,
    instantHereLastHour: row.instantHereLastHour ?? 0,
    earliestInstantHere: row.earliestInstantHere ?? null,
    sentToPersonInWindow: row.sentToPersonInWindow ?? 0,
    begunToday: row.begunToday ?? 0,
    firstOnlineAt: row.firstOnlineAt ?? null,
    lastAnswerHereAt: row.lastAnswerHereAt ?? null,
    answersHereLastHour: row.answersHereLastHour ?? 0,
    earliestAnswerHere: row.earliestAnswerHere ?? null,
    answersToday: row.answersToday ?? 0,
    slowModeMs: (row.slowModeSeconds ?? 0) * 1_000,
    lastOwnAt: row.lastOwnAt,
    lastHeardId: row.lastHeardId,
    lastOwnId: row.lastOwnId,
  };
}

function restrictionOf(row: FactsRow): BindingRestriction | null {
  const { restrictionScope: scope, restrictionUntil: until } = row;
  if (scope === null || until === null) return null;
  return {
    scope,
    content: row.restrictionContent,
    code: row.restrictionCode ?? '',
    reason: row.restrictionReason ?? '',
    until,
  };
}

function personOf(row: FactsRow): PersonFacts {
  const { basis, source, refusedAt, refusal, forgotten, stranger } = row;
  return {
    consent: basis ? { basis, source: source ?? '' } : null,
    refusal: typeof refusedAt === 'number' ? { at: refusedAt, how: refusal ?? '' } : null,
    forgotten: forgotten ?? false,
    stranger: stranger ?? false,
  };
}
