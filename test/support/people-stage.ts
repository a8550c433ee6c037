import type { Database } from '../../src/core/database.js';
import type { LiveEvent } from '../../src/core/events.js';
import type { Incoming, IncomingEdit, IncomingMessage } from '../../src/core/incoming.js';
import type { PeerId } from '../../src/core/peer.js';
import { DEFAULT_PEOPLE_SETTINGS, type PeopleSettings } from '../../src/core/people.js';
import { VirtualClock } from '../../src/lib/virtual-clock.js';
import { createOutbox } from '../../src/outbox/outbox.js';
import { createPeople, type PeopleDesk } from '../../src/people/people.js';
import { silentLogger } from './silent-logger.js';

export const ACCOUNT = 'user:7';
export const SELF: PeerId = 7;
export const AYSE: PeerId = 11;
export const BORIS: PeerId = 12;
export const GROUP: PeerId = -1_000_000_000_021;
/** A Monday noon in UTC. */
export const NOON = Date.UTC(2026, 5, 1, 12);

/** The records of people over a real database and the real outbox, on a virtual clock. */
export class PeopleStage {
  readonly clock = new VirtualClock(NOON);
  readonly published: LiveEvent[] = [];
  settings: PeopleSettings = DEFAULT_PEOPLE_SETTINGS;
  /** The key's file was lost: asking for the key would make another. */
  keyIsLost = false;
  /** How often the key was asked for. */
  keyReads = 0;
  kicks = 0;
  readonly outbox = createOutbox({
    clock: this.clock,
    events: { publish: (event) => this.published.push(event) },
    kick: () => {
      this.kicks++;
    },
  });
  people: PeopleDesk;
  #messageId = 100;

  constructor(readonly database: Database) {
    this.people = this.open();
  }

  /** The desk as a new process makes it. */
  open(key = 'a key of thirty-two random bytes'): PeopleDesk {
    this.people = createPeople({
      account: ACCOUNT,
      clock: this.clock,
      events: { publish: (event) => this.published.push(event) },
      outbox: this.outbox,
      settings: () => this.settings,
      forgottenKey: {
        existing: () => (this.keyIsLost ? undefined : key),
        reveal: () => {
          this.keyReads++;
          return key;
        },
      },
      selfId: () => SELF,
      logger: silentLogger,
    });
    return this.people;
  }

  /** A private message, now unless said otherwise. */
  says(person: PeerId, text: string, facts: Partial<IncomingMessage> = {}): IncomingMessage {
    const messageId = this.#messageId++;
    const at = this.clock.now();
    return { kind: 'message', peer: person, messageId, at, own: false, text, ...facts };
  }

  /** A message in the group. */
  saysInGroup(person: PeerId, text: string, facts: Partial<IncomingMessage> = {}): IncomingMessage {
    return this.says(GROUP, text, { senderId: person, mentioned: true, ...facts });
  }

  /** The message says this instead. */
  edits(message: IncomingMessage, text: string): IncomingEdit {
    return { ...message, kind: 'edit', text, editedAt: this.clock.now() };
  }

  /** Hears in one transaction, and tells after it. */
  async hear(...fresh: Incoming[]): Promise<void> {
    const tell = await this.database.transaction((tx) => this.people.take(tx, fresh));
    tell();
  }

  /** Something waits to be said to a person. @returns the intent's id */
  async propose(peer: PeerId, thread = `dm:${peer}`): Promise<number> {
    const { id } = await this.database.transaction((tx) =>
      this.outbox.propose(tx, {
        account: ACCOUNT,
        service: 'dm',
        budget: 'unsolicited',
        op: 'send',
        peer,
        content: { kind: 'text', text: 'Merhaba' },
        lane: ACCOUNT,
        thread,
        priority: 'scheduled',
        notBefore: this.clock.now() + 60_000,
        dedupeKey: `${thread}:${this.#messageId++}`,
      }),
    );
    return id;
  }

  /** All rows of a table, or some columns of them. */
  rows(table: string, columns = '*', rest = ''): Promise<readonly Record<string, unknown>[]> {
    return this.database.query(`select ${columns} from ${this.database.schema}.${table} ${rest}`);
  }

  /** Tells the store of peers about somebody. */
  async meet(id: PeerId, username: string | null, facts: { bot?: boolean; kind?: string } = {}) {
    await this.database.query(
      `insert into ${this.database.schema}.peers
          (account, peer_id, kind, access_hash, username, title, updated_at, bot)
        values ($1, $2, $3, 1, $4, $5, $6, $7)`,
      [
        ACCOUNT,
        id,
        facts.kind ?? 'user',
        username,
        `Name ${id}`,
        new Date(this.clock.now()),
        facts.bot ?? false,
      ],
    );
  }
}
