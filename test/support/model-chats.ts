import type { Clock } from '../../src/core/clock.js';
import type { Incoming, IncomingMessage } from '../../src/core/incoming.js';
import type { PeerId } from '../../src/core/peer.js';
import type { Dialog, Sequence, Update } from '../../src/core/updates.js';

/** One step of a sequence, as it happened. */
export interface ModelEvent {
  readonly sequence: Sequence;
  readonly pts: number;
  readonly count: number;
  readonly at: number;
  readonly incoming?: Incoming;
  /** A difference said "too long" over it: what is no message may never be told. */
  swallowed: boolean;
}

/** A sequence and what happened in it. */
export interface Box {
  readonly sequence: Sequence;
  readonly events: ModelEvent[];
  pts: number;
  nextId: number;
}

/**
 * People, groups and channels of one account in memory, and all that ever happened in them: one common box
 * for people and basic groups, one for each channel.
 */
export abstract class ModelChats {
  readonly #clock: Clock;
  protected readonly common: Box = { sequence: { of: 'pts' }, events: [], pts: 100, nextId: 1 };
  protected readonly channels = new Map<PeerId, Box>();
  protected readonly messages = new Map<PeerId, IncomingMessage[]>();

  /** @param channels which of the peers are channels or supergroups */
  constructor(clock: Clock, channels: readonly PeerId[]) {
    this.#clock = clock;
    for (const channel of channels) {
      const sequence: Sequence = { of: 'channel', channel };
      this.channels.set(channel, { sequence, events: [], pts: 500, nextId: 1 });
    }
  }

  /** All that happened, sequence by sequence. */
  get events(): readonly ModelEvent[] {
    return [this.common, ...this.channels.values()].flatMap(({ events }) => events);
  }

  /** Where the sequence that a chat belongs to stands. */
  ptsOf(peer: PeerId): number {
    return this.#boxOf(peer).pts;
  }

  /**
   * Somebody speaks.
   * @param facts what is to be special about the message
   * @param also what is told together with it
   */
  say(
    peer: PeerId,
    facts: Partial<IncomingMessage> = {},
    also: readonly Update[] = [],
  ): IncomingMessage {
    const box = this.#boxOf(peer);
    const messageId = box.nextId++;
    const at = Math.floor(this.#clock.now() / 1000) * 1000;
    const text = `message ${messageId} of ${peer}`;
    const message = { kind: 'message', peer, messageId, at, own: false, text, ...facts } as const;
    const said = this.messages.get(peer);
    if (said) said.push(message);
    else this.messages.set(peer, [message]);
    this.#happen(box, 1, message, also);
    return message;
  }

  /** The chat's newest message says something else. */
  edit(peer: PeerId): void {
    const last = this.messages.get(peer)?.at(-1);
    if (!last) return;
    const edit = { ...last, kind: 'edit', editedAt: this.#clock.now() } as const;
    this.#happen(this.#boxOf(peer), 1, edit);
  }

  /** The chat's two newest messages are said to be gone. */
  remove(peer: PeerId): void {
    const messageIds = (this.messages.get(peer) ?? []).slice(-2).map(({ messageId }) => messageId);
    if (messageIds.length === 0) return;
    const named = this.channels.has(peer) ? { peer } : {};
    const deletion = { kind: 'deletion', messageIds, ...named } as const;
    this.#happen(this.#boxOf(peer), messageIds.length, deletion);
  }

  /** Something that nobody listens for, like a chat that was read on another device. */
  stir(peer: PeerId): void {
    this.#happen(this.#boxOf(peer), 1);
  }

  /** The account is not in the channel any more. */
  leave(channel: PeerId): void {
    this.channels.delete(channel);
  }

  /** Tells the account, if the line lets it. */
  protected abstract send(updates: readonly Update[], at: number): void;

  /** The list of chats, those with the newest messages first. */
  protected listed(): Dialog[] {
    const dialogs = [...this.messages].flatMap(([peer, messages]): Dialog[] => {
      const last = messages.at(-1);
      if (!last) return [];
      const channel = this.channels.get(peer);
      const { messageId: topMessageId, at } = last;
      return [{ peer, topMessageId, at, ...(channel && { pts: channel.pts }) }];
    });
    return dialogs.sort((a, b) => b.at - a.at);
  }

  #boxOf(peer: PeerId): Box {
    return this.channels.get(peer) ?? this.common;
  }

  #happen(box: Box, count: number, incoming?: Incoming, also: readonly Update[] = []): void {
    box.pts += count;
    const { sequence, pts } = box;
    const at = this.#clock.now();
    const step = { sequence, pts, count, ...(incoming && { incoming }) };
    box.events.push({ ...step, at, swallowed: false });
    this.send([...also, { kind: 'sequenced', ...step }], at);
  }
}

/** The new messages among what happened. */
export function messagesOf(events: readonly ModelEvent[]): IncomingMessage[] {
  return events.flatMap(({ incoming }) => (incoming?.kind === 'message' ? [incoming] : []));
}

/** All else of it. */
export function updatesOf(events: readonly ModelEvent[]): Update[] {
  return events
    .filter(({ incoming }) => incoming?.kind !== 'message')
    .map(({ at: _, swallowed: __, ...step }) => ({ kind: 'sequenced', ...step }));
}
