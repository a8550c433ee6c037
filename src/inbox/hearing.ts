import type { Clock } from '../core/clock.js';
import type { Database } from '../core/database.js';
import type { EventBus } from '../core/events.js';
import type { IncomingMessage } from '../core/incoming.js';
import type { Logger } from '../core/logger.js';
import type { ConnectionState, Messenger } from '../core/messenger.js';
import type { PeerId } from '../core/peer.js';
import { isAbort } from '../lib/abort.js';
import { backoffMs } from '../lib/backoff.js';
import { Bell } from '../lib/bell.js';
import { type ChatNote, forgetActivity, recordNotes } from './chat-notes.js';

/** How many of a chat's newest messages a refresh reads: the most that one call gives. */
const REFRESH_MESSAGES = 100;
/** Notes kept while the database is away; beyond it the oldest go, which a refresh makes up for. */
const MOST_NOTES = 50_000;
const KEEP_ACTIVITY_MS = 8 * 24 * 3_600_000;
const HOUR_MS = 3_600_000;
const BACKOFF = { firstMs: 1000, longestMs: 60_000 };

/** What the hearing stands on. */
export interface HearingDependencies {
  readonly account: string;
  readonly messenger: Messenger;
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly events: EventBus;
  /** Somebody else spoke in the chat, and the database knows it: what waited for that may go on. */
  readonly onSpoke: (peer: PeerId) => void;
}

/** Remembers who spoke last in each chat, and how lively it is. */
export interface Hearing {
  /**
   * Listens until the signal aborts; resolves when all that was heard is written (or could not be, in a
   * last attempt). Start it before the messenger connects.
   */
  run(signal: AbortSignal): Promise<void>;
  /**
   * Reads a chat's newest messages, so that what was said while nobody listened counts too; resolves when
   * it is written. The chat is read again after each reconnect.
   * @throws what `Messenger.history` or the database throws
   */
  refresh(peer: PeerId, signal: AbortSignal): Promise<void>;
}

/** Makes the account's hearing; one for each messenger. */
export function createHearing(dependencies: HearingDependencies): Hearing {
  return new ChatHearing(dependencies);
}

class ChatHearing implements Hearing {
  readonly #with: HearingDependencies;
  #notes: ChatNote[] = [];
  readonly #heard = new Bell();
  /** Writes one after the other: each compares with what the one before has left. */
  #lastWrite: Promise<unknown> = Promise.resolve();
  #forgottenAt = 0;
  readonly #refreshed = new Set<PeerId>();
  readonly #stale = new Set<PeerId>();
  readonly #reconnected = new Bell();

  constructor(dependencies: HearingDependencies) {
    this.#with = dependencies;
  }

  async run(signal: AbortSignal): Promise<void> {
    const { messenger, clock, logger } = this.#with;
    const stopHearing = messenger.onIncoming((incoming) => this.#hear(incoming));
    const stopWatching = messenger.onConnection((state) => this.#onConnection(state));
    const catchingUp = this.#catchUp(signal);
    try {
      for (let failures = 0; !signal.aborted; ) {
        if (failures === 0) await this.#heard.waitUntil(clock, Number.POSITIVE_INFINITY, signal);
        else await clock.sleepUntil(clock.now() + backoffMs(failures, BACKOFF), signal);
        failures = (await this.#flush()) ? 0 : failures + 1;
      }
    } catch (error) {
      if (!isAbort(error, signal)) throw error;
    } finally {
      stopHearing();
      stopWatching();
      await catchingUp;
      if (!(await this.#flush())) logger.warn('what was heard last could not be written');
    }
  }

  async refresh(peer: PeerId, signal: AbortSignal): Promise<void> {
    const options = { limit: REFRESH_MESSAGES };
    const history = await this.#with.messenger.history(peer, options, signal);
    this.#refreshed.add(peer);
    if (history.length === 0) return;
    await this.#write(history.map(({ id, at, own }) => ({ peer, messageId: id, at, own })));
  }

  #hear({ peer, messageId, at, own, text }: IncomingMessage): void {
    this.#notes.push({ peer, messageId, at, own });
    this.#with.events.publish({ type: 'heard', at: this.#with.clock.now(), peer, own, text });
    this.#heard.ring();
  }

  /** Writes what is waiting, in one go; false, and keeps it, when the database is away. */
  async #flush(): Promise<boolean> {
    const notes = this.#notes;
    this.#notes = [];
    if (notes.length === 0) return true;
    try {
      await this.#write(notes);
      return true;
    } catch (error) {
      this.#notes = [...notes, ...this.#notes].slice(-MOST_NOTES);
      this.#with.logger.warn('what was heard could not be written; trying again', { error });
      return false;
    }
  }

  async #write(notes: readonly ChatNote[]): Promise<void> {
    const { database, account, onSpoke } = this.#with;
    const write = this.#lastWrite.then(() =>
      database.transaction((tx) => recordNotes(tx, account, notes)),
    );
    this.#lastWrite = write.catch(() => {});
    for (const peer of await write) onSpoke(peer);
    await this.#forget();
  }

  async #forget(): Promise<void> {
    const { database, account, clock } = this.#with;
    if (clock.now() < this.#forgottenAt + HOUR_MS) return;
    this.#forgottenAt = clock.now();
    await forgetActivity(database, account, clock.now() - KEEP_ACTIVITY_MS);
  }

  #onConnection(state: ConnectionState): void {
    if (state !== 'online') return;
    for (const peer of this.#refreshed) this.#stale.add(peer);
    this.#reconnected.ring();
  }

  /** After a reconnect, reads again each chat that was read before, until that has worked. */
  async #catchUp(signal: AbortSignal): Promise<void> {
    const { clock, logger } = this.#with;
    for (let failures = 0; !signal.aborted; ) {
      const waitMs = failures === 0 ? Number.POSITIVE_INFINITY : backoffMs(failures, BACKOFF);
      try {
        if (this.#stale.size === 0 || failures > 0) {
          await this.#reconnected.waitUntil(clock, clock.now() + waitMs, signal);
        }
        for (const peer of this.#stale) {
          await this.refresh(peer, signal);
          this.#stale.delete(peer);
        }
        failures = 0;
      } catch (error) {
        if (isAbort(error, signal) || signal.aborted) return;
        failures++;
        logger.warn('a chat could not be read again after the reconnect', { error });
      }
    }
  }
}
