import type { Clock } from '../core/clock.js';
import type { Database, Queryable } from '../core/database.js';
import { PostaciError } from '../core/errors.js';
import type { EventBus, LiveEvent } from '../core/events.js';
import type { Guard } from '../core/guard.js';
import type { Logger } from '../core/logger.js';
import type { Messenger } from '../core/messenger.js';
import type { Outcome } from '../core/outcome.js';
import type { PeerId } from '../core/peer.js';
import type { SpamBreakerSettings } from '../core/settings.js';
import { isAbort } from '../lib/abort.js';
import { Bell } from '../lib/bell.js';
import type { Attempt, Settlement } from './attempt.js';
import { LaneMemory } from './lane-memory.js';
import { perform } from './perform.js';
import { type Lane, nextDueAt } from './pick.js';
import { settle } from './settle.js';
import { askAllAnew, askPeersAnew, takeUp } from './take-up.js';
import { advisoryFence, claimNext, type Fence, type Turn } from './turn.js';

/** The account cannot go on without a person. */
export type HaltOutcome = Extract<Outcome, { status: 'halt' }>;

export interface SenderOptions {
  readonly database: Database;
  readonly account: string;
  /** @default the account's key: a user account has one lane */
  readonly lane?: string;
  readonly messenger: Pick<Messenger, 'connection' | 'onConnection' | 'deliver' | 'history'>;
  readonly guard: Guard;
  readonly clock: Clock;
  readonly events: Pick<EventBus, 'publish'>;
  readonly logger?: Logger;
  /** Throws in a claim's transaction when the account is no longer ours. @default an advisory lock */
  readonly fence?: Fence;
  /** The sender has stopped; its run resolves. */
  readonly onHalt: (outcome: HaltOutcome) => void;
  /** Asked anew for each error, so that it can be replaced at run time. @default S1's figures */
  readonly spamBreaker?: () => SpamBreakerSettings;
  /** The queue is looked at this often without being told, in milliseconds. @default 60_000 */
  readonly pollMs?: number;
  /** How long a send in flight may go on after the stop was asked for, in milliseconds. @default 15_000 */
  readonly graceMs?: number;
}

/** Sends what is due in one lane, one message at a time. */
export interface Sender {
  /**
   * Runs until the signal aborts; then the send in flight is finished, or recorded as in doubt, within
   * `graceMs`. May be run again afterwards.
   * @throws what the fence or the database throws; nothing is lost by it
   */
  run(signal: AbortSignal): Promise<void>;
  /** There is something new in the outbox. */
  kick(): void;
  /** Somebody spoke in the chat; call it after the commit that says so. */
  wakePeer(peer: PeerId): void;
  /** A pause, a restriction, the limits or the targets changed; call it after the commit. */
  wakeAll(): void;
}

const POLL_MS = 60_000;
const GRACE_MS = 15_000;

/** Makes a sender; nothing happens before `run`. One per lane. */
export function createSender(options: SenderOptions): Sender {
  return new LaneSender(options);
}

