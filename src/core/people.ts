import type { Queryable } from './database.js';
import type { PeerId } from './peer.js';

/** What makes it right to write to a person in private. */
export const CONSENT_BASES = ['wrote_first', 'opt_in_word', 'imported'] as const;
export type ConsentBasis = (typeof CONSENT_BASES)[number];

/** An agreement, with where it comes from. Times are milliseconds since the epoch. */
export interface Consent {
  readonly basis: ConsentBasis;
  /** For the operator: `private message 17`, `the word "katıl" in -1001234567890`, `fuar-2026.csv`. */
  readonly source: string;
  readonly at: number;
}

/** The end of an agreement, by the person's own word or the operator's hand. */
export interface Refusal {
  readonly at: number;
  /** The word that was said, or who did it: `operator`. */
  readonly how: string;
}

/** What is kept of somebody who had to do with the account. */
export interface Person {
  readonly id: PeerId;
  /** First and last name; empty when it was never heard. */
  readonly name: string;
  readonly username?: string;
  /** A two-letter code, as last told apart from what the person wrote. */
  readonly language?: string;
  readonly firstSeenAt: number;
  /** The person's newest private message. */
  readonly lastHeardAt?: number;
  readonly lastHeardId?: number;
  /** The account's newest private message to the person, by whichever service. */
  readonly lastSaidAt?: number;
  /** Private messages by the person, and to the person by postaci. */
  readonly heard: number;
  readonly said: number;
  readonly consent?: Consent;
  readonly refusal?: Refusal;
}

/** Consent, as it is to be recorded. */
export interface Grant extends Consent {
  readonly person: PeerId;
  readonly language?: string;
}

/**
 * What came of a grant: `granted` anew, `known` (there was consent already: the older entry stands),
 * `refused` (the person opted out or was forgotten; only the person's own opt-in word changes that).
 */
export type Granted = 'granted' | 'known' | 'refused';

/** The account's people, as the services see them. */
export interface People {
  read(db: Queryable, person: PeerId): Promise<Person | undefined>;
  /** Writes consent into the ledger; of the basis `opt_in_word` it also ends a refusal. */
  grant(tx: Queryable, grant: Grant): Promise<Granted>;
}

/** Who was met, at one glance: the `u` view. */
export interface PeopleStatistics {
  readonly people: number;
  /** People that may be written to. */
  readonly consenting: number;
  readonly byBasis: Readonly<Record<ConsentBasis, number>>;
  readonly refused: number;
  readonly forgotten: number;
  /** By two-letter code; `unknown` for the rest. */
  readonly byLanguage: Readonly<Record<string, number>>;
  /** People who wrote, were written to, and were first seen since local midnight. */
  readonly today: { readonly wrote: number; readonly writtenTo: number; readonly met: number };
  /** Conversations by their state; those with a follow-up planned. */
  readonly conversations: Readonly<Record<ConversationState, number>>;
  readonly planned: number;
  /** The last to write, newest first; at most 20. */
  readonly recent: readonly Person[];
}

/** Those of the figures that are cheap enough to be asked for again and again. */
export type PeopleCounts = Pick<PeopleStatistics, 'people' | 'consenting' | 'refused' | 'planned'>;

/**
 * Where a private conversation stands: `first-contact` (the account spoke, the person has not answered that
 * yet), `active` (the person has), `manual` (the operator wrote there by hand last).
 */
export const CONVERSATION_STATES = ['first-contact', 'active', 'manual'] as const;
export type ConversationState = (typeof CONVERSATION_STATES)[number];

/** What the records of people go by. */
export interface PeopleSettings {
  /** The customer's own, beside the built-in Turkish, Russian and English ones. */
  readonly optOutWords: readonly string[];
  /** The customer's own, beside the built-in ones. */
  readonly optInWords: readonly string[];
  /** People without any contact for so long are erased; a refusal is kept. */
  readonly keptMs: number;
  /** What is only counted (loops, cooldowns, menus) is cleared after so long (S3: a day). */
  readonly trackingKeptMs: number;
}

const DAY_MS = 24 * 3_600_000;

/** A year for people, a day for what is only counted. */
export const DEFAULT_PEOPLE_SETTINGS: PeopleSettings = {
  optOutWords: [],
  optInWords: [],
  keptMs: 365 * DAY_MS,
  trackingKeptMs: DAY_MS,
};

const TELEGRAMS_OWN = new Set<PeerId>([777_000, 42_777, 178_220_800]);

/** Telegram's service accounts and @SpamBot: nobody to talk with, whatever they write. */
export function isTelegramsOwn({ id, username }: { id: PeerId; username?: string }): boolean {
  return TELEGRAMS_OWN.has(id) || username?.toLowerCase() === 'spambot';
}

/** One line of an imported list. */
export interface ImportedContact {
  /** Its line in the list, for the report. */
  readonly line: number;
  readonly who: { readonly id: PeerId } | { readonly username: string };
  /** When the person agreed, where the list says so. */
  readonly consentedAt?: number;
  readonly language?: string;
}

/** What became of it: `known` is somebody who may be written to already, `refused` somebody who opted out. */
export interface ImportOutcome {
  readonly line: number;
  readonly result: 'added' | 'known' | 'duplicate' | 'refused';
  readonly reason?: string;
}

/** An entry of the consent ledger. */
export interface ConsentEntry {
  readonly at: number;
  readonly change: 'granted' | 'refused';
  readonly basis?: ConsentBasis;
  /** The source of consent, or the word of refusal. */
  readonly how: string;
}

/** What was erased of a forgotten person: rows by table. */
export interface Erasure {
  readonly erased: Readonly<Record<string, number>>;
  /** Attempts that are in doubt just now: their rows go once they have an end. */
  readonly inDoubt: number;
}
