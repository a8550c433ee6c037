import fc from 'fast-check';
import type { Database } from '../../src/core/database.js';
import type { Intent } from '../../src/core/intent.js';
import type { PeerId } from '../../src/core/peer.js';
import type { Limits } from '../../src/core/settings.js';
import { createGuard } from '../../src/guard/guard.js';
import { claim, park } from '../../src/outbox/claim.js';
import { INTENT_COLUMNS, type IntentRow, toIntent } from '../../src/outbox/intent-row.js';
import { move, moveToSent } from '../../src/outbox/move.js';
import { createOutbox } from '../../src/outbox/outbox.js';
import { takeUp } from '../../src/outbox/take-up.js';
import { draft, meet, NO_LIMITS } from './road.js';

const SECOND = 1_000;
const HOUR = 3_600_000;
const PEOPLE = 6;

/** An evening in New York: midnight is near, and in the second night clocks go back. */
export const BEGINS = Date.UTC(2026, 9, 31, 1);

/** S3's figures, and a cap that a few people reach. */
export const LIMITS: Limits = {
  ...NO_LIMITS,
  timeZone: 'America/New_York',
  people: {
    ...NO_LIMITS.people,
    cooldownMs: 300 * SECOND,
    maxPerWindow: 3,
    windowMs: HOUR,
    newConversationsPerDay: 3,
    warmUpDays: 3,
  },
};

/** Something that happens after `gapMs`. Of a send: whether it arrived, and what is known of that. */
export const STEP = fc.record({
  gapMs: fc.oneof(
    fc.constantFrom(0, 1, 299_999, 300_000, 300_001, HOUR - 1, HOUR, 12 * HOUR),
    fc.integer({ min: 0, max: 400 * SECOND }),
    fc.integer({ min: 0, max: 9 * HOUR }),
  ),
  person: fc.integer({ min: 1, max: PEOPLE }),
  what: fc.oneof(
    { weight: 20, arbitrary: fc.constant('invite' as const) },
    { weight: 8, arbitrary: fc.constant('again' as const) },
    { weight: 2, arbitrary: fc.constantFrom('wrote' as const, 'refused' as const) },
  ),
  tookMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20 * SECOND })),
  arrives: fc.constantFrom(true, true, false),
  known: fc.constantFrom('answer', 'answer', 'nothing', 'crash'),
});
export type Step = typeof STEP extends fc.Arbitrary<infer T> ? T : never;

/** What a step left for the judge, who asks no table. */
export type Trace =
  | { readonly type: 'arrived'; readonly person: PeerId; readonly at: number }
  | {
      readonly type: 'claimed' | 'wrote' | 'refused';
      readonly person: PeerId;
      readonly at: number;
    };

/** A guard and a ledger at the mercy of chance: people, intents, answers that are lost, crashes. */
export class LimitWorld {
  readonly traces: Trace[] = [];
  readonly #database: Database;
  readonly #account: string;
  readonly #guard = createGuard({
    limits: () => LIMITS,
    allowedPeers: () => new Set(),
    ownPeers: () => new Set(),
    forgottenHash: () => undefined,
  });
  /** Intents whose message is there, whoever knows. */
  readonly #there = new Set<number>();
  #now = BEGINS;

  private constructor(database: Database, account: string) {
    this.#database = database;
    this.#account = account;
  }

  static async begin(database: Database, account: string): Promise<LimitWorld> {
    for (let person = 1; person <= PEOPLE; person++) {
      await meet(database, person, { account, basis: 'imported', heard: 0 });
    }
    await database.query(
      `insert into ${database.schema}.accounts
         (account, user_id, name, health, health_reason, health_since, first_online_at)
       values ($1, 1, 'Ada', 'ok', '', $2, $2)`,
      [account, new Date(BEGINS)],
    );
    return new LimitWorld(database, account);
  }

  async take(step: Step): Promise<void> {
    this.#now += step.gapMs;
    const { person, what } = step;
    if (what === 'wrote' || what === 'refused') return this.#hear(person, what);
    const intent = what === 'invite' ? await this.#propose(person) : await this.#inDoubt(person);
    if (intent) await this.#send(intent, step);
  }

  async #hear(person: PeerId, what: 'wrote' | 'refused'): Promise<void> {
    const changes = what === 'wrote' ? 'heard = heard + 1' : "refused_at = $3, refusal = 'stop'";
    await this.#database.query(
      `update ${this.#database.schema}.people set ${changes}
       where account = $1 and person_id = $2 and $3::timestamptz is not null`,
      [this.#account, person, new Date(this.#now)],
    );
    this.traces.push({ type: what, person, at: this.#now });
  }

  async #propose(peer: PeerId): Promise<Intent | undefined> {
    const outbox = createOutbox({
      clock: { now: () => this.#now, sleepUntil: () => Promise.reject(new Error('no sleep')) },
      events: { publish: () => undefined },
      kick: () => undefined,
    });
    const wanted = { account: this.#account, lane: this.#account, service: 'dm', peer } as const;
    const { id } = await outbox.propose(this.#database, draft({ ...wanted, notBefore: this.#now }));
    return this.#load('id = $2', id);
  }

  #inDoubt(person: PeerId): Promise<Intent | undefined> {
    return this.#load("peer_id = $2 and state = 'sending'", person);
  }

  async #load(where: string, value: number): Promise<Intent | undefined> {
    const [row] = await this.#database.query<IntentRow>(
      `select ${INTENT_COLUMNS} from ${this.#database.schema}.outbox
       where account = $1 and ${where} order by id limit 1`,
      [this.#account, value],
    );
    return row && toIntent(row);
  }

  async #send(intent: Intent, { tookMs, arrives, known }: Step): Promise<void> {
    const db = this.#database;
    const due: Intent = { ...intent, nextAt: this.#now };
    await db.query(`update ${db.schema}.outbox set next_at = $2 where id = $1`, [
      intent.id,
      new Date(this.#now),
    ]);
    const decision = await this.#guard.decide(db, due, this.#now);
    if (decision.verdict.type !== 'allow') {
      // Looked for in the history first, as the sender does.
      if (this.#there.has(intent.id)) await this.#sent(intent.id);
      else await park(db, due, decision, this.#now);
      return;
    }
    const person = intent.peer;
    await claim(db, due, decision, this.#now);
    this.traces.push({ type: 'claimed', person, at: this.#now });
    if (arrives && !this.#there.has(intent.id)) {
      this.#there.add(intent.id);
      this.traces.push({ type: 'arrived', person, at: this.#now + Math.floor(tookMs / 2) });
    }
    this.#now += tookMs;
    if (known === 'crash') return this.#crash();
    if (known === 'answer' && this.#there.has(intent.id)) return this.#sent(intent.id);
    const doubtful = known === 'nothing' || intent.state === 'sending';
    const state = doubtful ? 'sending' : 'queued';
    const to = { id: intent.id, nextAt: this.#now, code: 'TEST', reason: 'by chance' };
    await move(db, { ...to, state, spent: doubtful }, this.#now);
  }

  async #sent(id: number): Promise<void> {
    await moveToSent(this.#database, id, { messageIds: [id], sentAt: this.#now }, this.#now);
  }

  #crash(): Promise<void> {
    return takeUp(this.#database, { account: this.#account, lane: this.#account }, this.#now);
  }
}
