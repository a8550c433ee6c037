import type { Database, Queryable, Row } from '../../src/core/database.js';
import { type DmSettings, NO_MESSAGES_TO_PEOPLE } from '../../src/core/dm-settings.js';
import type { IncomingMessage } from '../../src/core/incoming.js';
import type { PeerId } from '../../src/core/peer.js';
import type { Consent, ConsentBasis, Grant, Granted, Person } from '../../src/core/people.js';
import { DEFAULT_PEOPLE_LIMITS, type Limits } from '../../src/core/settings.js';
import type { ReadTakeover } from '../../src/core/takeovers.js';
import { Activity } from '../../src/lib/activity.js';
import { DAY_MS } from '../../src/lib/local-time.js';
import { VirtualClock } from '../../src/lib/virtual-clock.js';
import { createOutbox } from '../../src/outbox/outbox.js';
import { createDmService, type DmService } from '../../src/services/dm/dm.js';
import { ScriptedMessenger } from './scripted-messenger.js';
import { silentLogger } from './silent-logger.js';

export const ACCOUNT = 'user:7';
/** A Wednesday noon in UTC. */
export const NOON = Date.UTC(2026, 5, 10, 12);

/** One thing that was proposed, as tests look at it. */
export interface SaidRow extends Row {
  readonly id: number;
  readonly peer_id: PeerId;
  readonly text: string;
  readonly state: string;
  readonly rule: string | null;
  readonly reason: string | null;
  readonly created_at: number;
  readonly not_before: number;
  readonly expires_at: number;
  readonly precondition: { readonly kind: string; readonly heardId: number } | null;
  readonly dedupe_key: string;
}

/** A conversation's row. */
export interface StoredConversation extends Row {
  readonly state: string;
  readonly stage: number;
  readonly said: readonly string[];
  readonly due_at: number | null;
  readonly due_what: string | null;
  readonly due_id: string | null;
  readonly reason: string | null;
}

/**
 * The dm service on a virtual clock with the real outbox and database. What the inbox, the records of people
 * and the sender write is written here by hand: `hear`, `takeOver`, `agree`, `optOut`, `send`.
 */
export class DmStage {
  readonly clock: VirtualClock;
  readonly database: Database;
  readonly messenger = new ScriptedMessenger();
  settings: DmSettings;
  limits: Limits = {
    timeZone: 'UTC',
    activeWindows: [],
    blackoutDays: [],
    minIntervalMs: 0,
    minIntervalPerPeerMs: 0,
    people: { ...DEFAULT_PEOPLE_LIMITS, warmUpDays: 0 },
  };
  /** What is queued goes as soon as it is committed, unless somebody answered it. */
  sends = true;
  /** Whatever goes out while nobody agreed, or after an answer. */
  readonly wrongs: string[] = [];
  #messageId = 100;
  #life: { readonly stop: AbortController; readonly run: Promise<void> } | undefined;
  #service: DmService;

