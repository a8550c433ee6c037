import type { Clock } from '../../core/clock.js';
import type { Discussions } from '../../core/discussions.js';
import { PostaciError } from '../../core/errors.js';
import {
  type ChatAccess,
  type ConnectionState,
  type Delivery,
  type HistoryMessage,
  type Messenger,
  type Resolution,
  SEND_DEADLINE_MS,
  type Self,
} from '../../core/messenger.js';
import type { Outcome } from '../../core/outcome.js';
import type { PeerId, PeerRef } from '../../core/peer.js';
import type { Signals } from '../../core/signals.js';
import type { UpdateSource } from '../../core/updates.js';
import { seededRandom } from '../../lib/seeded-random.js';
import type { Attempt } from './attempt.js';
import { carry } from './carry.js';
import { VirtualDiscussions } from './discussions.js';
import { type FaultPlan, QueuedFaults } from './faults.js';
import { Line, NoAnswer } from './line.js';
import { accessTo, findPeer, pastMessages } from './lookup.js';
import type { VirtualMessengerOptions } from './messenger-options.js';
import { typist } from './typing.js';
import { VirtualUpdates } from './updates.js';
import type { VirtualWorld } from './world.js';

/**
 * A `Messenger` whose Telegram lives in the same process and whose time is the `Clock`'s: months of
 * posting pass in seconds. It passes the same contract suite as the real one.
 */
export class VirtualMessenger implements Messenger {
  readonly signals: Signals;
  readonly discussions: Discussions;
  readonly #clock: Clock;
  readonly #world: VirtualWorld;
  readonly #updates: VirtualUpdates;
  readonly #line: Line;
  readonly #options: VirtualMessengerOptions;
  readonly #deadlineMs: number;
  readonly #faults: FaultPlan;
  readonly #states = new Set<(state: ConnectionState) => void>();
  #state: ConnectionState = 'offline';
  /** From `connect` to `disconnect`. */
  #life: AbortController | undefined;

