import type { Control } from '../../control/contract/control.js';
import type { PeerId } from '../../core/peer.js';
import { visibleEntries } from '../state/feed.js';
import type { TerminalState } from '../state/state.js';
import type { Following } from './status.js';

/** Names are looked for so often at most, */
const EVERY_MS = 5_000;
/** among so many messages. */
const NEWEST = 50;
/** Only what may be on the screen is worth a question. */
const ROWS = 40;

/** Learns what the chats of the events are called, until the signal aborts. */
export async function followNames({ control, clock, store, signal }: Following) {
  let lookedFor = 0;
  for (;;) {
    await clock.sleepUntil(clock.now() + EVERY_MS, signal);
    const { link, feed } = store.state();
    if (link.state !== 'there') continue;
    // Who was not found is not looked for again until something new has happened.
    if (feed.nextNumber === lookedFor || !isSomebodyNameless(store.state())) continue;
    lookedFor = feed.nextNumber;
    const names = await learnNames(control);
    if (names.length > 0) store.later({ type: 'names', names });
  }
}

/** Empty when the daemon cannot say now: numbers do as well. */
async function learnNames(control: Control): Promise<readonly (readonly [PeerId, string])[]> {
  try {
    const sent = await control.sent(NEWEST);
    return sent.flatMap(({ peer, name }) => (name === '' ? [] : [[peer, name] as const]));
  } catch {
    return [];
  }
}

function isSomebodyNameless({ feed, names }: TerminalState): boolean {
  return visibleEntries(feed, ROWS).some(
    ({ event }) => 'peer' in event && event.peer !== undefined && !names.has(event.peer),
  );
}
