import type { Database } from '../../src/core/database.js';
import type { LiveEvent } from '../../src/core/events.js';
import type { Guard } from '../../src/core/guard.js';
import type { Intent, IntentDraft, IntentState } from '../../src/core/intent.js';
import type { PeerId } from '../../src/core/peer.js';
import type { ConsentBasis } from '../../src/core/people.js';
import type { Limits } from '../../src/core/settings.js';
import { DEFAULT_PEOPLE_LIMITS } from '../../src/core/settings.js';
import { createGuard } from '../../src/guard/guard.js';
import { Activity } from '../../src/lib/activity.js';
import { VirtualClock } from '../../src/lib/virtual-clock.js';
import { createOutbox } from '../../src/outbox/outbox.js';
import { createSender, type HaltOutcome, type SenderOptions } from '../../src/outbox/sender.js';
import { ScriptedTelegram } from './scripted-telegram.js';

export const ACCOUNT = 'user';
export const GROUP: PeerId = -1_001;
export const OTHER_GROUP: PeerId = -1_002;
/** The account itself: Saved Messages. */
export const SELF: PeerId = 7;
/** A Wednesday noon in UTC. */
export const NOON = Date.UTC(2026, 5, 10, 12);

const ANY_NUMBER = 1_000_000;

/** Nothing is held back but where the operator writes by hand. */
export const NO_LIMITS: Limits = {
  timeZone: 'UTC',
  activeWindows: [],
  blackoutDays: [],
  minIntervalMs: 0,
  minIntervalPerPeerMs: 0,
  people: {
    ...DEFAULT_PEOPLE_LIMITS,
    cooldownMs: 0,
    maxPerWindow: ANY_NUMBER,
    newConversationsPerDay: ANY_NUMBER,
    warmUpDays: 0,
    answerIntervalMs: 0,
    answersPerChatPerHour: ANY_NUMBER,
    answersPerDay: ANY_NUMBER,
  },
};

let drafts = 0;

/** Something to say; each with a dedupe key of its own unless one is given. */
export function draft(changes: Partial<IntentDraft> = {}): IntentDraft {
  drafts++;
  return {
    account: ACCOUNT,
    service: 'message',
    budget: 'unsolicited',
    op: 'send',
    peer: GROUP,
    content: { kind: 'text', text: `hello ${drafts}` },
    lane: ACCOUNT,
    priority: 'scheduled',
    notBefore: NOON,
    dedupeKey: `draft ${drafts}`,
    ...changes,
  };
}

/** An intent that was never in a database, for the pure rules. */
export function intentOf(changes: Partial<Intent> = {}): Intent {
  return {
    ...draft(),
    id: 1,
    state: 'queued',
    randomIds: [1n],
    attempts: 0,
    nextAt: NOON,
    createdAt: NOON,
    ...changes,
  };
}

/** What is on record of a person, as tests write it. Times are milliseconds since the epoch. */
export interface PersonRecord {
  readonly account?: string;
  readonly basis?: ConsentBasis | null;
  readonly refusedAt?: number;
  readonly heard?: number;
  readonly said?: number;
}

/** Puts a person on record, or changes what is: without more, one who wrote first. */
export async function meet(
  db: Database,
  person: PeerId,
  { account = ACCOUNT, basis = 'wrote_first', refusedAt, heard = 1, said = 0 }: PersonRecord = {},
): Promise<void> {
  await db.query(
    `insert into ${db.schema}.people (account, person_id, first_seen_at, heard, said,
       basis, source, consented_at, refused_at, refusal)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (account, person_id) do update set heard = excluded.heard, said = excluded.said,
       basis = excluded.basis, source = excluded.source, consented_at = excluded.consented_at,
       refused_at = excluded.refused_at, refusal = excluded.refusal`,
    [
      account,
      person,
      new Date(NOON),
      heard,
      said,
      basis,
      basis && 'private message 1',
      basis && new Date(NOON),
      refusedAt === undefined ? null : new Date(refusedAt),
      refusedAt === undefined ? null : 'stop',
    ],
  );
}

