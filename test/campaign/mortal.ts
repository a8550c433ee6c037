import type { Clock } from '../../src/core/clock.js';
import type { Database, Queryable, Row } from '../../src/core/database.js';
import type { Messenger } from '../../src/core/messenger.js';
import type { Activity } from '../../src/lib/activity.js';
import { mortalDiscussions } from './mortal-discussions.js';
import { mortalUpdates } from './mortal-updates.js';

/** Thrown inside a transaction of a process that died: the server rolls it back. */
class Killed extends Error {}

/** Never settles: what the dead wait for. */
const forever = new Promise<never>(() => undefined);

/**
 * One life of a daemon. Its ports work until it is killed; from that moment nothing that it began is
 * ever answered to it, its open transaction is rolled back, its line is down. What had left it before
 * (a committed row, a message on its way) stays, as with `kill -9`.
 */
export class Life {
  /** When it was killed; undefined while it lives. */
  killedAt: number | undefined;
  readonly #clock: Clock;
  readonly #died: Promise<never>;
  #die: (reason: Killed) => void = () => undefined;
  /** Resolves when it is killed. */
  readonly death: Promise<void>;
  readonly #onDeath: (() => void)[] = [];
  #operations = 0;
  readonly #lastOperation: number;
  readonly #withEffect: boolean;

  /**
   * @param lastOperation dies at its nth call of a database or of Telegram
   * @param withEffect whether that last call still has its effect
   */
  constructor(clock: Clock, lastOperation: number, withEffect: boolean) {
    this.#clock = clock;
    this.#lastOperation = lastOperation;
    this.#withEffect = withEffect;
    this.#died = new Promise((_, reject) => {
      this.#die = reject;
    });
    this.death = this.#died.catch(() => undefined);
  }

  get alive(): boolean {
    return this.killedAt === undefined;
  }

  onDeath(handler: () => void): void {
    this.#onDeath.push(handler);
  }

  kill(): void {
    if (!this.alive) return;
    this.killedAt = this.#clock.now();
    this.#die(new Killed('killed'));
    for (const handler of this.#onDeath) handler();
  }

  /** The clock as this life sees it. */
  clock(): Clock {
    return {
      now: () => this.#clock.now(),
      sleepUntil: (atMs, signal) => this.#answer(() => this.#clock.sleepUntil(atMs, signal)),
    };
  }

  /** The database as this life sees it; what runs there is known to `activity`. */
  database(db: Database, activity: Activity): Database {
    return {
      kind: db.kind,
      schema: db.schema,
      query: (sql, params) => this.#operation(() => activity.track(db.query(sql, params))),
      transaction: (work) =>
        this.#operation(() => activity.track(db.transaction((tx) => this.#within(tx, work)))),
      close: async () => undefined,
    };
  }

  /** The messenger as this life sees it. */
  messenger(messenger: Messenger): Messenger {
    this.onDeath(() => void messenger.disconnect());
    const mortal = { isAlive: () => this.alive, answer: this.#answer.bind(this) };
    return {
      updates: mortalUpdates(messenger.updates, mortal),
      signals: {
        typing: (place, signal) => this.#answer(() => messenger.signals.typing(place, signal)),
      },
      discussions: mortalDiscussions(messenger.discussions, this.#answer.bind(this)),
      get self() {
        return messenger.self;
      },
      get connection() {
        return messenger.connection;
      },
      get ended() {
        return messenger.ended;
      },
      connect: (signal) => this.#answer(() => messenger.connect(signal)),
      disconnect: () => this.#answer(() => messenger.disconnect()),
      deliver: (delivery, signal) => this.#operation(() => messenger.deliver(delivery, signal)),
      resolve: (ref, signal) => this.#answer(() => messenger.resolve(ref, signal)),
      inspect: (peer, signal) => this.#answer(() => messenger.inspect(peer, signal)),
      history: (peer, options, signal) =>
        this.#answer(() => messenger.history(peer, options, signal)),
      forget: (person) => this.#answer(() => messenger.forget(person)),
      onConnection: (handler) => messenger.onConnection((state) => this.alive && handler(state)),
    };
  }

  /** A call that may be the last: with its effect, or just before it. */
  #operation<T>(call: () => Promise<T>): Promise<T> {
    this.#operations++;
    const last = this.#operations === this.#lastOperation;
    if (last && !this.#withEffect) this.kill();
    const answer = this.#answer(call);
    if (last) this.kill();
    return answer;
  }

  async #answer<T>(call: () => Promise<T>): Promise<T> {
    if (!this.alive) return forever;
    try {
      const result = await call();
      return this.alive ? result : forever;
    } catch (error) {
      if (!this.alive) return forever;
      throw error;
    }
  }

  /** The inside of a transaction: whoever dies in it leaves it to be rolled back. */
  async #within<T>(tx: Queryable, work: (tx: Queryable) => Promise<T>): Promise<T> {
    const mortal: Queryable = {
      schema: tx.schema,
      query: async <R extends Row>(sql: string, params?: readonly unknown[]) => {
        this.#operations++;
        if (this.#operations === this.#lastOperation) this.kill();
        if (!this.alive) throw new Killed('killed');
        return tx.query<R>(sql, params);
      },
    };
    const result = await Promise.race([work(mortal), this.#died]);
    if (!this.alive) throw new Killed('killed');
    return result;
  }
}
