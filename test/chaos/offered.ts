import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PeerId } from '../../src/core/peer.js';
import { systemClock } from '../../src/lib/system-clock.js';
import { membership } from '../../src/sandbox/world/access.js';
import type { Change } from '../../src/sandbox/world/apply.js';
import { build } from '../../src/sandbox/world/build.js';
import { Journal } from '../../src/sandbox/world/journal.js';
import { peerFor } from '../../src/sandbox/world/message.js';
import { isChannelPeer } from '../../src/sandbox/world/peer-id.js';
import { defaultRules } from '../../src/sandbox/world/rules.js';
import { World } from '../../src/sandbox/world/world.js';

/** A message that somebody else said where the account listens, and what became of it. */
export interface OfferedMessage {
  readonly peer: PeerId;
  /** As the account counts. */
  readonly id: number;
  /** What it said, the newest last. */
  readonly texts: readonly string[];
  readonly albumId?: string;
  readonly deleted: boolean;
  /** Said before the daemon knew where its sequences stand: it may be heard, but need not. */
  readonly early: boolean;
}

/** A message of the account itself, in the world. */
export interface ArrivedMessage {
  readonly randomId: string;
  readonly text: string;
}

/** What a world held for one account: the truth that daemons are judged by. */
export interface WorldRecord {
  readonly offered: readonly OfferedMessage[];
  readonly arrived: readonly ArrivedMessage[];
}

interface Noted {
  readonly peer: PeerId;
  readonly id: number;
  readonly texts: string[];
  readonly albumId?: string;
  readonly early: boolean;
  deleted: boolean;
}

/**
 * Message ids count up in each channel and supergroup, and through all people and basic groups together.
 * @returns what names a message among all that the account can see
 */
export const messageKey = (peer: PeerId | undefined, id: number): string =>
  `${peer !== undefined && isChannelPeer(peer) ? peer : 0}:${id}`;

/** Writes down what is offered to an account, from the world's own changes. */
export class OfferedNotes {
  readonly #world: World;
  readonly #accountId: number;
  readonly #messages = new Map<string, Noted>();
  /** Until it is set, what is said is early. */
  counting = false;

  constructor(world: World, accountId: number) {
    this.#world = world;
    this.#accountId = accountId;
  }

  note(changes: readonly Change[]): void {
    for (const change of changes) {
      if (change.kind !== 'log' || !this.#isHeard(change.box.owner)) continue;
      const { entry, box } = change;
      if (entry.kind === 'delete') this.#noteDeleted(box.owner, entry.ids);
      if (entry.kind !== 'new' && entry.kind !== 'edit') continue;
      const message = this.#world.state.message(box.numberOf(entry.id));
      if (!message || message.action || message.authorId === this.#accountId) continue;
      const { text, groupedId } = message;
      const known = this.#messages.get(messageKey(box.owner, entry.id));
      known?.texts.push(text);
      if (entry.kind === 'edit') continue;
      this.#messages.set(messageKey(box.owner, entry.id), {
        peer: peerFor(message, this.#accountId),
        id: entry.id,
        texts: [text],
        ...(groupedId === undefined ? {} : { albumId: groupedId }),
        early: !this.counting,
        deleted: false,
      });
    }
  }

  get offered(): readonly OfferedMessage[] {
    return [...this.#messages.values()];
  }

  #isHeard(owner: PeerId): boolean {
    const { state } = this.#world;
    return owner === this.#accountId
      ? true
      : isChannelPeer(owner) && membership(state, owner, this.#accountId) !== undefined;
  }

  #noteDeleted(owner: PeerId, ids: readonly number[]): void {
    for (const id of ids) {
      const message = this.#messages.get(messageKey(owner, id));
      if (message) message.deleted = true;
    }
  }
}

/**
 * Reads the record of a world that is kept in a folder and not in use.
 * @param from the number of the world's first message that is not early
 */
export function recordOf(stateDir: string, accountId: number, from: number): WorldRecord {
  const { seed, scenario, madeAtMs } = JSON.parse(
    readFileSync(join(stateDir, 'world.json'), 'utf8'),
  );
  const world = new World({ clock: systemClock, rules: defaultRules, seed });
  build(world, scenario, madeAtMs);
  const notes = new OfferedNotes(world, accountId);
  world.watch((changes) => notes.note(changes));
  const journal = Journal.open(join(stateDir, 'journal.jsonl'), (fact) => {
    notes.counting ||= fact.is === 'said' && fact.message.number >= from;
    world.commit(fact);
  });
  journal.close();
  return { offered: notes.offered, arrived: arrivedIn(world, accountId) };
}

/** What the account itself has said. */
export function arrivedIn({ state }: World, accountId: number): ArrivedMessage[] {
  return state.messages
    .filter((message) => message.authorId === accountId && !message.action)
    .map(({ randomId, text }) => ({ randomId: randomId ?? 'none', text }));
}