  constructor(clock: Clock, world: VirtualWorld, options: VirtualMessengerOptions) {
    this.#clock = clock;
    this.#world = world;
    this.#options = options;
    this.#deadlineMs = options.deadlineMs ?? SEND_DEADLINE_MS;
    const latency = options.latency ?? { lowestMs: 40, highestMs: 400 };
    this.#line = new Line(clock, options.random ?? seededRandom(1), latency);
    this.#faults = options.faults ?? new QueuedFaults();
    this.signals = typist({
      world,
      line: this.#line,
      faults: options.typingFaults,
      online: () => this.#state === 'online',
    });
    this.discussions = new VirtualDiscussions({
      world,
      ask: (question, signal) => this.#ask(question, signal),
      faults: options.discussionFaults ?? new QueuedFaults(),
    });
    this.#updates = new VirtualUpdates({
      clock,
      world,
      logger: options.logger,
      ask: (question, signal) => this.#ask(question, signal),
      pushFaults: options.pushFaults ?? new QueuedFaults(),
      questionFaults: options.questionFaults ?? new QueuedFaults(),
    });
  }

  get self(): Self {
    return this.#world.self;
  }

  get updates(): UpdateSource {
    return this.#updates;
  }

  /** It never stops by itself: an ended session shows at the next call. */
  get ended(): undefined {
    return undefined;
  }

  get connection(): ConnectionState {
    return this.#state;
  }

  async connect(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#life) return;
    const life = new AbortController();
    this.#life = life;
    this.#become('connecting');
    try {
      const answer = await this.#line.answer(this.#roundTrip(), this.#deadlineMs, signal);
      if (answer instanceof NoAnswer) throw unreachable(answer.code);
      if (this.#world.sessionEnded) throw loggedOut();
    } catch (error) {
      await this.disconnect();
      throw error;
    }
    if (this.#life !== life) return;
    this.#updates.open();
    this.#become('online');
  }

  async disconnect(): Promise<void> {
    if (this.#life) {
      this.#life.abort();
      this.#life = undefined;
      this.#updates.close();
      this.#line.break();
    }
    this.#become('stopped');
  }

  async deliver(delivery: Delivery, signal: AbortSignal): Promise<Outcome> {
    signal.throwIfAborted();
    const { peer, randomIds } = delivery;
    const attempt: Attempt = { at: this.#clock.now(), peer, randomIds };
    this.#world.attempts.push(attempt);
    const outcome = await this.#outcome(delivery, attempt, signal);
    attempt.outcome = outcome;
    attempt.answeredAt = this.#clock.now();
    return outcome;
  }

  /** It keeps nobody in mind but the world. */
  async forget(): Promise<void> {}

  async resolve(ref: PeerRef, signal: AbortSignal): Promise<Resolution> {
    return this.#ask(() => findPeer(this.#world, ref), signal);
  }

  async inspect(peer: PeerId, signal: AbortSignal): Promise<ChatAccess> {
    return this.#ask(() => accessTo(this.#world, peer), signal);
  }

  async history(
    peer: PeerId,
    options: { readonly limit: number; readonly topicId?: number; readonly beforeId?: number },
    signal: AbortSignal,
  ): Promise<readonly HistoryMessage[]> {
    return this.#ask(() => pastMessages(this.#world, peer, options), signal);
  }

  onConnection(handler: (state: ConnectionState) => void): () => void {
    this.#states.add(handler);
    return () => this.#states.delete(handler);
  }

  /** The line breaks; the client notices at once and comes back by itself. */
  breakLine(): void {
    const life = this.#life;
    if (!life || this.#state !== 'online') return;
    this.#updates.close();
    this.#become('offline');
    this.#line.break();
    const back = this.#clock.now() + (this.#options.reconnectMs ?? 2_000);
    this.#clock.sleepUntil(back, life.signal).then(
      () => {
        this.#become('connecting');
        this.#updates.open();
        this.#become('online');
      },
      () => undefined, // disconnected meanwhile
    );
  }

  async #outcome(delivery: Delivery, attempt: Attempt, signal: AbortSignal): Promise<Outcome> {
    if (this.#state !== 'online') {
      return { status: 'wait', scope: 'account', code: 'DISCONNECTED', waitMs: 2_000 };
    }
    const fault = this.#faults.next();
    if (fault) attempt.fault = fault.kind;
    const travelling = carry(delivery, fault, {
      clock: this.#clock,
      world: this.#world,
      line: this.#line,
      client: this.#updates,
      cut: () => this.breakLine(),
    });
    const answer = await this.#line.answer(travelling, this.#deadlineMs, signal);
    if (answer instanceof NoAnswer) return { status: 'unknown', code: answer.code };
    if (answer.reception) this.#updates.answered(delivery.randomIds[0], answer.reception);
    return answer.outcome;
  }

  async #ask<T>(question: () => T | Promise<T>, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted();
    if (this.#state !== 'online') throw unreachable('DISCONNECTED');
    const asking = this.#line.travel().then(async () => {
      try {
        return await question();
      } finally {
        await this.#line.travel();
      }
    });
    const answer = await this.#line.answer(asking, this.#deadlineMs, signal);
    if (answer instanceof NoAnswer) throw unreachable(answer.code);
    return answer;
  }

  async #roundTrip(): Promise<void> {
    await this.#line.travel();
    await this.#line.travel();
  }

  #become(state: ConnectionState): void {
    if (this.#state === state) return;
    this.#state = state;
    for (const handler of [...this.#states]) handler(state);
  }
}

function loggedOut(): PostaciError {
  return new PostaciError(
    'ACCOUNT_LOGGED_OUT',
    'Telegram has ended the session of this account',
    'Log in again: postaci login',
  );
}

function unreachable(code: string): PostaciError {
  return new PostaciError(
    'TELEGRAM_UNREACHABLE',
    `Telegram did not answer (${code})`,
    'It is tried again by itself; if this lasts, check the network',
  );
}
