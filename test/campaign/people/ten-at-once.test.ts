import { expect, test } from '@jest/globals';
import type { Database, Row } from '../../../src/core/database.js';
import { type DmSettings, NO_MESSAGES_TO_PEOPLE } from '../../../src/core/dm-settings.js';
import {
  DEFAULT_PEOPLE_LIMITS,
  type Limits,
  type PeopleLimits,
} from '../../../src/core/settings.js';
import { why } from '../../../src/outbox/why.js';
import { describeFastestDatabase } from '../../support/databases.js';
import { localMoment } from '../local-time.js';
import { judgePeople } from './judge.js';
import { ACCOUNT } from './one-life.js';
import { peopleOf } from './population.js';
import type { Program } from './program.js';
import { livePeople, type PeopleScenario, type Stage } from './run.js';
import { labelled, replySettings } from './speech.js';
import { saidBy } from './story.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Noon in Istanbul. */
const NOON = Date.UTC(2026, 5, 10, 9);

const WELCOME = {
  id: 'welcome',
  variants: [labelled({ kind: 'welcome', id: 'welcome', budget: 'unsolicited' }, 'hoş geldin')],
  bases: ['opt_in_word', 'imported'] as const,
};

describeFastestDatabase('S3: ten messages to one person at once', (open) => {
  test('the first goes, nine are refused, and why says by which rule and figure', async () => {
    const db = await open();
    const scenario = scenarioOf(1);
    const [anna = 0] = scenario.people.map(({ id }) => id);
    const { story, failures } = await livePeople(
      scenario,
      db,
      async ({ clock, world, program }) => {
        await clock.sleepUntil(NOON + MINUTE);
        world.says(anna, anna, 'merhaba', 'talk');
        await clock.sleepUntil(NOON + 2 * MINUTE);
        await runs(program).proposes(Array.from({ length: 10 }, (_, n) => burst(anna, `${n}`)));
        await clock.sleepUntil(NOON + 2 * HOUR);
      },
    );
    expect(failures).toEqual([]);
    expect(saidBy(story).map(({ text }) => text)).toEqual([burst(anna, '0').content.text]);
    expect(judgePeople(story)).toEqual([]);
    const rows = await rowsOf(db);
    expect(rows.map(({ state, rule }) => `${state} ${rule}`)).toEqual([
      'sent null',
      ...Array.from({ length: 9 }, () => 'refused person-interval'),
    ]);
    for (const { id } of rows.slice(1)) {
      const sentences = (await why(db, ACCOUNT, id, 'Europe/Istanbul')).sentences.join(' ');
      expect(sentences).toMatch(
        /it is not sent\. person-interval: 5 min between two messages to one person \(.+ since the last one to this person\)/,
      );
    }
  });

  test('ten invites that are due at once are kept apart by the plan: all go, none too soon', async () => {
    const db = await open();
    const invites = Array.from({ length: 10 }, (_, n) => ({
      id: `offer-${n}`,
      variants: [labelled({ kind: 'invite', id: `offer-${n}`, budget: 'unsolicited' }, 'gel')],
      bases: ['opt_in_word'] as const,
      afterMs: 0,
    }));
    const scenario = scenarioOf(1, { dm: { welcome: WELCOME, invites } });
    const [anna = 0] = scenario.people.map(({ id }) => id);
    const { story, failures } = await livePeople(scenario, db, async ({ clock, world }) => {
      await clock.sleepUntil(NOON + MINUTE);
      world.says(anna, anna, 'katıl', 'opt-in');
      await clock.sleepUntil(NOON + 5 * HOUR);
    });
    expect(failures).toEqual([]);
    const said = saidBy(story).map(({ arrivedAt }) => arrivedAt);
    expect(said).toHaveLength(11);
    const last = said.at(-1) ?? 0;
    // Three an hour: the eleventh (the welcome is one) is ready in the fourth hour.
    expect(last - NOON).toBeLessThan(3 * HOUR + 30 * MINUTE);
    expect(judgePeople(story)).toEqual([]);
    const refused = await rowsOf(db, "where state <> 'sent'");
    expect(refused).toEqual([]);
  });
});

/** Fifty in the long form. */
const MANY = process.env.CAMPAIGN_RUNS ? 50 : 6;

