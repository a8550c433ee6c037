import type { Row } from '../../src/core/database.js';
import type { IntentState } from '../../src/core/intent.js';

/** What the database holds of an intent. */
export interface StoredIntent extends Row {
  readonly state: IntentState;
  readonly rule: string | null;
  readonly reason: string | null;
  readonly next_at: number;
  readonly attempts: number;
  readonly random_ids: readonly bigint[];
  readonly settled_at: number | null;
  /** Of the ledger; null when nothing is booked. */
  readonly booked: 'reserved' | 'sent' | 'unknown' | null;
}

/** What the database holds of a restriction; times are milliseconds since the epoch. */
export interface StoredRestriction extends Row {
  readonly id: number;
  readonly scope: string;
  readonly peer_id: number | null;
  readonly content_kind: string | null;
  readonly budget: string | null;
  readonly code: string;
  readonly since: number;
  readonly until: number;
}
