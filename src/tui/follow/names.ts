import type { Control } from '../../control/contract/control.js';
import type { PeerId } from '../../core/peer.js';
import { knownZone } from '../moments.js';
import { visibleEntries } from '../state/feed.js';
import type { TerminalState } from '../state/state.js';
import type { Following } from './status.js';

/** Once the daemon is there, its time zone is known so soon; */
const SOON_MS = 200;
/** names are looked for so often at most, */
const EVERY_MS = 5_000;
/** among so many messages. */
const NEWEST = 50;
/** Only what may be on the screen is worth a question. */
const ROWS = 40;

/** Learns the account's time zone and what the chats of the events are called, until the signal aborts. */
export async function followNames({ control, clock, store, signal }: Following) {
  let zoneKnown = false;
  let lookedFor = 0;
  for (;;) {
    await clock.sleepUntil(clock.now() + (zoneKnown ? EVERY_MS : SOON_MS), signal);
    const { link, feed } = store.state();
    if (link.state !== 'there') continue;
    if (!zoneKnown) {
      const zone = await learnZone(control);
      if (zone) store.later({ type: 'zone', zone });
      zoneKnown = true;
    }
    // Who was not found is not looked for again until something new has happened.
    if (feed.nextNumber === lookedFor || !isSomebodyNameless(store.state())) continue;
    lookedFor = feed.nextNumber;
    const names = await learnNames(control);
    if (names.length > 0) store.later({ type: 'names', names });
  }
}

/** Undefined: nobody says, and the machine's own zone has to do. */
async function learnZone(control: Control): Promise<string | undefined> {
  try {
    const settings = await control.settings();
    const setting = settings.find(({ name }) => name === 'TIMEZONE');
    return setting && knownZone(setting.value);
  } catch {
    return undefined;
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