describeFastestDatabase('S3: the limits of many people at their boundaries', (open) => {
  test('300 s and 3 in 3,600 s, to the millisecond, over restarts', async () => {
    const db = await open();
    const scenario = scenarioOf(MANY, { latency: { lowestMs: 0, highestMs: 0 } });
    const people = scenario.people.map(({ id }) => id);
    const begin = NOON + 10 * MINUTE;
    /** When something is proposed to everybody, and what comes of it. */
    const steps: [atMs: number, outcome: string][] = [
      [0, 'sent null'],
      [0, 'refused person-interval'],
      [299_999, 'refused person-interval'],
      [300_000, 'sent null'],
      [600_000, 'sent null'],
      [900_000, 'refused person-cap'],
      [HOUR - 1, 'refused person-cap'],
      [HOUR, 'sent null'],
      [HOUR + 299_999, 'refused person-interval'],
      [HOUR + 300_000, 'sent null'],
      [HOUR + 600_000, 'sent null'],
      [DAY, 'sent null'],
      [DAY + 300_000, 'sent null'],
      [DAY + 600_000, 'sent null'],
      [DAY + 900_000, 'refused person-cap'],
    ];
    const { story, failures, lives } = await livePeople(
      scenario,
      db,
      async ({ clock, world, program }) => {
        await clock.sleepUntil(NOON + MINUTE);
        for (const person of people) world.says(person, person, 'merhaba', 'talk');
        for (const [atMs] of steps) {
          await clock.sleepUntil(begin + atMs);
          await runs(program).proposes(people.map((person) => burst(person, `${atMs}`)));
        }
        await clock.sleepUntil(begin + 2 * DAY);
      },
    );
    expect(failures).toEqual([]);
    expect(lives).toBe(4);
    for (const person of people) {
      const rows = await rowsOf(db, `where peer_id = ${person}`);
      expect(rows.map(({ state, rule }) => `${state} ${rule}`)).toEqual(
        steps.map(([, outcome]) => outcome),
      );
    }
    expect(judgePeople(story)).toEqual([]);
    expect(saidBy(story)).toHaveLength(MANY * 9);
    const [capped] = await rowsOf(db, "where rule = 'person-cap'");
    const { sentences } = await why(db, ACCOUNT, capped?.id ?? 0, 'Europe/Istanbul');
    expect(sentences.join(' ')).toContain(
      'person-cap: no more than 3 messages to one person in 1 h (3 of 3 in the last 1 h)',
    );
  });

  test('first words to strangers go by the day, the fewer the younger the account, over restarts', async () => {
    const db = await open();
    const scenario = scenarioOf(30, { limits: { warmUpDays: 4 }, dm: { welcome: WELCOME } });
    const { story, failures, lives } = await livePeople(
      scenario,
      db,
      async ({ clock, program }) => {
        await clock.sleepUntil(NOON + MINUTE);
        const listed = scenario.people.map(({ id }) => ({ person: id, who: { id } }));
        await runs(program).imports(listed);
        await clock.sleepUntil(NOON + 5 * DAY);
      },
    );
    expect(failures).toEqual([]);
    expect(lives).toBe(4);
    const days = new Map<string, number>();
    for (const { arrivedAt } of saidBy(story)) {
      const { date } = localMoment(arrivedAt, 'Europe/Istanbul');
      days.set(date, (days.get(date) ?? 0) + 1);
    }
    // Ten a day, and of that a quarter, half and three quarters on the first days.
    expect([...days.values()]).toEqual([2, 5, 7, 10, 6]);
    expect(judgePeople(story)).toEqual([]);
  }, 60_000);
});

/** Nothing is answered, and nothing said to people but what `more` tells. */
function scenarioOf(
  people: number,
  more: {
    readonly limits?: Partial<PeopleLimits>;
    readonly dm?: Partial<DmSettings>;
    readonly latency?: PeopleScenario['latency'];
  } = {},
): PeopleScenario {
  return {
    seed: 1,
    startAt: NOON,
    limits: limitsWith(more.limits ?? {}),
    people: peopleOf(people),
    settings: { reply: replySettings('off'), dm: { ...NO_MESSAGES_TO_PEOPLE, ...more.dm } },
    mishaps: {
      // In the quiet between two steps.
      ends: [
        { by: { kind: 'stop', afterMs: 17 * MINUTE }, downMs: SECOND },
        { by: { kind: 'stop', afterMs: 20 * MINUTE }, downMs: MINUTE },
        { by: { kind: 'stop', afterMs: 12 * HOUR }, downMs: HOUR },
      ],
    },
    ...(more.latency && { latency: more.latency }),
  };
}

function limitsWith(people: Partial<PeopleLimits>): Limits {
  return {
    timeZone: 'Europe/Istanbul',
    activeWindows: [],
    blackoutDays: [],
    minIntervalMs: 0,
    minIntervalPerPeerMs: 0,
    people: { ...DEFAULT_PEOPLE_LIMITS, warmUpDays: 0, ...people },
  };
}

function burst(peer: number, words: string) {
  return {
    ...({
      service: 'dm',
      budget: 'unsolicited',
      peer,
      priority: 'scheduled',
      notBefore: 0,
    } as const),
    content: {
      kind: 'text' as const,
      text: labelled({ kind: 'burst', id: 'dm', budget: 'unsolicited' }, words),
    },
  };
}

function runs(program: Stage['program']): Program {
  const running = program();
  if (!running) throw new Error('the program is not running');
  return running;
}

interface IntentLine extends Row {
  readonly id: number;
  readonly state: string;
  readonly rule: string | null;
}

function rowsOf(db: Database, where = ''): Promise<readonly IntentLine[]> {
  return db.query<IntentLine>(
    `select id, state, rule from ${db.schema}.outbox ${where} order by id`,
  );
}
