import type { Queryable } from './database.js';
import type { Incoming } from './incoming.js';

/**
 * Something that must be known as soon as it was heard: written in the very transaction that says so, before
 * any handler and before anything queued can go out.
 */
export interface IntakeStep {
  /**
   * @param fresh what was not known before, in the order in which it was heard
   * @returns what is to be told once it is committed
   */
  take(tx: Queryable, fresh: readonly Incoming[]): Promise<() => void>;
}
