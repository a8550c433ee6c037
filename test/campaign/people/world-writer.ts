import type { MessageTraits } from '../../../src/adapters/virtual/chat.js';
import type { VirtualWorld } from '../../../src/adapters/virtual/world.js';
import type { Clock } from '../../../src/core/clock.js';
import type { PeerId } from '../../../src/core/peer.js';
import { SELF } from './population.js';
import type { Meaning, Retraction, Spoken } from './story.js';
import type { Witness } from './witness.js';

/** Lets people speak in the virtual world, and remembers what they meant. */
export class WorldWriter {
  readonly world: VirtualWorld;
  readonly #clock: Clock;
  readonly #meanings = new Map<string, Meaning>();
  readonly #retractions: Omit<Retraction, 'heardAt'>[] = [];

  constructor(world: VirtualWorld, clock: Clock) {
    this.world = world;
    this.#clock = clock;
  }

  /** A person says something, in private or in a group. */
  says(
    chat: PeerId,
    sender: PeerId,
    text: string,
    meaning: Meaning,
    traits: MessageTraits = {},
  ): void {
    const { id } = this.world.say(chat, sender, text, traits);
    this.#meanings.set(`${chat}:${id}`, meaning);
  }

  /** The operator writes by hand, on another device. */
  operatorSays(chat: PeerId, text: string): void {
    this.world.say(chat, SELF.id, text);
  }

  /** A message of a person says an opt-out word from now on. */
  retract(chat: PeerId, id: number, text: string): void {
    const message = this.world.message(chat, id);
    if (!message || message.own || this.#meanings.get(`${chat}:${id}`) === 'opt-out') return;
    this.world.edit(chat, id, text);
    const { senderId, mentioned } = message;
    const editedAt = this.#clock.now();
    this.#retractions.push({ chat, id, senderId, editedAt, ...(mentioned && { mentioned }) });
  }

  /** All that was said, with what was meant and when it was heard. */
  spoken(witness: Witness): Spoken[] {
    return this.world.chats.flatMap(({ id: chat }) =>
      this.world.messages(chat).map((message): Spoken => {
        const { id, arrivedAt, senderId, own, text, replyToId, mentioned, randomId } = message;
        const meaning = this.#meanings.get(`${chat}:${id}`);
        const heardAt = witness.heardAt(chat, id);
        return {
          ...{ chat, id, arrivedAt, senderId, own, text },
          ...(replyToId !== undefined && { replyToId }),
          ...(mentioned && { mentioned }),
          ...(randomId !== undefined && { randomId }),
          ...(meaning && { meaning }),
          ...(heardAt !== undefined && { heardAt }),
        };
      }),
    );
  }

  retractions(witness: Witness): Retraction[] {
    return this.#retractions.map((one) => {
      const heardAt = witness.editHeardAt(one.chat, one.id, one.editedAt);
      return { ...one, ...(heardAt !== undefined && { heardAt }) };
    });
  }
}
