import type { Queryable } from '../../core/database.js';
import type { IncomingHandler } from '../../core/incoming-handler.js';
import type { People } from '../../core/people.js';
import type { PlanItem } from '../../core/plan.js';
import type { Service } from '../../core/service.js';
import { childController, isAbort } from '../../lib/abort.js';
import { Bell } from '../../lib/bell.js';
import { DaysAhead } from './beginnings.js';
import { duePeople, standing } from './conversation-rows.js';
import { createEar } from './ear.js';
import { lookUpContacts } from './look-ups.js';
import { plannedSteps } from './plan.js';
import { type Turn, type TurnDependencies, takeTurn } from './turn.js';
import { isUnreachable } from './unreachable.js';
import { wakeConversations } from './wake.js';

/** What the dm service stands on. */
export interface DmDependencies extends Omit<TurnDependencies, 'days'> {
  readonly people: Pick<People, 'read' | 'grant'>;
  /** How often the plan is looked at without being told, in milliseconds. @default a quarter of an hour */
  readonly pollMs?: number;
}

/** Welcome, invites and follow-ups to people who agreed. */
export interface DmService extends Service {
  /** Hears what people and the operator write in private. */
  readonly handler: IncomingHandler;
  /** There are new settings: the conversations in which all was said are looked at anew. */
  reload(): void;
  /** Somebody agreed: there may be something to say. A hint, for after the commit: the service polls as well. */
  kick(): void;
  /** The next step of each person, the first first. What is queued already is the outbox's to tell. */
  plan(db: Queryable, limit: number): Promise<readonly PlanItem[]>;
}

/** So many people are looked at before the queue is counted again. */
const PAGE = 50;
/** So many messages may wait in the outbox: whoever is due beyond them waits in the plan. */
const MOST_OPEN = 50;
const POLL_MS = 15 * 60_000;
/** While the outbox is full, or somebody else works on who is due, it looks again so often. */
const FULL_MS = 60_000;
/** Between two pages of people to whom nothing is said now. */
const PACE_MS = 1_000;
/** A ring may come before its transaction is committed: it is looked again after so long. */
const SOON_MS = 1_000;

/** Makes the dm service; nothing happens before it runs. */
export function createDmService(dependencies: DmDependencies): DmService {
  return new PrivateMessages(dependencies);
}

/** Gives each person a turn when the next step is due. All that counts is in `conversations` and the outbox. */
class PrivateMessages implements DmService {
  readonly name = 'dm';
  readonly handler: IncomingHandler;
  readonly #with: DmDependencies & { readonly days: DaysAhead };
  readonly #bell = new Bell();
  #lookAgainAt = Number.POSITIVE_INFINITY;
  #reloaded = true;

  constructor(dependencies: DmDependencies) {
    this.#with = { ...dependencies, days: new DaysAhead() };
    this.handler = createEar({ ...dependencies, onChange: () => this.#ring() });
  }

  async run(signal: AbortSignal): Promise<void> {
    const { controller, dispose } = childController(signal);
    const lookUps = lookUpContacts(
      { ...this.#with, onFound: () => this.#ring() },
      controller.signal,
    );
    // When one of the two fails, the other must not run on without it.
    const together = [this.#speakWhenDue(controller.signal), lookUps];
    const ended = together.map((part) => part.finally(() => controller.abort()));
    const results = await Promise.allSettled(ended);
    dispose();
    for (const result of results) {
      if (result.status === 'rejected' && !isAbort(result.reason, controller.signal)) {
        throw result.reason;
      }
    }
  }

  reload(): void {
    this.#reloaded = true;
    this.#ring();
  }

  plan(db: Queryable, limit: number): Promise<readonly PlanItem[]> {
    return plannedSteps(db, this.#with.account, this.#with.settings(), limit);
  }

  kick(): void {
    this.#bell.ring();
  }

  #ring(): void {
    this.#lookAgainAt = this.#with.clock.now() + SOON_MS;
    this.#bell.ring();
  }

  async #speakWhenDue(signal: AbortSignal): Promise<void> {
    const { account, clock, database, pollMs = POLL_MS } = this.#with;
    while (!signal.aborted) {
      if (this.#reloaded) await this.#wake();
      const { open, dueAt } = await standing(database, account);
      const room = Math.min(PAGE, MOST_OPEN - open);
      const due = dueAt <= clock.now();
      if (due && room > 0) {
        const { taken, proposed } = await this.#takeTurns(room, signal);
        // Of a long list most are put off: they are looked at without haste.
        if (taken > 0 && proposed === 0) await clock.sleepUntil(clock.now() + PACE_MS, signal);
        if (taken > 0) continue;
      }
      const now = clock.now();
      if (this.#lookAgainAt <= now) this.#lookAgainAt = Number.POSITIVE_INFINITY;
      const until = due ? now + FULL_MS : Math.min(dueAt, now + pollMs);
      await this.#bell.waitUntil(clock, Math.min(until, this.#lookAgainAt), signal);
    }
  }

  async #wake(): Promise<void> {
    const { account, clock, database, settings } = this.#with;
    this.#reloaded = false;
    try {
      await wakeConversations(database, account, settings(), clock.now());
    } catch (error) {
      this.#reloaded = true;
      throw error;
    }
  }

  /** @returns how many people had their turn, and for how many something was proposed */
  async #takeTurns(
    limit: number,
    signal: AbortSignal,
  ): Promise<{ readonly taken: number; readonly proposed: number }> {
    const { account, clock, database, outbox } = this.#with;
    const turns: Turn[] = [];
    for (const person of await duePeople(database, account, clock.now(), limit)) {
      signal.throwIfAborted();
      try {
        turns.push(await takeTurn(this.#with, person, signal));
      } catch (error) {
        // Without a line nobody can be found: whoever is due waits for it.
        if (!isUnreachable(error)) throw error;
        break;
      }
    }
    const proposed = turns.filter((turn) => turn === 'proposed').length;
    if (proposed > 0) outbox.kick();
    return { taken: turns.filter((turn) => turn !== 'elsewhere').length, proposed };
  }
}
