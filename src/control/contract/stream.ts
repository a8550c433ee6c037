import type { LiveEvent } from '../../core/events.js';

/**
 * A live event with its place in the stream: whoever comes back says the last one that arrived. `missed` stands
 * for events that are not kept any more, or that a slow reader was spared: ask for the status again.
 */
export interface StreamedEvent {
  /** Opaque; unique to this daemon's run. */
  readonly id: string;
  readonly event: LiveEvent | { readonly type: 'missed'; readonly at: number };
}
