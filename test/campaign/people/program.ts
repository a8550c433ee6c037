import type { Clock } from '../../../src/core/clock.js';
import type { Database, Queryable } from '../../../src/core/database.js';
import type { IntentDraft } from '../../../src/core/intent.js';
import type { PeerId } from '../../../src/core/peer.js';
import type { ImportedContact } from '../../../src/core/people.js';
import type { Road } from '../../../src/daemon/road.js';
import { liftTakeover } from '../../../src/inbox/takeovers.js';
import type { Life } from '../mortal.js';
import type { Witness } from './witness.js';

/** What the operator's hands stand on. */
export interface ProgramOptions {
  readonly road: Road;
  readonly database: Database;
  readonly clock: Clock;
  readonly account: string;
  readonly witness: Witness;
  readonly life: Life;
  readonly breakLine: () => void;
  readonly onFailure: (error: unknown) => void;
}

/** One person of a list: who it is, and how the list names it. */
export interface Listed {
  readonly person: PeerId;
  readonly who: ImportedContact['who'];
}

/** The operator's hands on a running program, as the control commands are. It may die under any of them. */
export class Program {
  readonly #with: ProgramOptions;
  #proposed = 0;

  constructor(options: ProgramOptions) {
    this.#with = options;
  }

  /** A list is imported; of a dry run nothing may stay. */
  async imports(listed: readonly Listed[], dryRun = false): Promise<void> {
    const { road, witness } = this.#with;
    const rows = listed.map(({ who }, index) => ({ line: index + 1, who }));
    await this.#does(async (tx) => {
      await road.people.import(tx, { rows, source: 'list.csv', dryRun });
      if (dryRun) return;
      for (const { person: peer } of listed) witness.note({ kind: 'imported', peer });
    });
  }

  async forgets(peer: PeerId): Promise<void> {
    await this.#does(async (tx) => {
      await this.#with.road.people.forget(tx, peer);
      this.#with.witness.note({ kind: 'forgotten', peer });
    });
  }

  async refuses(peer: PeerId): Promise<void> {
    const { road, witness, clock } = this.#with;
    await this.#does(async (tx) => {
      await road.people.refuse(tx, { person: peer, how: 'operator', at: clock.now() });
      witness.note({ kind: 'refused', peer });
    });
  }

  /** Gives a chat back. */
  async lifts(peer: PeerId): Promise<void> {
    const { road, account, witness } = this.#with;
    await this.#does(async (tx) => {
      if (await liftTakeover(tx, account, peer)) witness.note({ kind: 'lifted', peer });
    });
    road.sender.wakeAll();
  }

  /** Clears away what is older than its window. */
  async clears(): Promise<void> {
    await this.#does(async (tx) => {
      await this.#with.road.people.clear(tx, 1_000);
    });
  }

  /** A service without manners proposes. */
  async proposes(
    drafts: readonly Omit<IntentDraft, 'account' | 'lane' | 'op' | 'dedupeKey'>[],
  ): Promise<void> {
    const { road, account, clock } = this.#with;
    await this.#does(async (tx) => {
      for (const draft of drafts) {
        const dedupeKey = `burst:${clock.now()}:${++this.#proposed}`;
        await road.outbox.propose(tx, { ...draft, account, lane: account, op: 'send', dedupeKey });
      }
    });
  }

  /** There are new settings. */
  reloads(): void {
    this.#with.road.reply.reload();
    this.#with.road.dm.reload();
  }

  breaksLine(): void {
    this.#with.breakLine();
  }

  async #does(work: (tx: Queryable) => Promise<void>): Promise<void> {
    const { road, database, life, onFailure } = this.#with;
    const done = database.transaction(work).catch((error: unknown) => {
      if (life.alive) onFailure(error);
    });
    await Promise.race([done, life.death]);
    if (!life.alive) return;
    road.people.kick();
    road.outbox.kick();
    road.dm.reload();
  }
}
