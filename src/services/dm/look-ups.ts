import type { Clock } from '../../core/clock.js';
import type { Database } from '../../core/database.js';
import type { Messenger, Resolution } from '../../core/messenger.js';
import type { Granted, People } from '../../core/people.js';
import type { Limits } from '../../core/settings.js';
import { localClock, startOfLocalDay, startOfNextLocalDay } from '../../lib/local-time.js';
import { mayBegin } from './beginnings.js';
import {
  endLookUp,
  lookedUpSince,
  nextContact,
  nextContactAt,
  stillWaits,
  type WaitingContact,
} from './contact-rows.js';
import { nobodyToTalkWith } from './turn.js';
import { isUnreachable } from './unreachable.js';

/** What looking people up stands on. */
export interface LookUpDependencies {
  readonly account: string;
  readonly clock: Clock;
  readonly database: Database;
  readonly messenger: Pick<Messenger, 'resolve' | 'self'>;
  readonly people: Pick<People, 'grant'>;
  readonly limits: () => Limits;
  /** How often it looks for new contacts, in milliseconds. @default 10 minutes */
  readonly pollMs?: number;
  /** Somebody was found: a conversation is planned. */
  readonly onFound: () => void;
}

/** Looking up strangers in numbers is what gets accounts limited: one, then a pause. */
const PAUSE_MS = 3 * 60_000;
/** While there is no room for a conversation it looks again so often. */
const IDLE_MS = 10 * 60_000;
/** Of those who are looked up, some are nobody: so many look-ups a day for each conversation. */
const LOOK_UPS_PER_CONVERSATION = 2;

/**
 * Looks up, one at a time and in the order of import, the people of imported lists who are known by username
 * only: not before a conversation with them could begin. Runs until the signal aborts.
 * @throws what the database throws, and the signal's reason
 */
export async function lookUpContacts(
  dependencies: LookUpDependencies,
  signal: AbortSignal,
): Promise<void> {
  const { clock } = dependencies;
  while (!signal.aborted) {
    const next = await lookUpNext(dependencies, signal);
    await clock.sleepUntil(next, signal);
  }
}

/** @returns when to look again; milliseconds since the epoch */
async function lookUpNext(dependencies: LookUpDependencies, signal: AbortSignal): Promise<number> {
  const { account, clock, database, messenger, pollMs = IDLE_MS } = dependencies;
  const now = clock.now();
  const contact = await nextContact(database, account, now);
  if (!contact) {
    return Math.min(now + pollMs, await nextContactAt(database, account));
  }
  const limits = dependencies.limits();
  const wall = localClock(limits.timeZone);
  const most = LOOK_UPS_PER_CONVERSATION * limits.people.newConversationsPerDay;
  const done = await lookedUpSince(database, account, startOfLocalDay(wall, now));
  if (done >= most) return startOfNextLocalDay(wall, now);
  if (!(await mayBegin(database, account, limits, now))) return now + IDLE_MS;
  const ref = { by: 'username', username: contact.username } as const;
  try {
    return await settle(dependencies, contact, await messenger.resolve(ref, signal));
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    return clock.now() + PAUSE_MS;
  }
}

async function settle(
  dependencies: LookUpDependencies,
  contact: WaitingContact,
  resolution: Resolution,
): Promise<number> {
  const { clock, database, messenger, people, onFound } = dependencies;
  const now = clock.now();
  const pauseUntil = now + PAUSE_MS;
  const refused = (reason: string) => ({ state: 'refused', nextAt: now, reason }) as const;
  if (resolution.status === 'wait') {
    const nextAt = Math.max(pauseUntil, now + resolution.waitMs);
    const reason = `the name can't be looked up now: ${resolution.code}`;
    await endLookUp(database, contact.id, { state: 'waiting', nextAt, reason });
    // Telegram asks to wait with all look-ups, not with this one only.
    return nextAt;
  }
  if (resolution.status === 'not-found') {
    await endLookUp(database, contact.id, refused(resolution.reason));
    return pauseUntil;
  }
  const { peer } = resolution;
  const stranger = nobodyToTalkWith(peer, messenger.self.id);
  const granted = await database.transaction(async (tx) => {
    // The operator may have written down a refusal, or erased the contact, in the meantime.
    if (!(await stillWaits(tx, contact.id))) return false;
    const result =
      stranger === undefined ? await people.grant(tx, grantOf(contact, peer.id)) : undefined;
    const reason = stranger ?? REASONS[result ?? 'granted'];
    const end = reason === undefined ? ({ state: 'found', nextAt: now } as const) : refused(reason);
    await endLookUp(tx, contact.id, end);
    return result === 'granted';
  });
  if (granted) onFound();
  return pauseUntil;
}

const REASONS: Readonly<Record<Granted, string | undefined>> = {
  granted: undefined,
  known: undefined,
  refused: 'the person does not want to be written to',
};

function grantOf({ source, consentedAt, language }: WaitingContact, person: number) {
  return {
    ...{ person, basis: 'imported' as const, source, at: consentedAt },
    ...(language !== undefined && { language }),
  };
}
