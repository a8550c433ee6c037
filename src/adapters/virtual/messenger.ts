import type { Clock } from '../../core/clock.js';
import { PostaciError } from '../../core/errors.js';
import type { IncomingMessage } from '../../core/incoming.js';
import type { Logger } from '../../core/logger.js';
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
import { type Random, seededRandom } from '../../lib/seeded-random.js';
import type { Attempt } from './attempt.js';
import { carry } from './carry.js';
import type { VirtualMessage } from './chat.js';
import { type FaultPlan, noFaults } from './faults.js';
import { type Latency, Line, NoAnswer } from './line.js';
import { accessTo, asIncoming, findPeer, pastMessages } from './lookup.js';
import type { VirtualWorld } from './world.js';

/** How the virtual network behaves. */
export interface VirtualMessengerOptions {
  readonly logger: Logger;
  /** There and back. Default: 40 to 400 ms. */
  readonly latency?: Latency;
  /** How long an answer is waited for, in milliseconds. Default: `SEND_DEADLINE_MS`. */
  readonly deadlineMs?: number;
  /** From a cut line to the next connection, in milliseconds. Default: 2,000. */
  readonly reconnectMs?: number;
  /** Default: nothing goes wrong. */
  readonly faults?: FaultPlan;
  /** Default: a source of its own, always the same. */
  readonly random?: Random;
}

/**
 * A `Messenger` whose Telegram lives in the same process and whose time is the `Clock`'s: months of
 * posting pass in seconds. It passes the same contract suite as the real one.
 */
export class VirtualMessenger implements Messenger {
  readonly #clock: Clock;
  readonly #world: VirtualWorld;
  readonly #line: Line;
  readonly #options: VirtualMessengerOptions;
  readonly #deadlineMs: number;
  readonly #incoming = new Set<(incoming: IncomingMessage) => void>();
  readonly #states = new Set<(state: ConnectionState) => void>();
  #state: ConnectionState = 'offline';
  /** From `connect` to `disconnect`. */
  #life: AbortController | undefined;
  #unhear: () => void = () => undefined;
  /** What was said while the line was down: a real client asks for the difference. */
  #missed: VirtualMessage[] = [];
  #heardAt = 0;

  constructor(clock: Clock, world: VirtualWorld, options: VirtualMessengerOptions) {
    this.#clock = clock;
    this.#world = world;
    this.#options = options;
    this.#deadlineMs = options.deadlineMs ?? SEND_DEADLINE_MS;
    const latency = options.latency ?? { lowestMs: 40, highestMs: 400 };
    this.#line = new Line(clock, options.random ?? seededRandom(1), latency);
  }

  get self(): Self {
    return this.#world.self;
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
    this.#unhear = this.#world.onMessage((message) => this.#hear(message));
    this.#become('online');
  }

  async disconnect(): Promise<void> {
    if (this.#life) {
      this.#life.abort();
      this.#life = undefined;
      this.#unhear();
      this.#missed = [];
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

  onIncoming(handler: (incoming: IncomingMessage) => void): () => void {
    this.#incoming.add(handler);
    return () => this.#incoming.delete(handler);
  }

  onConnection(handler: (state: ConnectionState) => void): () => void {
    this.#states.add(handler);
    return () => this.#states.delete(handler);
  }

  async #outcome(delivery: Delivery, attempt: Attempt, signal: AbortSignal): Promise<Outcome> {
    if (this.#state !== 'online') {
      return { status: 'wait', scope: 'account', code: 'DISCONNECTED', waitMs: 2_000 };
    }
    const fault = (this.#options.faults ?? noFaults).next(attempt);
    if (fault) attempt.fault = fault.kind;
    const travelling = carry(delivery, fault, {
      clock: this.#clock,
      world: this.#world,
      line: this.#line,
      cut: () => this.#cut(),
    });
    const answer = await this.#line.answer(travelling, this.#deadlineMs, signal);
    return answer instanceof NoAnswer ? { status: 'unknown', code: answer.code } : answer;
  }

  async #ask<T>(question: () => T, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted();
    if (this.#state !== 'online') throw unreachable('DISCONNECTED');
    const asking = this.#line.travel().then(async () => {
      const result = question();
      await this.#line.travel();
      return result;
    });
    const answer = await this.#line.answer(asking, this.#deadlineMs, signal);
    if (answer instanceof NoAnswer) throw unreachable(answer.code);
    return answer;
  }

  async #roundTrip(): Promise<void> {
    await this.#line.travel();
    await this.#line.travel();
  }

  /** The line breaks; the client notices at once and comes back by itself. */
  #cut(): void {
    const life = this.#life;
    if (!life || this.#state !== 'online') return;
    this.#become('offline');
    this.#line.break();
    const back = this.#clock.now() + (this.#options.reconnectMs ?? 2_000);
    this.#clock.sleepUntil(back, life.signal).then(
      () => {
        this.#become('connecting');
        this.#become('online');
        for (const message of this.#missed.splice(0)) this.#hear(message);
      },
      () => undefined, // disconnected meanwhile
    );
  }

  #hear(message: VirtualMessage): void {
    // As with Telegram, what this client itself sent comes back as the call's result only.
    if (message.own && message.randomId !== undefined) return;
    const life = this.#life;
    if (!life) return;
    if (this.#state !== 'online') {
      this.#missed.push(message);
      return;
    }
    this.#heardAt = Math.max(this.#heardAt, this.#clock.now() + 20);
    this.#clock.sleepUntil(this.#heardAt, life.signal).then(
      () => this.#tell(asIncoming(message)),
      () => undefined, // disconnected meanwhile
    );
  }

  #tell(incoming: IncomingMessage): void {
    for (const handler of [...this.#incoming]) {
      try {
        handler(incoming);
      } catch (error) {
        this.#options.logger.error('a handler of incoming messages failed', { error });
      }
    }
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