  constructor(
    readonly real: Database,
    settings: Partial<DmSettings> = {},
  ) {
    const activity = new Activity();
    this.clock = new VirtualClock(NOON, () => activity.quiet());
    this.settings = { ...NO_MESSAGES_TO_PEOPLE, ...settings };
    this.database = {
      ...real,
      query: (sql, params) => activity.track(real.query(sql, params)),
      transaction: (work) => activity.track(this.#transaction(work)),
    };
    this.#service = this.#newService();
  }

  get service(): DmService {
    return this.#service;
  }

  /** A new process. */
  async start(): Promise<void> {
    this.#service = this.#newService();
    const stop = new AbortController();
    this.#life = { stop, run: this.#service.run(stop.signal) };
    await this.pass(0);
  }

  async stop(): Promise<void> {
    const life = this.#life;
    this.#life = undefined;
    life?.stop.abort(new Error('stopped by the test'));
    await life?.run;
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async pass(ms: number): Promise<void> {
    await this.clock.run(this.clock.now() + ms);
  }

  /** A person whom the account knows. */
  meet(person: PeerId, title = `Person ${person}`, bot = false): void {
    const peer = { id: person, kind: 'user' as const, title, username: `person${person}` };
    this.messenger.people.set(`${person}`, bot ? { ...peer, bot: true } : peer);
  }

  /** Consent, with the conversation that begins with it. */
  async agree(person: PeerId, basis: ConsentBasis = 'opt_in_word'): Promise<void> {
    this.meet(person);
    await this.database.transaction(async (tx) => {
      await this.#grant(tx, { person, basis, source: 'a test', at: this.clock.now() });
    });
    this.#service.kick();
    await this.pass(0);
  }

  /** The person writes. @returns the message, as handlers hear it */
  async hear(person: PeerId, text = 'hello'): Promise<IncomingMessage> {
    const message = this.#message(person, text, false);
    this.meet(person);
    await this.database.transaction(async (tx) => {
      const { schema } = tx;
      const at = this.clock.now();
      await tx.query(
        `insert into ${schema}.chats as chat (account, peer_id, last_heard_id, last_heard_at)
         values ($1, $2, $3, $4) on conflict (account, peer_id) do update set
           last_heard_id = excluded.last_heard_id, last_heard_at = excluded.last_heard_at`,
        [ACCOUNT, person, message.messageId, new Date(message.at)],
      );
      await this.#grant(tx, { person, basis: 'wrote_first', source: 'a message', at });
      await tx.query(
        `update ${schema}.people set heard = heard + 1 where account = $1 and person_id = $2`,
        [ACCOUNT, person],
      );
    });
    await this.handle(message);
    return message;
  }

  /** The operator writes by hand. */
  async takeOver(person: PeerId): Promise<void> {
    const message = this.#message(person, 'by hand', true);
    await this.database.query(
      `insert into ${this.real.schema}.chats as chat
         (account, peer_id, last_own_id, last_own_at, taken_over_id, taken_over_at)
       values ($1, $2, $3, $4, $3, $4) on conflict (account, peer_id) do update set
         last_own_id = excluded.last_own_id, last_own_at = excluded.last_own_at,
         taken_over_id = excluded.taken_over_id, taken_over_at = excluded.taken_over_at`,
      [ACCOUNT, person, message.messageId, new Date(this.clock.now())],
    );
    await this.handle(message);
  }

  /** The account says something that the service knows nothing of: an answer. */
  async answer(person: PeerId): Promise<void> {
    await this.#noteOwn(this.database, person);
  }

  async optOut(person: PeerId): Promise<void> {
    const { schema } = this.real;
    await this.database.transaction(async (tx) => {
      await tx.query(
        `insert into ${schema}.people (account, person_id, first_seen_at, refused_at, refusal)
         values ($1, $2, $3, $3, 'stop') on conflict (account, person_id) do update set
           refused_at = excluded.refused_at, refusal = excluded.refusal`,
        [ACCOUNT, person, new Date(this.clock.now())],
      );
      await this.#outbox().cancel(tx, {
        account: ACCOUNT,
        what: { peer: person },
        reason: 'opted out',
      });
      await tx.query(
        `update ${schema}.conversations set due_at = null, due_what = null, reason = 'opted out'
         where account = $1 and person_id = $2`,
        [ACCOUNT, person],
      );
    });
  }

  /** What the dispatcher does with an event. */
  async handle(message: IncomingMessage): Promise<void> {
    const { handler } = this.#service;
    if (!handler.wants(message)) throw new Error('the service does not want it');
    const commit = await handler.decide([message], new AbortController().signal);
    await this.database.transaction(commit);
    await this.pass(0);
  }

  /** Sends what is queued, as the sender and the guard would: what was answered is refused. */
  async send(): Promise<void> {
    const { real } = this;
    const now = this.clock.now();
    const rows = await this.said("state = 'queued'");
    for (const row of rows) {
      const chat = await this.#chat(row.peer_id);
      const answered = row.precondition && (chat?.last_heard_id ?? 0) > row.precondition.heardId;
      const person = await readPerson(real, row.peer_id);
      const verdict = answered
        ? { state: 'refused', rule: 'still-silent' }
        : row.expires_at <= now
          ? { state: 'expired', rule: 'expiry' }
          : { state: 'sent', rule: null };
      await real.query(
        `update ${real.schema}.outbox set state = $2, rule = $3, settled_at = $4 where id = $1`,
        [row.id, verdict.state, verdict.rule, new Date(now)],
      );
      if (verdict.state !== 'sent') continue;
      if (!person?.consent || person.refusal) this.wrongs.push(`${row.dedupe_key}: no consent`);
      await this.#noteSent(row.id, row.peer_id, now);
    }
  }

  /** Ends whatever is queued. */
  async end(state: string, rule: string): Promise<void> {
    await this.database.query(
      `update ${this.real.schema}.outbox set state = $1, rule = $2, reason = 'ended', settled_at = $3
       where state = 'queued'`,
      [state, rule, new Date(this.clock.now())],
    );
  }

  said(where = 'true'): Promise<readonly SaidRow[]> {
    return this.real.query<SaidRow>(
      `select id, peer_id, content ->> 'text' as text, state, rule, reason, created_at, not_before,
         expires_at, precondition, dedupe_key
       from ${this.real.schema}.outbox where ${where} order by id`,
    );
  }

  async conversation(person: PeerId): Promise<StoredConversation | undefined> {
    const [row] = await this.real.query<StoredConversation>(
      `select state, stage, said, due_at, due_what, due_id, reason
       from ${this.real.schema}.conversations where account = $1 and person_id = $2`,
      [ACCOUNT, person],
    );
    return row;
  }

