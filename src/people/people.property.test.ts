import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { describeFastestDatabase } from '../../test/support/databases.js';
import { ACCOUNT, PeopleStage } from '../../test/support/people-stage.js';
import type { Incoming } from '../core/incoming.js';
import type { PeerId } from '../core/peer.js';

/** `PEOPLE_RUNS=500 npm test -- src/people/people.property` looks for long. */
const RUNS = Number(process.env.PEOPLE_RUNS ?? 25);
const PEOPLE = 3;
const WORDS = { hello: 'merhaba', out: 'lütfen dur', in: 'katıl' } as const;

const who = fc.integer({ min: 0, max: PEOPLE - 1 });
const line = fc.record({
  who,
  says: fc.constantFrom('hello' as const, 'out' as const, 'in' as const),
  /** So long ago, in seconds: what is heard late and out of order. */
  ago: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 90 })),
  where: fc.constantFrom('private' as const, 'private' as const, 'group' as const, 'edit' as const),
});
type Line = typeof line extends fc.Arbitrary<infer T> ? T : never;

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('hear' as const),
      lines: fc.array(line, { minLength: 1, maxLength: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('hear again' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('import' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('refuse' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('forget' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Who may be written to, told the plain way: by the times of the words alone. */
class Model {
  agreed = false;
  agreedByWordAt = Number.NEGATIVE_INFINITY;
  refusedAt = Number.NEGATIVE_INFINITY;

  get writable(): boolean {
    return this.agreed && this.refusedAt === Number.NEGATIVE_INFINITY;
  }

  hear({ says, where }: Line, at: number): void {
    if (says === 'out') this.refuse(at);
    else if (where === 'edit') return;
    else if (says === 'in') this.agreeByWord(at);
    else if (where === 'private') this.agree();
  }

  agree(): void {
    if (this.refusedAt === Number.NEGATIVE_INFINITY) this.agreed = true;
  }

  agreeByWord(at: number): void {
    if (at <= this.refusedAt) return;
    const anew = this.refusedAt > Number.NEGATIVE_INFINITY || !this.agreed;
    if (anew || this.agreedByWordAt === Number.NEGATIVE_INFINITY) this.agreedByWordAt = at;
    this.refusedAt = Number.NEGATIVE_INFINITY;
    this.agreed = true;
  }

  refuse(at: number, byHand = false): void {
    const refused = this.refusedAt > Number.NEGATIVE_INFINITY;
    if (!refused && !byHand && this.agreedByWordAt > at) return;
    const when = byHand ? Math.max(at, this.agreedByWordAt) : at;
    this.refusedAt = Math.max(this.refusedAt, when);
  }

  forget(at: number): void {
    this.agreed = false;
    this.agreedByWordAt = Number.NEGATIVE_INFINITY;
    this.refusedAt = Math.max(this.refusedAt, at);
  }
}

class Life {
  readonly #models = Array.from({ length: PEOPLE }, () => new Model());
  #last: { fresh: Incoming[]; lines: { line: Line; at: number }[] } = { fresh: [], lines: [] };

  constructor(
    readonly stage: PeopleStage,
    readonly first: PeerId,
  ) {}

  async live(step: Step): Promise<void> {
    const { stage } = this;
    await stage.clock.run(stage.clock.now() + 20_000);
    const now = stage.clock.now();
    if (step.do === 'hear') {
      const lines = step.lines.map((line) => ({ line, at: now - line.ago * 1_000 }));
      this.#last = { lines, fresh: lines.map(({ line, at }) => this.#incoming(line, at)) };
      await this.#hear();
    } else if (step.do === 'hear again') await this.#hear();
    else if (step.do === 'restart') await stage.open().forgottenCheck(stage.database);
    else await this.#byHand(step.do, step.who, now);
    await this.#check();
  }

  async #hear(): Promise<void> {
    for (const { line, at } of this.#last.lines) this.#models[line.who]?.hear(line, at);
    await this.stage.hear(...this.#last.fresh);
  }

  #incoming({ who, says, where }: Line, at: number): Incoming {
    const person = this.first + who;
    const text = WORDS[says];
    if (where === 'group') return this.stage.saysInGroup(person, text, { at });
    const message = this.stage.says(person, text, { at });
    return where === 'edit' ? { ...message, kind: 'edit', editedAt: at } : message;
  }

  #byHand(what: 'import' | 'refuse' | 'forget', who: number, now: number): Promise<unknown> {
    const { people, database } = this.stage;
    const person = this.first + who;
    const model = this.#models[who];
    return database.transaction<unknown>((tx) => {
      if (what === 'forget') {
        model?.forget(now);
        return people.forget(tx, person);
      }
      if (what === 'refuse') {
        model?.refuse(now, true);
        return people.refuse(tx, { person, how: 'operator', at: now });
      }
      model?.agree();
      const rows = [{ line: 1, who: { id: person } }];
      return people.import(tx, { rows, source: 'list.csv', dryRun: false });
    });
  }

  /** As the guard sees it; and nothing waits for anybody else. */
  async #check(): Promise<void> {
    const { stage, first } = this;
    const all = this.#models.map((_, n) => first + n);
    const hashed = all.filter((person) => stage.people.forgottenHash(person));
    const rows = await stage.database.query<{ person_id: PeerId }>(
      `select person_id from ${stage.database.schema}.people
        where account = $1 and person_id = any($2::bigint[]) and basis is not null and refused_at is null
          and not exists (select 1 from ${stage.database.schema}.forgotten
            where person_hash in (select decode(h.hash, 'hex')
              from unnest($3::bigint[], $4::text[]) h (id, hash) where h.id = person_id))
        order by 1`,
      [ACCOUNT, all, hashed, hashed.map((person) => stage.people.hashOf(person).toString('hex'))],
    );
    const writable = all.filter((_, n) => this.#models[n]?.writable);
    expect(rows.map(({ person_id }) => person_id)).toEqual(writable);
    const waiting = await stage.database.query<{ peer_id: PeerId }>(
      `select peer_id from ${stage.database.schema}.outbox
        where state = 'queued' and peer_id = any($1::bigint[])
       union
       select person_id from ${stage.database.schema}.conversations
        where due_at is not null and person_id = any($1::bigint[])`,
      [all],
    );
    for (const { peer_id } of waiting) expect(writable).toContain(peer_id);
    for (const person of writable) await stage.propose(person);
  }
}

describeFastestDatabase('whatever people say, in whatever order it is heard', (open) => {
  test(
    'the tables allow only whom a plain model allows, and nothing waits for anybody else',
    async () => {
      const stage = new PeopleStage(await open());
      let first = 1_000;
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
          first += PEOPLE;
          const life = new Life(stage, first);
          for (const one of steps) await life.live(one);
        }),
        { numRuns: RUNS },
      );
    },
    30_000 + RUNS * 1_000,
  );
});
