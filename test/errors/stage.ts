import type { ControlHandlers } from '../../src/control/contract/control.js';
import type { Content } from '../../src/core/content.js';
import type { LiveEvent } from '../../src/core/events.js';
import type { IntentDraft } from '../../src/core/intent.js';
import type { PeerId } from '../../src/core/peer.js';
import { accountKey } from '../../src/daemon/account-record.js';
import { VirtualClock } from '../../src/lib/virtual-clock.js';
import type { CallEffect } from '../../src/sandbox/faults/fault.js';
import type { TestDatabase } from '../support/databases.js';
import { meet } from '../support/road.js';
import { type SandboxAccount, sandboxAccount } from '../support/sandbox-account.js';
import { type Life, startLife } from './life.js';
import type { StoredIntent, StoredRestriction } from './stored.js';

const LONGEST_WAIT_MS = 20_000;

/**
 * A daemon, with the real GramJS, at a Telegram in a box that can be made to answer anything. The
 * daemon's time moves only when told.
 */
export class ErrorStage {
  readonly clock = new VirtualClock(Date.now());
  readonly events: LiveEvent[] = [];
  /** What the operator reads in the log: `warn message 3 …`. */
  readonly log: string[] = [];
  readonly group: PeerId;
  readonly otherGroup: PeerId;
  readonly person: PeerId;
  readonly #account: SandboxAccount;
  readonly #database: TestDatabase;
  readonly #key: string;
  #life: Life | undefined;
  #proposed = 0;

  private constructor(account: SandboxAccount, database: TestDatabase) {
    this.#account = account;
    this.#database = database;
    this.#key = accountKey(account.selfId);
    this.group = account.chat('Group').id;
    this.otherGroup = account.chat('Basic').id;
    this.person = account.person('Anna');
  }

  /** Starts the sandbox and the daemon, and ends both after the work. */
  static async during(
    database: TestDatabase,
    work: (stage: ErrorStage) => Promise<void>,
  ): Promise<void> {
    const stage = new ErrorStage(await sandboxAccount(), database);
    try {
      await stage.start();
      await work(stage);
    } finally {
      await stage.stop();
      await stage.#account.dispose();
    }
  }

  /** Starts the daemon (again); it knows nothing but what the database holds. */
  async start(): Promise<void> {
    const life = await startLife({
      account: this.#account,
      database: this.#database,
      key: this.#key,
      clock: this.clock,
      groups: [this.group, this.otherGroup],
      onEvent: (event) => this.events.push(event),
      onLine: (line) => this.log.push(line),
    });
    this.#life = life;
    // A person whom the account may write to is one who wrote first.
    this.#account.say(this.person, this.person, 'Merhaba');
    await meet(this.#database, this.person, { account: this.#key });
    await this.until('the groups are found', async () => {
      await this.advance(250);
      return life.road.message.allowedPeers() !== undefined;
    });
  }

  /** Stops the daemon; the sandbox and the database stay. */
  async stop(): Promise<void> {
    const life = this.#life;
    this.#life = undefined;
    if (!life) return;
    let over = false;
    const end = () => {
      over = true;
    };
    const stopped = life.stop();
    stopped.then(end, end);
    // What is in flight ends in real time, the pauses of what winds up in the daemon's.
    await this.until('the daemon has stopped', async () => {
      await this.advance(100);
      return over;
    });
    await stopped;
  }

  get control(): ControlHandlers {
    return this.#alive.control;
  }

  /** Rejects with what ended the daemon. */
  get failed(): Promise<never> {
    return this.#alive.failed;
  }

  get connection(): string {
    return this.#alive.messenger.connection;
  }

  /** Proposes a text to the group, unless the changes say otherwise. @returns the intent's id */
  async propose(changes: Partial<IntentDraft> = {}): Promise<number> {
    const { outbox } = this.#alive.road;
    const name = `message ${++this.#proposed}`;
    const toPerson = changes.peer !== undefined && changes.peer > 0;
    const { id } = await this.#database.transaction((tx) =>
      outbox.propose(tx, {
        account: this.#key,
        service: toPerson ? 'reply' : 'message',
        budget: toPerson ? 'answer' : 'unsolicited',
        op: 'send',
        peer: this.group,
        content: { kind: 'text', text: name },
        lane: this.#key,
        priority: 'scheduled',
        notBefore: this.clock.now(),
        dedupeKey: name,
        ...changes,
      }),
    );
    outbox.kick();
    return id;
  }

