import type { Clock } from '../../core/clock.js';
import type { PeerId } from '../../core/peer.js';
import { isAbort } from '../../lib/abort.js';
import { drawGap, drawOne, type Random } from '../../lib/seeded-random.js';
import type { VirtualWorld } from './world.js';

/** How lively a chat is. */
export interface Talk {
  readonly chat: PeerId;
  /** Who speaks. At least one. */
  readonly people: readonly PeerId[];
  /** Milliseconds between two messages in the busiest hour, on average. */
  readonly meanGapMs: number;
  /** The busiest hour of the day, UTC; twelve hours from it almost nobody speaks. */
  readonly busiestHour: number;
}

const PHRASES = [
  'Günaydın!',
  'Anybody here?',
  'Thanks, that helped.',
  'Is the meeting still at six?',
  'Look at this.',
  'Tamam 👍',
  'I would wait until Monday.',
  'Who has the list?',
];

/** Lets people talk in one chat until the signal aborts: the same talk for the same source. */
export async function talk(
  clock: Clock,
  world: VirtualWorld,
  { chat, people, meanGapMs, busiestHour }: Talk,
  random: Random,
  signal: AbortSignal,
): Promise<void> {
  try {
    for (;;) {
      await clock.sleepUntil(clock.now() + drawGap(random, meanGapMs), signal);
      const speaks = random() < liveliness(clock.now(), busiestHour);
      if (speaks) world.say(chat, drawOne(random, people), drawOne(random, PHRASES));
    }
  } catch (error) {
    if (!isAbort(error, signal)) throw error;
  }
}

/** From 0.05 in the quietest hour of the day to 1 in the busiest. */
export function liveliness(atMs: number, busiestHour: number): number {
  const hour = (atMs / 3_600_000) % 24;
  return 0.525 + 0.475 * Math.cos(((hour - busiestHour) / 12) * Math.PI);
}
