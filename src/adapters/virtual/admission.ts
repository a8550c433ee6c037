import type { Clock } from '../../core/clock.js';
import type { Delivery } from '../../core/messenger.js';
import type { PeerId } from '../../core/peer.js';
import type { VirtualChat, VirtualMessage } from './chat.js';
import { contentObjection } from './content-rules.js';
import type { RpcError } from './error-outcome.js';
import { personObjection } from './people-rules.js';

/** What the rules look at. */
export interface Surveyed {
  readonly selfId: PeerId;
  chat(id: PeerId): VirtualChat | undefined;
  messages(chat: PeerId): readonly VirtualMessage[];
  message(chat: PeerId, id: number): VirtualMessage | undefined;
}

/** What Telegram lets the account write, and where. */
export class Admission {
  /** The account is held back from writing to people who never wrote to it. */
  spamLimited = false;
  readonly #clock: Clock;
  readonly #world: Surveyed;
  readonly #barred = new Set<PeerId>();
  #floodUntil = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, world: Surveyed) {
    this.#clock = clock;
    this.#world = world;
  }

  /** From now on the account may not write there. */
  bar(chat: PeerId): void {
    this.#barred.add(chat);
  }

  /** Until then every message of the account is answered with a flood wait. */
  flood(untilMs: number): void {
    this.#floodUntil = Math.max(this.#floodUntil, untilMs);
  }

  /** What a message of the account is answered instead of being accepted. */
  objection(delivery: Delivery): RpcError | undefined {
    const now = this.#clock.now();
    if (now < this.#floodUntil) {
      return { code: 420, text: `FLOOD_WAIT_${Math.ceil((this.#floodUntil - now) / 1_000)}` };
    }
    const { peer, replyTo } = delivery;
    const objection =
      this.writeBar(peer) ??
      this.#personBar(peer) ??
      contentObjection(this.#world.chat(peer), delivery);
    if (objection) return objection;
    if (replyTo !== undefined && !this.#world.message(peer, replyTo)) {
      return { code: 400, text: 'REPLY_MESSAGE_ID_INVALID' };
    }
    const slowUntil = this.slowModeUntil(peer);
    if (slowUntil === undefined) return undefined;
    return { code: 420, text: `SLOWMODE_WAIT_${Math.ceil((slowUntil - now) / 1_000)}` };
  }

  /** Why the account may not write in a chat at all; undefined when it may. */
  writeBar(id: PeerId): RpcError | undefined {
    const chat = this.#world.chat(id);
    if (!chat) return { code: 400, text: 'PEER_ID_INVALID' };
    if (chat.member === false && !this.#takesGuests(chat)) {
      if (chat.discusses !== undefined) return { code: 403, text: 'CHAT_GUEST_SEND_FORBIDDEN' };
      const text = chat.username ? 'CHAT_GUEST_SEND_FORBIDDEN' : 'CHANNEL_PRIVATE';
      return { code: chat.username ? 403 : 406, text };
    }
    if (chat.paidMessageStars) {
      return { code: 403, text: `ALLOW_PAYMENT_REQUIRED_${chat.paidMessageStars}` };
    }
    if (this.#barred.has(id)) return { code: 400, text: 'USER_BANNED_IN_CHANNEL' };
    if (chat.canSendText === false && chat.canSendMedia === false) {
      return { code: 403, text: 'CHAT_WRITE_FORBIDDEN' };
    }
    return undefined;
  }

  /** Until when slow mode holds the account in a chat; undefined when it doesn't. */
  slowModeUntil(id: PeerId): number | undefined {
    const seconds = this.#world.chat(id)?.slowModeSeconds ?? 0;
    if (seconds === 0) return undefined;
    const last = this.#world.messages(id).findLast((message) => message.own);
    if (!last) return undefined;
    const until = last.arrivedAt + seconds * 1_000;
    return until > this.#clock.now() ? until : undefined;
  }

  /** Under the posts of a channel that the account sees, it may comment without being in the group. */
  #takesGuests({ discusses, joinToSend }: VirtualChat): boolean {
    const channel = discusses === undefined ? undefined : this.#world.chat(discusses);
    if (!channel || joinToSend) return false;
    return channel.member !== false || channel.username !== undefined;
  }

  #personBar(id: PeerId): RpcError | undefined {
    const person = this.#world.chat(id);
    if (person?.kind !== 'user' || id === this.#world.selfId) return undefined;
    const wrote = this.#world.messages(id).some(({ own }) => !own);
    return personObjection(person, { wrote, spamLimited: this.spamLimited });
  }
}
