/** What was heard and waits, at one glance. */
export interface InboxSummary {
  /** Events that still wait for a service. */
  readonly waiting: number;
  /** Events that could not be handled and were given up; kept for the operator. */
  readonly failed: number;
  /** When the oldest that waits was heard; milliseconds since the epoch. */
  readonly waitingSince: number | null;
}

/** How far behind hearing is, beside what waits. */
export interface HearingStatus extends InboxSummary {
  /** When Telegram told anything last; null: not since the start. Milliseconds since the epoch. */
  readonly lastHeardAt: number | null;
  /** What is being made up for, or has to be: channels by id, `common` for people and basic groups. */
  readonly catchingUp: readonly (number | 'common')[];
  /** Updates that have come and are not in the database yet. */
  readonly pending: number;
}
