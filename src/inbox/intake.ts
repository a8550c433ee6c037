import type { Clock } from '../core/clock.js';
import type { Database, Queryable } from '../core/database.js';
import type { EventBus } from '../core/events.js';
import type { Incoming } from '../core/incoming.js';
import type { IncomingHandler } from '../core/incoming-handler.js';
import type { IntakeStep } from '../core/intake-step.js';
import type { Logger } from '../core/logger.js';
import type { PeerId } from '../core/peer.js';
import { type ChatNote, forgetActivity, recordNotes } from './chat-notes.js';
import type { FigureChanges } from './figures.js';
import { type HeardEvent, insertEvents, insertWork } from './inbox-rows.js';
import type { SentIds } from './sent-ids.js';
import { saveFigures } from './state-store.js';
import { type OperatorMessage, recordTakeovers } from './takeover.js';

const HOUR_MS = 3_600_000;
const KEEP_ACTIVITY_MS = 8 * 24 * HOUR_MS;

/** What intake stands on. */
export interface IntakeDependencies {
  readonly account: string;
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly events: Pick<EventBus, 'publish'>;
  readonly handlers: readonly IncomingHandler[];
  readonly steps?: readonly IntakeStep[];
  readonly sentIds: SentIds;
  readonly fence?: (tx: Queryable) => Promise<void>;
  readonly onSpoke: (peer: PeerId) => void;
  readonly onWork: () => void;
}

/** What becomes known in one transaction: events in their order, and how far hearing stands after them. */
export interface Batch {
  readonly events: readonly HeardEvent[];
  readonly changes: FigureChanges;
}

interface Taken {
  readonly fresh: readonly Incoming[];
  readonly work: boolean;
  readonly spoke: ReadonlySet<PeerId>;
  readonly takeovers: readonly OperatorMessage[];
  /** What the steps have to tell. */
  readonly told: readonly (() => void)[];
}

/** The one door to the inbox: an event, what follows from it and the state that covers it commit together. */
export class Intake {
  readonly #with: IntakeDependencies;
  #forgottenAt = 0;

  constructor(dependencies: IntakeDependencies) {
    this.#with = dependencies;
  }

  /**
   * Commits a batch, then tells whoever waits for it. What is in the inbox already changes nothing.
   * @throws what the fence or the database throws; after `COMMIT_UNKNOWN` it may be done
   */
  async take(batch: Batch): Promise<void> {
    const taken = await this.#with.database.transaction((tx) => this.#write(tx, batch));
    this.#tell(taken);
  }

  /**
   * Counts messages for who spoke last, and no more.
   * @throws what the fence or the database throws
   */
  async note(notes: readonly ChatNote[]): Promise<void> {
    const { database, fence, account, onSpoke } = this.#with;
    const spoke = await database.transaction(async (tx) => {
      await fence?.(tx);
      return recordNotes(tx, account, notes);
    });
    for (const peer of spoke) onSpoke(peer);
  }

  /** Wakes whoever a batch concerns that may have been committed. */
  wake(batch: Batch): void {
    this.#with.onWork();
    for (const { peer } of notesOf(batch.events.map(({ incoming }) => incoming))) {
      this.#with.onSpoke(peer);
    }
  }

  async #write(tx: Queryable, { events, changes }: Batch): Promise<Taken> {
    const { account, clock, fence, sentIds } = this.#with;
    const now = clock.now();
    await fence?.(tx);
    const handlers = new Map(events.map((event) => [event, this.#handlersOf(event.incoming)]));
    const handlersOf = (event: HeardEvent) => handlers.get(event) ?? [];
    const rows = await insertEvents(
      tx,
      account,
      events,
      (event) => handlersOf(event).length > 0,
      now,
    );
    const fresh = rows.map(({ incoming }) => incoming);
    const byKey = new Map(events.toReversed().map((event) => [event.key, handlersOf(event)]));
    const work = rows.map((row) => ({ ...row, handlers: byKey.get(row.key) ?? [] }));
    await insertWork(tx, account, work, now);
    const spoke = await recordNotes(tx, account, notesOf(fresh));
    const takeovers = await recordTakeovers(tx, account, fresh, sentIds);
    const told: (() => void)[] = [];
    for (const step of this.#with.steps ?? []) told.push(await step.take(tx, fresh));
    await this.#forget(tx, now);
    await saveFigures(tx, account, changes, now);
    const someWork = work.some(({ handlers }) => handlers.length > 0);
    return { fresh, work: someWork, spoke, takeovers, told };
  }

  /** A handler that fails to say keeps the event: losing it would be worse. */
  #handlersOf(incoming: Incoming): string[] {
    const wants = (handler: IncomingHandler) => {
      try {
        return handler.wants(incoming);
      } catch (error) {
        this.#with.logger.error('a handler cannot say whether it wants an event', {
          handler: handler.name,
          error,
        });
        return true;
      }
    };
    return this.#with.handlers.filter(wants).map(({ name }) => name);
  }

  async #forget(tx: Queryable, now: number): Promise<void> {
    if (now < this.#forgottenAt + HOUR_MS) return;
    await forgetActivity(tx, this.#with.account, now - KEEP_ACTIVITY_MS);
    this.#forgottenAt = now;
  }

  #tell({ fresh, work, spoke, takeovers, told }: Taken): void {
    const { events, clock, onSpoke, onWork } = this.#with;
    const at = clock.now();
    for (const incoming of fresh) {
      if (incoming.kind !== 'message') continue;
      const { peer, own, text } = incoming;
      events.publish({ type: 'heard', at, peer, own, text });
    }
    for (const { peer, messageId } of takeovers) {
      events.publish({ type: 'takeover', at, peer, messageId });
    }
    for (const tell of told) tell();
    for (const peer of spoke) onSpoke(peer);
    if (work) onWork();
  }
}

function notesOf(heard: readonly Incoming[]): ChatNote[] {
  return heard.flatMap((incoming) => {
    if (incoming.kind !== 'message') return [];
    const { peer, messageId, at, own } = incoming;
    return [{ peer, messageId, at, own }];
  });
}
