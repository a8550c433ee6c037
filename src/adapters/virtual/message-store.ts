import type { PeerId } from '../../core/peer.js';
import type { VirtualMessage } from './chat.js';

/** The ids before it are those of messages from before the world began. */
const FIRST_ID = 101;

/** All that was ever said, chat by chat, and the counts that give messages their ids. */
export class MessageStore {
  readonly #messages = new Map<PeerId, VirtualMessage[]>();
  readonly #counts = new Map<PeerId, number>();

  /** The messages of a chat, oldest first; what was deleted too. */
  of(chat: PeerId): readonly VirtualMessage[] {
    return this.#messages.get(chat) ?? [];
  }

  /** A message that is still there. */
  find(chat: PeerId, id: number): VirtualMessage | undefined {
    const message = this.of(chat).findLast((candidate) => candidate.id <= id);
    return message?.id === id && message.deletedAt === undefined ? message : undefined;
  }

  /** The newest id in a box. */
  lastId(box: PeerId): number {
    return this.#counts.get(box) ?? FIRST_ID - 1;
  }

  /** Keeps a message under the next id of its box. */
  add(box: PeerId, draft: Omit<VirtualMessage, 'id'>): VirtualMessage {
    const id = this.lastId(box) + 1;
    this.#counts.set(box, id);
    const message = { ...draft, id };
    const all = this.#messages.get(draft.chat);
    if (all) all.push(message);
    else this.#messages.set(draft.chat, [message]);
    return message;
  }

  /** Changes a message that is still there; false when it is not. */
  amend(chat: PeerId, id: number, change: Partial<VirtualMessage>): boolean {
    const message = this.find(chat, id);
    const all = this.#messages.get(chat);
    if (!message || !all) return false;
    all[all.lastIndexOf(message)] = { ...message, ...change };
    return true;
  }
}
