import type { Peer } from './peer.js';

/** Something that stands in the way of posting, or soon may. */
export interface TargetProblem {
  /** Stable: `NOT_FOUND`, `NOT_A_MEMBER`, `NO_RIGHT`, `TOPIC_CLOSED`, `TOPIC_MISSING`, `PAID`, `SLOW_MODE`, … */
  readonly code: string;
  /** `error`: nothing can be sent there; `warning`: it can, but. */
  readonly level: 'error' | 'warning';
  readonly problem: string;
  readonly remedy: string;
}

/** What was found out about one configured group before anything is sent to it. */
export interface TargetReport {
  /** As the operator wrote it. */
  readonly written: string;
  readonly peer?: Peer;
  readonly topicId?: number;
  /** Nothing of level `error`. */
  readonly reachable: boolean;
  readonly problems: readonly TargetProblem[];
}
