import type { Outcome } from '../../core/outcome.js';
import type { PeerId } from '../../core/peer.js';
import type { FaultKind } from './faults.js';

/** One delivery that a client began: what the record shows of it beside the messages themselves. */
export interface Attempt {
  readonly at: number;
  readonly peer: PeerId;
  readonly randomIds: readonly bigint[];
  /** What went wrong on purpose. */
  fault?: FaultKind;
  /** What the client was told, and when; absent when it was called off or died meanwhile. */
  outcome?: Outcome;
  answeredAt?: number;
}
