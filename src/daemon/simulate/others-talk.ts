import type { Change, VirtualWorld } from '../../adapters/virtual/world.js';
import type { Clock } from '../../core/clock.js';
import type { PeerId } from '../../core/peer.js';
import { isAbort } from '../../lib/abort.js';
import { Bell } from '../../lib/bell.js';
import type { Utterance } from './traffic.js';

/** Somebody in a group, who is nobody in particular. */
const SOMEBODY: PeerId = 999_999_999;
/** What was said is not recorded, and says nothing that any rule knows. */
const WORDS = '…';
/** More messages that count than this are said a few minutes' worth at a time. */
const MOST_SINGLE = 3_000;
const TOGETHER_MS = 5 * 60_000;

/**
 * Lets others say what was recorded, each at its time, until the signal aborts. Where only who spoke last counts, only
 * the first after the account's own is said: the others would change nothing. Of very lively chats the messages of five
 * minutes come at once, as the last of them.
 * @param said in order of time
 * @param counts in which chats each message counts
 */
export async function othersTalk(
  clock: Clock,
  world: VirtualWorld,
  said: readonly Utterance[],
  counts: (peer: PeerId) => boolean,
  signal: AbortSignal,
): Promise<void> {
  const talk = new Talk(clock, world, said, counts);
  const unhear = world.onChange((change) => talk.hear(change));
  try {
    for (;;) await talk.turn(signal);
  } catch (error) {
    if (!isAbort(error, signal)) throw error;
  } finally {
    unhear();
  }
}

interface Chat {
  readonly times: number[];
  readonly counts: boolean;
  /** Index of the next one. */
  next: number;
  /** The account may have spoken last: somebody's word may set it free. */
  waiting: boolean;
}

class Talk {
  readonly #clock: Clock;
  readonly #world: VirtualWorld;
  readonly #chats = new Map<PeerId, Chat>();
  readonly #togetherMs: number;
  readonly #bell = new Bell();

  constructor(
    clock: Clock,
    world: VirtualWorld,
    said: readonly Utterance[],
    counts: (peer: PeerId) => boolean,
  ) {
    this.#clock = clock;
    this.#world = world;
    const counted = said.filter(({ peer }) => counts(peer)).length;
    this.#togetherMs = counted > MOST_SINGLE ? TOGETHER_MS : 1;
    for (const { peer, at } of said) {
      const unknown = { times: [], counts: counts(peer), next: 0, waiting: true };
      const chat = this.#chats.get(peer) ?? unknown;
      chat.times.push(at);
      this.#chats.set(peer, chat);
    }
  }

  /** Somebody spoke. */
  hear({ entry }: Change): void {
    const chat = this.#chats.get(entry.chat);
    if (!chat || entry.kind !== 'message') return;
    chat.waiting = this.#world.message(entry.chat, entry.messageId)?.own ?? false;
    if (!chat.waiting) return;
    // What was left out meanwhile was said before.
    if (!chat.counts) while (timeOf(chat) <= this.#clock.now()) chat.next++;
    this.#bell.ring();
  }

  /** Says what is due, and waits for what is next. */
  async turn(signal: AbortSignal): Promise<void> {
    const now = this.#clock.now();
    for (const [peer, chat] of this.#chats) {
      if (this.#dueAt(chat) <= now) this.#say(peer, chat, now);
    }
    const next = Math.min(...[...this.#chats.values()].map((chat) => this.#dueAt(chat)));
    await this.#bell.waitUntil(this.#clock, next, signal);
  }

  #say(peer: PeerId, chat: Chat, now: number): void {
    for (; timeOf(chat) <= now; chat.next++) {
      if (!chat.counts && !chat.waiting) continue;
      this.#world.say(peer, peer > 0 ? peer : SOMEBODY, WORDS);
    }
  }

  #dueAt(chat: Chat): number {
    const at = timeOf(chat);
    if (chat.waiting) return at;
    if (!chat.counts) return Number.POSITIVE_INFINITY;
    return (Math.floor(at / this.#togetherMs) + 1) * this.#togetherMs - 1;
  }
}

function timeOf({ times, next }: Chat): number {
  return times[next] ?? Number.POSITIVE_INFINITY;
}