/** A row of the outbox, as far as tests look at it. */
export interface OutboxRow {
  readonly id: number;
  readonly state: IntentState;
  readonly rule: string | null;
  readonly reason: string | null;
  readonly next_at: number;
  readonly attempts: number;
  readonly random_ids: readonly bigint[];
  readonly message_ids: readonly number[] | null;
}

/**
 * The whole road in virtual time: the real outbox, guard and sender over a real database, with a scripted
 * Telegram at its end.
 */
export class TestRoad {
  readonly activity = new Activity();
  readonly clock: VirtualClock;
  readonly telegram: ScriptedTelegram;
  readonly events: LiveEvent[] = [];
  readonly halts: HaltOutcome[] = [];
  readonly database: Database;
  limits: Limits = NO_LIMITS;
  allowedPeers: ReadonlySet<PeerId> | undefined = new Set([GROUP, OTHER_GROUP]);
  ownPeers: ReadonlySet<PeerId> = new Set([SELF]);
  /** Empty while nobody was forgotten. */
  readonly forgottenHashes = new Map<PeerId, Uint8Array>();
  /** How many times the database was asked. */
  queries = 0;

  constructor(database: Database, startAt = NOON) {
    this.clock = new VirtualClock(startAt, () => this.activity.quiet());
    this.telegram = new ScriptedTelegram(this.clock);
    this.database = this.#watched(database);
  }

  guard(): Guard {
    return createGuard({
      limits: () => this.limits,
      allowedPeers: () => this.allowedPeers,
      ownPeers: () => this.ownPeers,
      forgottenHash: (person) => this.forgottenHashes.get(person),
    });
  }

  sender(changes: Partial<SenderOptions> = {}) {
    const events = { publish: (event: LiveEvent) => void this.events.push(event) };
    return createSender({
      database: this.database,
      account: ACCOUNT,
      messenger: this.telegram,
      guard: this.guard(),
      clock: this.clock,
      events,
      onHalt: (outcome) => void this.halts.push(outcome),
      ...changes,
    });
  }

  /** Proposes without telling any sender. */
  async propose(...wanted: readonly Partial<IntentDraft>[]): Promise<number[]> {
    const outbox = createOutbox({
      clock: this.clock,
      events: { publish: () => undefined },
      kick: () => undefined,
    });
    return this.database.transaction(async (tx) => {
      const ids: number[] = [];
      for (const changes of wanted) ids.push((await outbox.propose(tx, draft(changes))).id);
      return ids;
    });
  }

  /** Runs a sender for some virtual time, then stops it in order. */
  async runFor(ms: number, sender = this.sender()): Promise<void> {
    const stop = new AbortController();
    const run = sender.run(stop.signal);
    run.catch(() => undefined);
    await this.clock.run(this.clock.now() + ms);
    stop.abort();
    await this.clock.during(run);
  }

  async row(id: number): Promise<OutboxRow> {
    const [row] = await this.database.query<OutboxRow & Record<string, unknown>>(
      `select id, state, rule, reason, next_at, attempts, random_ids, message_ids
       from ${this.database.schema}.outbox where id = $1`,
      [id],
    );
    if (!row) throw new Error(`no intent ${id}`);
    return row;
  }

  async states(): Promise<Record<string, number>> {
    const rows = await this.database.query<{ state: string; count: number }>(
      `select state, count(*)::integer as count from ${this.database.schema}.outbox group by state`,
    );
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  }

  async ledger(): Promise<readonly { intent_id: number; at: number; outcome: string }[]> {
    return this.database.query(
      `select intent_id, at, outcome from ${this.database.schema}.ledger order by intent_id`,
    );
  }

  #watched(database: Database): Database {
    const query: Database['query'] = (sql, params) => {
      this.queries++;
      return this.activity.track(database.query(sql, params));
    };
    return {
      kind: database.kind,
      schema: database.schema,
      query,
      transaction: (work) => this.activity.track(database.transaction(work)),
      close: () => database.close(),
    };
  }
}