  /** What Telegram does with every send from now on, or so many times, until `end` is called. */
  strike(effect: CallEffect, method = 'messages.send*', times = Number.POSITIVE_INFINITY) {
    const { faults } = this.#account.sandbox;
    const id = faults.add({ method, effect, account: this.#account.selfId, times });
    return {
      struck: () => faults.list().find((fault) => fault.id === id)?.struck ?? 0,
      end: () => void faults.remove(id),
    };
  }

  /** Lets the daemon's time pass. */
  advance(ms: number): Promise<void> {
    return this.clock.run(this.clock.now() + ms);
  }

  async until(what: string, holds: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + LONGEST_WAIT_MS;
    while (!(await holds())) {
      if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
  }

  /** Waits until the last attempt's outcome, or a rule's word, is written down. */
  async settled(id: number): Promise<StoredIntent> {
    return this.#when(id, 'an outcome', (row) => row.rule !== null || row.settled_at !== null);
  }

  /** Waits until every rule was asked anew, and the guard's word is written down. */
  async askedAnew(id: number): Promise<StoredIntent> {
    await this.control.resume('*');
    const now = this.clock.now();
    return this.#when(id, "the guard's word", ({ rule, next_at }) => {
      return rule === 'restriction' && next_at > now;
    });
  }

  sent(id: number): Promise<StoredIntent> {
    return this.#when(id, 'arrived', ({ state, settled_at, reason }) => {
      if (state === 'sent' || settled_at === null) return state === 'sent';
      throw new Error(`message ${id} is ${state}: ${reason}`);
    });
  }

  async intent(id: number): Promise<StoredIntent> {
    const { schema } = this.#database;
    const [row] = await this.#database.query<StoredIntent>(
      `select state, rule, reason, next_at, attempts, random_ids, settled_at,
         ledger.outcome as booked
       from ${schema}.outbox left join ${schema}.ledger on intent_id = outbox.id where outbox.id = $1`,
      [id],
    );
    if (!row) throw new Error(`there is no message ${id}`);
    return row;
  }

  /** What the operator reads of a message: `postaci why`, and the log's last line about it. */
  async told(id: number): Promise<{ readonly why: string; readonly log: string | undefined }> {
    const why = (await this.control.why({ about: 'id', id })).sentences.join('\n');
    return { why, log: this.log.findLast((line) => line.includes(`message ${id} `)) };
  }

  /** Those that are not lifted, also if they have ended, in the order in which they came. */
  restrictions(): Promise<readonly StoredRestriction[]> {
    return this.#database.query<StoredRestriction>(
      `select id, scope, peer_id, content_kind, budget, code, since, until
       from ${this.#database.schema}.restrictions where lifted_at is null order by id`,
    );
  }

  /** What Telegram holds of the account's words there. */
  arrived(peer: PeerId) {
    return this.#account.arrived(peer);
  }

  get #alive(): Life {
    if (!this.#life) throw new Error('the daemon does not run');
    return this.#life;
  }

  async #when(
    id: number,
    what: string,
    holds: (row: StoredIntent) => boolean,
  ): Promise<StoredIntent> {
    let row = await this.intent(id);
    await this.until(`message ${id} has ${what}`, async () => {
      row = await this.intent(id);
      return holds(row);
    });
    return row;
  }
}

/** A photo to send, at this path. */
export const photoAt = (path: string): Content => ({
  kind: 'media',
  media: 'photo',
  path,
  text: 'a photo',
});