class LaneSender implements Sender {
  readonly #options: SenderOptions;
  readonly #lane: Lane;
  readonly #fence: Fence;
  readonly #memory = new LaneMemory();
  readonly #bell = new Bell();
  readonly #wokenPeers = new Set<PeerId>();
  #allWoken = false;
  /** What the network answered and the database does not know yet. */
  #settlement: Settlement | undefined;
  #turnAt = 0;
  #running = false;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#fence = options.fence ?? advisoryFence(options.account);
    this.#lane = { account: options.account, lane: options.lane ?? options.account };
  }

  kick(): void {
    this.#memory.noteNews();
    this.#bell.ring();
  }

  wakePeer(peer: PeerId): void {
    this.#wokenPeers.add(peer);
    if (this.#memory.isHeld(peer)) this.#bell.ring();
  }

  wakeAll(): void {
    this.#allWoken = true;
    this.#bell.ring();
  }

  async run(signal: AbortSignal): Promise<void> {
    if (this.#running) throw new Error('the sender runs already');
    this.#running = true;
    const unsubscribe = this.#options.messenger.onConnection(() => this.#bell.ring());
    try {
      await this.#start();
      await this.#loop(signal);
    } finally {
      unsubscribe();
      this.#running = false;
    }
  }

  async #start(): Promise<void> {
    const { database, clock } = this.#options;
    await this.#settleAlone();
    this.#memory.askAnew();
    await database.transaction(async (tx) => {
      await this.#fence(tx);
      await takeUp(tx, this.#lane, clock.now());
    });
  }

  async #loop(signal: AbortSignal): Promise<void> {
    for (;;) {
      const halt = haltOf(this.#settlement);
      const { attempt, idle } = await this.#turn(!signal.aborted && !halt);
      if (halt) {
        this.#options.onHalt(halt);
        return;
      }
      if (attempt) this.#settlement = await this.#perform(attempt, signal);
      else if (signal.aborted) return;
      else if (idle) await this.#rest(signal);
    }
  }

  /** Writes down what came of the last attempt and takes the next one, in one transaction. */
  async #turn(mayClaim: boolean): Promise<Turn> {
    const { database, clock, events, messenger } = this.#options;
    const claiming = mayClaim && messenger.connection === 'online';
    this.#turnAt = clock.now();
    if (!claiming && !this.#settlement) return { idle: true, events: [] };
    try {
      const turn = await database.transaction((tx) =>
        this.#settleAndClaim(tx, claiming, this.#turnAt),
      );
      this.#settlement = undefined;
      for (const event of turn.events) events.publish(event);
      return turn;
    } catch (error) {
      // What arrived is written down even if this process may not send any more.
      await this.#settleAlone().catch(() => undefined);
      if (!(error instanceof PostaciError && error.code === 'DATABASE_BUSY')) throw error;
      // Nothing was done, but the memory believes that it was: all are asked anew.
      this.#memory.askAnew();
      this.#allWoken = true;
      return { idle: false, events: [] };
    }
  }

  async #settleAndClaim(tx: Queryable, claiming: boolean, now: number): Promise<Turn> {
    if (claiming) await this.#fence(tx);
    const settled = await this.#settle(tx, now);
    if (!claiming) return { idle: true, events: settled };
    await this.#askAnew(tx, now);
    const { events, ...turn } = await claimNext(
      tx,
      this.#lane,
      this.#options.guard,
      this.#memory,
      now,
    );
    return { ...turn, events: [...settled, ...events] };
  }

  async #settle(tx: Queryable, now: number): Promise<readonly LiveEvent[]> {
    const settlement = this.#settlement;
    if (!settlement) return [];
    const { intent } = settlement;
    const events = await settle(tx, settlement, now, this.#options.spamBreaker?.());
    if (settlement.type === 'absent') this.#memory.noteParked(intent, settlement.decision);
    if (settlement.type === 'outcome') this.#memory.noteOutcome(intent, settlement.outcome, now);
    return events;
  }

  async #settleAlone(): Promise<void> {
    const { database, clock, events } = this.#options;
    if (!this.#settlement) return;
    const told = await database.transaction((tx) => this.#settle(tx, clock.now()));
    this.#settlement = undefined;
    for (const event of told) events.publish(event);
  }

  async #askAnew(tx: Queryable, now: number): Promise<void> {
    if (this.#allWoken) {
      await askAllAnew(tx, this.#lane, now);
      this.#memory.askAnew();
    } else {
      const held = [...this.#wokenPeers].filter((peer) => this.#memory.isHeld(peer));
      if (held.length > 0) await askPeersAnew(tx, this.#lane, held, now);
      if (held.length > 0) this.#memory.letGo(held);
    }
    this.#allWoken = false;
    this.#wokenPeers.clear();
  }

  /** After a stop was asked for, what is in flight has `graceMs` to end by itself. */
  async #perform(attempt: Attempt, signal: AbortSignal): Promise<Settlement> {
    const { clock, graceMs = GRACE_MS, database, messenger, logger } = this.#options;
    const cut = new AbortController();
    const done = new AbortController();
    const stopSoon = () => {
      clock.sleepUntil(clock.now() + graceMs, done.signal).then(
        () => cut.abort(signal.reason),
        () => undefined,
      );
    };
    if (signal.aborted) stopSoon();
    else signal.addEventListener('abort', stopSoon, { once: true });
    try {
      return await perform({ database, messenger, clock, logger }, attempt, cut.signal);
    } finally {
      signal.removeEventListener('abort', stopSoon);
      done.abort();
    }
  }

  /** Sleeps until something is due, a gate opens, somebody calls, or it is time to look again. */
  async #rest(signal: AbortSignal): Promise<void> {
    const { database, clock, pollMs = POLL_MS, messenger } = this.#options;
    const turnAt = this.#turnAt;
    let until = turnAt + pollMs;
    if (messenger.connection === 'online') {
      const { gates, restUntil } = this.#memory;
      const dueAt = await nextDueAt(database, this.#lane, turnAt);
      until = Math.min(until, dueAt, gates.nextOpening(turnAt));
      if (restUntil > turnAt) until = Math.min(turnAt + pollMs, restUntil);
    }
    if ([...this.#wokenPeers].some((peer) => this.#memory.isHeld(peer))) return;
    await this.#bell.waitUntil(clock, until, signal).catch((error: unknown) => {
      if (!isAbort(error, signal)) throw error;
    });
  }
}

function haltOf(settlement: Settlement | undefined): HaltOutcome | undefined {
  if (settlement?.type !== 'outcome') return undefined;
  return settlement.outcome.status === 'halt' ? settlement.outcome : undefined;
}
