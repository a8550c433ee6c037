import type {
  ConsentEntry,
  Erasure,
  ImportedContact,
  ImportOutcome,
  PeopleStatistics,
  Person,
} from '../../core/people.js';
import type { PlanItem } from '../../core/plan.js';
import type { TakeoverStatus } from './status.js';

/** A page of an imported list. */
export interface ContactsPage {
  /** Where and how these people agreed, for the consent ledger. */
  readonly source: string;
  /** Say what would become of them, and write nothing. */
  readonly dryRun: boolean;
  /** At most `CONTACTS_A_PAGE`. */
  readonly contacts: readonly ImportedContact[];
  /** How far the list is with this page, for those who watch the daemon. */
  readonly progress?: ImportProgress;
}

/** Rows of a list: with this page, and in all. */
export interface ImportProgress {
  readonly done: number;
  readonly total: number;
}

/** So many contacts go in one call. */
export const CONTACTS_A_PAGE = 1_000;

/** What is known of a person, and what is going to be said. */
export interface ContactReport {
  readonly person: Person;
  /** Every change of consent, oldest first. */
  readonly log: readonly ConsentEntry[];
  readonly planned: readonly PlanItem[];
  /** Milliseconds since the epoch; null: the operator has not taken the chat over. */
  readonly takenOverUntil: number | null;
}

/** What an operator can ask about people, and do for them. */
export interface PeopleControl {
  /** Writes people who agreed elsewhere into the consent ledger; an answer for each, in order. */
  importContacts(page: ContactsPage): Promise<readonly ImportOutcome[]>;
  /**
   * @param who an id or `@username`
   * @throws PostaciError `USAGE` when nothing is known of that person
   */
  contact(who: string): Promise<ContactReport>;
  /** Writes down, by the operator's hand, that a person does not want to be written to. */
  refuse(who: string): Promise<void>;
  /** Erases what is stored of a person; that they are not to be written to stays, as a keyed hash. */
  forget(who: string): Promise<Erasure>;
  users(): Promise<PeopleStatistics>;
  /** What is due next, soonest first. */
  plan(limit: number): Promise<readonly PlanItem[]>;
  /** Those that still hold, newest first. */
  takeovers(): Promise<readonly TakeoverStatus[]>;
  /**
   * Gives a chat back to the services.
   * @param who an id or `@username` of a person or a group
   */
  liftTakeover(who: string): Promise<void>;
}
