import { expect, test } from '@jest/globals';
import type { Row } from '../../../src/core/database.js';
import { DEFAULT_PEOPLE_LIMITS } from '../../../src/core/settings.js';
import { drawInteger, drawOne, seededRandom } from '../../../src/lib/seeded-random.js';
import {
  describeDatabases,
  leaveOut,
  type OpenTestDatabase,
  type TestDatabase,
} from '../../support/databases.js';
import { heldAttempts } from '../restrictions.js';
import type { ScenarioEnd } from '../scenario.js';
import { judgePeople } from './judge.js';
import { peopleOf } from './population.js';
import { brokenPromises } from './promises.js';
import { livePeople, type PeopleScenario } from './run.js';
import { dmSettings, labelOf, replySettings } from './speech.js';
import { type Story, saidBy } from './story.js';
import { villageLife } from './village.js';

/** `CAMPAIGN_RUNS=3 npm test -- test/campaign/people/thirty` lives whole months, on both databases. */
const RUNS = Number(process.env.CAMPAIGN_RUNS ?? 0);
const FIRST = Number(process.env.CAMPAIGN_SEED ?? 1);
const LONG = RUNS > 0;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const [DAYS, PEOPLE] = LONG ? [30, 60] : [2, 12];
/** What is said at least: the short form ends before most of it is due. */
const KINDS = LONG
  ? ['welcome', 'later', 'price', 'first-contact-1', 'active-1', 'manual-1']
  : ['welcome', 'first-contact-1'];
/** Longer than any time in which the program does not run, with what it makes up for then. */
const LATE_MS = 20 * MINUTE;

/** The short form of this campaign is `people.test.ts`. */
const describeCampaign = LONG ? describeDatabases : leaveOut;

describeCampaign('a village of several kinds of people', (open: OpenTestDatabase) => {
  test.each(Array.from({ length: LONG ? RUNS : 1 }, (_, n) => FIRST + n))(
    'hears what the settings promise, at S3’s times, and nothing that it must not (seed %i)',
    async (seed) => {
      const db = await open();
      const scenario = scenarioOf(seed);
      const people = scenario.people.map(({ id }) => id);
      const endsAt = scenario.startAt + DAYS * DAY;
      const { story, failures, world, lives } = await livePeople(scenario, db, (stage) =>
        villageLife(stage, people, endsAt),
      );
      if (LONG) console.log(`seed ${seed}, ${lives} lives: ${await describeMonth(story, db)}`);
      expect(failures).toEqual([]);
      expect(judgePeople(story)).toEqual([]);
      expect(heldAttempts({ messages: [], attempts: world.attempts, kills: [] })).toEqual([]);
      const unexplained = [];
      for (const broken of brokenPromises(story, LATE_MS, endsAt)) {
        const reason = broken.rule === 'missing' ? await reasonFor(db, broken.person) : undefined;
        if (LONG && reason !== undefined) console.log(`${broken.what}: ${reason}`);
        if (reason === undefined) unexplained.push(broken);
      }
      expect(unexplained).toEqual([]);
      const kinds = new Set(saidBy(story).map(({ text }) => labelOf(text).id));
      expect([...kinds]).toEqual(expect.arrayContaining(KINDS));
    },
    LONG ? 600_000 : 120_000,
  );
});

/** Why nothing is planned for a person, in the program's own words. */
async function reasonFor(db: TestDatabase, person: number): Promise<string | undefined> {
  const [row] = await db.query<Row & { reason: string | null }>(
    `select reason from ${db.schema}.conversations where person_id = $1`,
    [person],
  );
  return row?.reason ?? undefined;
}

async function describeMonth(story: Story, db: TestDatabase): Promise<string> {
  const counts = new Map<string, number>();
  for (const { text } of saidBy(story)) {
    const { kind, id } = labelOf(text);
    const what = kind === 'answer' ? kind : `${kind} ${id}`;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  const ended = await db.query<Row & { what: string; count: number }>(
    `select state || ' ' || coalesce(rule, '') as what, count(*)::integer as count
     from ${db.schema}.outbox where state <> 'sent' group by 1 order by 1`,
  );
  const said = [...counts].sort().map(([what, count]) => `${count} ${what}`);
  return [...said, ...ended.map(({ what, count }) => `(${count} ${what})`)].join(', ');
}

function scenarioOf(seed: number): PeopleScenario {
  const random = seededRandom(seed);
  return {
    seed,
    // The clocks change in the first week.
    startAt: drawOne(random, [Date.UTC(2026, 2, 25, 7), Date.UTC(2026, 9, 21, 16)]),
    limits: {
      timeZone: 'Europe/Berlin',
      activeWindows: [],
      blackoutDays: [],
      minIntervalMs: 0,
      minIntervalPerPeerMs: 0,
      people: { ...DEFAULT_PEOPLE_LIMITS, warmUpDays: 5 },
    },
    people: peopleOf(PEOPLE),
    settings: { reply: replySettings('manualplus'), dm: dmSettings() },
    mishaps: {
      deliveries: {
        'answer-lost': 0.05,
        cut: 0.03,
        'cut-after-effect': 0.02,
        'server-error': 0.03,
      },
      pushes: { lost: 0.05, twice: 0.03, late: 0.03, 'too-long': 0.01 },
      questions: { 'flood-wait': 0.02, 'server-error': 0.02 },
      ends: Array.from({ length: DAYS }, (): ScenarioEnd => {
        const downMs = drawOne(random, [0, 1_000, MINUTE, 8 * MINUTE]);
        const afterOperations = drawInteger(random, 500, 6_000);
        if (random() < 0.3) return { by: { kind: 'stop', afterMs: random() * DAY }, downMs };
        return { by: { kind: 'kill', afterOperations, effect: random() < 0.5 }, downMs };
      }),
    },
  };
}
