import type { PeerId } from './peer.js';

/** What an account heard lately: what a simulation lives through again. No content, no names. */
export interface Recording {
  /** Milliseconds since the epoch. */
  readonly from: number;
  /** Milliseconds since the epoch. */
  readonly to: number;
  readonly heard: readonly RecordedMessage[];
}

export interface RecordedMessage {
  readonly peer: PeerId;
  /** Milliseconds since the epoch. */
  readonly at: number;
}
