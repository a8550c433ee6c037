import type { WhyQuestion } from '../control/contract/why.js';
import type { FeedEvent } from './state/feed.js';

/** What "why?" asks of an event (of none: the newest message); undefined: it is about no message. */
export function questionOf(event: FeedEvent | undefined): WhyQuestion | undefined {
  switch (event?.type) {
    case undefined:
      return { about: 'last' };
    case 'intent':
      return { about: 'id', id: event.id };
    case 'heard':
    case 'takeover':
    case 'takeover-lifted':
      return { about: 'peer', who: String(event.peer) };
    case 'consent':
      return { about: 'peer', who: String(event.person) };
    default:
      return undefined;
  }
}