  async #chat(person: PeerId) {
    const [row] = await this.real.query<Row & { last_heard_id: number | null }>(
      `select last_heard_id from ${this.real.schema}.chats where account = $1 and peer_id = $2`,
      [ACCOUNT, person],
    );
    return row;
  }

  async #noteSent(id: number, person: PeerId, now: number): Promise<void> {
    const { real } = this;
    const known = await readPerson(real, person);
    await real.query(
      `insert into ${real.schema}.ledger
         (intent_id, account, service, budget, peer_id, at, outcome, begins)
       values ($1, $2, 'dm', 'unsolicited', $3, $4, 'sent', $5)`,
      [id, ACCOUNT, person, new Date(now), known?.heard === 0 && known.said === 0],
    );
    await this.#noteOwn(real, person);
  }

  async #noteOwn(db: Queryable, person: PeerId): Promise<void> {
    this.#messageId++;
    await db.query(
      `insert into ${db.schema}.chats as chat (account, peer_id, last_own_id, last_own_at)
       values ($1, $2, $3, $4) on conflict (account, peer_id) do update set
         last_own_id = excluded.last_own_id, last_own_at = excluded.last_own_at`,
      [ACCOUNT, person, this.#messageId, new Date(this.clock.now())],
    );
    await db.query(
      `update ${db.schema}.people set said = said + 1 where account = $1 and person_id = $2`,
      [ACCOUNT, person],
    );
  }

  #message(person: PeerId, text: string, own: boolean): IncomingMessage {
    this.#messageId++;
    const at = Math.floor(this.clock.now() / 1000) * 1000;
    return { kind: 'message', peer: person, messageId: this.#messageId, at, own, text };
  }

  async #transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
    const result = await this.real.transaction(work);
    if (this.sends) await this.send();
    return result;
  }

  async #grant(tx: Queryable, grant: Grant): Promise<Granted> {
    const known = await readPerson(tx, grant.person);
    if (known?.refusal && grant.basis !== 'opt_in_word') return 'refused';
    if (known?.consent && !known.refusal) return 'known';
    const { person, basis, source, at } = grant;
    await tx.query(
      `insert into ${tx.schema}.people
         (account, person_id, first_seen_at, basis, source, consented_at)
       values ($1, $2, $5, $3, $4, $5) on conflict (account, person_id) do update set
         basis = excluded.basis, source = excluded.source, consented_at = excluded.consented_at,
         refused_at = null, refusal = null`,
      [ACCOUNT, person, basis, source, new Date(at)],
    );
    await tx.query(
      `insert into ${tx.schema}.conversations
         (account, person_id, state, due_at, due_what, updated_at)
       values ($1, $2, 'first-contact', $3, 'welcome', $3) on conflict (account, person_id)
         do update set due_at = excluded.due_at, due_what = excluded.due_what, reason = null`,
      [ACCOUNT, person, new Date(this.clock.now())],
    );
    return 'granted';
  }

  #outbox() {
    return createOutbox({
      clock: this.clock,
      events: { publish: () => undefined },
      kick: () => undefined,
    });
  }

  #newService(): DmService {
    return createDmService({
      account: ACCOUNT,
      customer: '1',
      clock: this.clock,
      logger: silentLogger,
      database: this.database,
      outbox: this.#outbox(),
      messenger: this.messenger,
      people: { read: readPerson, grant: (tx, grant) => this.#grant(tx, grant) },
      readTakeover,
      settings: () => this.settings,
      limits: () => this.limits,
      pollMs: DAY_MS,
    });
  }
}

async function readPerson(db: Queryable, id: PeerId): Promise<Person | undefined> {
  const [row] = await db.query<
    Row & {
      basis: ConsentBasis | null;
      source: string;
      consented_at: number;
      refused_at: number | null;
      refusal: string;
      heard: number;
      said: number;
      first_seen_at: number;
    }
  >(`select * from ${db.schema}.people where account = $1 and person_id = $2`, [ACCOUNT, id]);
  if (!row) return undefined;
  const { basis, source, consented_at, refused_at, refusal, heard, said } = row;
  const consent: Consent | undefined = basis ? { basis, source, at: consented_at } : undefined;
  return {
    ...{ id, name: '', firstSeenAt: row.first_seen_at, heard, said },
    ...(consent && { consent }),
    ...(refused_at !== null && { refusal: { at: refused_at, how: refusal } }),
  };
}

const readTakeover: ReadTakeover = async (db, account, peer) => {
  const [row] = await db.query<Row & { taken_over_id: number; taken_over_at: number }>(
    `select taken_over_id, taken_over_at from ${db.schema}.chats
     where account = $1 and peer_id = $2 and taken_over_at is not null`,
    [account, peer],
  );
  return row && { messageId: row.taken_over_id, at: row.taken_over_at };
};
