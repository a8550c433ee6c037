import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clock } from '../../../src/core/clock.js';
import type { Database } from '../../../src/core/database.js';
import type { Incoming } from '../../../src/core/incoming.js';
import type { IncomingHandler } from '../../../src/core/incoming-handler.js';
import type { PeerId } from '../../../src/core/peer.js';
import type { Deed } from './story.js';

/** What a transaction is about, as whoever is asked within it can tell. */
interface Open {
  readonly heard: Incoming[];
  readonly deeds: Omit<Deed, 'at'>[];
}

/**
 * Knows when the daemon had committed that it heard something, without looking into its tables: it is asked, as a
 * handler that wants nothing, within the transaction, and sees whether the database committed that, also
 * where the daemon did not live to be told.
 */
export class Witness {
  readonly deeds: Deed[] = [];
  readonly #clock: Clock;
  readonly #open = new AsyncLocalStorage<Open>();
  readonly #messages = new Map<string, number>();
  readonly #edits = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Asked about everything that is heard. */
  readonly handler: IncomingHandler = {
    name: 'witness',
    wants: (incoming) => {
      this.#open.getStore()?.heard.push(incoming);
      return false;
    },
    decide: async () => async () => undefined,
  };

  /** The same database, with the witness at its commits. */
  watch(db: Database): Database {
    return {
      kind: db.kind,
      schema: db.schema,
      query: (sql, params) => db.query(sql, params),
      transaction: async (work) => {
        const open: Open = { heard: [], deeds: [] };
        const result = await this.#open.run(open, () => db.transaction(work));
        this.#committed(open);
        return result;
      },
      close: () => db.close(),
    };
  }

  /** To be told within a transaction what is done in it. */
  note(deed: Omit<Deed, 'at'>): void {
    this.#open.getStore()?.deeds.push(deed);
  }

  /** When a message was heard; milliseconds since the epoch. */
  heardAt(chat: PeerId, id: number): number | undefined {
    return this.#messages.get(`${chat}:${id}`);
  }

  /** When an edit was. */
  editHeardAt(chat: PeerId, id: number, editedAt: number): number | undefined {
    return this.#edits.get(`${chat}:${id}:${Math.floor(editedAt / 1_000)}`);
  }

  #committed({ heard, deeds }: Open): void {
    const at = this.#clock.now();
    for (const incoming of heard) {
      if (incoming.kind === 'deletion') continue;
      const { peer, messageId } = incoming;
      const [times, key] =
        incoming.kind === 'message'
          ? [this.#messages, `${peer}:${messageId}`]
          : [this.#edits, `${peer}:${messageId}:${Math.floor(incoming.editedAt / 1_000)}`];
      if (!times.has(key)) times.set(key, at);
    }
    this.deeds.push(...deeds.map((deed) => ({ ...deed, at })));
  }
}
