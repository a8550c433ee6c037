import { setMaxListeners } from 'node:events';
import type { PeerId } from '../../core/peer.js';
import { isAbort } from '../../lib/abort.js';
import { drawGap, drawOne, type Random } from '../../lib/seeded-random.js';
import { isAdmin, memberIds } from '../world/access.js';
import type { Chat } from '../world/chat.js';
import type { Person } from '../world/person.js';
import { say } from '../world/say.js';
import { seededFor } from '../world/seeded.js';
import type { World } from '../world/world.js';
import { LINES } from './lines.js';

/** Messages an hour in a chat; 0 keeps it silent. */
export type Rates = (chat: Chat) => number;

/** One in so many lines answers the line before it. */
const ANSWERS = 0.25;

/**
 * Lets the simulated people talk, each chat at its own pace. The same seed gives the same lines at the
 * same moments, as long as nobody else speaks in between.
 * @returns how to make them stop; resolves when the last has finished.
 */
export function startTalk(world: World, rates: Rates): () => Promise<void> {
  const ending = new AbortController();
  // One sleeper for each chat listens to it.
  setMaxListeners(0, ending.signal);
  const talks = [...world.state.chats.values()]
    .filter((chat) => rates(chat) > 0)
    .map((chat) => talkIn(world, chat.peer, rates(chat), ending.signal));
  return async () => {
    ending.abort();
    await Promise.all(talks);
  };
}

async function talkIn(
  world: World,
  peer: PeerId,
  perHour: number,
  signal: AbortSignal,
): Promise<void> {
  const random = seededFor(world.seed, 'talk', peer);
  let atMs = world.now();
  try {
    for (;;) {
      atMs += drawGap(random, 3_600_000 / perHour);
      await world.clock.sleepUntil(atMs, signal);
      speak(world, peer, random);
    }
  } catch (error) {
    if (!isAbort(error, signal)) throw error;
  }
}

/** Somebody says something; what Telegram would refuse (slow mode, rights) stays unsaid. */
function speak(world: World, peer: PeerId, random: Random): void {
  const speakers = speakersOf(world, peer);
  if (speakers.length === 0) return;
  const from = drawOne(random, speakers);
  const text = drawOne(random, LINES[from.language]);
  const topics = [...world.state.topics(peer).values()].filter(({ closed }) => !closed);
  const topic = topics.length > 0 ? drawOne(random, topics).id : undefined;
  const lastId = world.state.box(peer).idsOf(peer).at(-1);
  const answers = random() < ANSWERS && topic === undefined && lastId !== undefined && lastId > 1;
  say(world, {
    from,
    peer,
    said: { text, entities: [] },
    ...(topic === undefined ? {} : { topId: topic }),
    ...(answers ? { replyToId: lastId } : {}),
  });
}

/** The simulated people who may speak here: in channels only their makers. */
function speakersOf({ state }: World, peer: PeerId): Person[] {
  const channel = state.chats.get(peer)?.kind === 'channel';
  return memberIds(state, peer).flatMap((id) => {
    const person = state.persons.get(id);
    if (!person || person.login || person.botToken !== undefined) return [];
    return !channel || isAdmin(state, peer, id) ? [person] : [];
  });
}
