import { expect, test } from '@jest/globals';
import { DEFAULT_PEOPLE_LIMITS, type Limits } from '../../../src/core/settings.js';
import { drawInteger, drawOne, type Random, seededRandom } from '../../../src/lib/seeded-random.js';
import {
  describeDatabases,
  describeFastestDatabase,
  type OpenTestDatabase,
} from '../../support/databases.js';
import { heldAttempts } from '../restrictions.js';
import type { ScenarioEnd } from '../scenario.js';
import { actUntil } from './acts.js';
import { judgePeople } from './judge.js';
import { peopleOf } from './population.js';
import { livePeople, type PeopleResult, type PeopleScenario } from './run.js';
import { dmSettings, labelOf, replySettings } from './speech.js';
import { saidBy } from './story.js';

/** `CAMPAIGN_RUNS=50 npm test -- test/campaign/people` makes it long; `CAMPAIGN_SEED` repeats one. */
const RUNS = Number(process.env.CAMPAIGN_RUNS ?? 0);
const FIRST = Number(process.env.CAMPAIGN_SEED ?? Math.floor(Math.random() * 1e6));
const SEEDS = RUNS > 0 ? Array.from({ length: RUNS }, (_, n) => FIRST + n) : [1];
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PEOPLE = 18;

const describeCampaign = RUNS > 0 ? describeDatabases : describeFastestDatabase;

describeCampaign('whatever people, the operator and chance do', (open: OpenTestDatabase) => {
  test.each(SEEDS)(
    'nobody is written to without consent, after a refusal or above the limits (seed %i)',
    async (seed) => {
      const db = await open();
      const scenario = scenarioOf(seed, RUNS > 0 ? 5 : 2);
      const people = scenario.people.map(({ id }) => id);
      const endsAt = scenario.startAt + (RUNS > 0 ? 5 : 2) * DAY;
      const result = await livePeople(scenario, db, (stage) => actUntil(stage, people, endsAt));
      if (RUNS > 0) console.log(`seed ${seed}: ${describeRun(result)}`);
      expect(result.failures).toEqual([]);
      expect(violationsOf(result).slice(0, 5)).toEqual([]);
      expect(result.lives).toBeGreaterThan(3);
      expect(saidBy(result.story).length).toBeGreaterThan(20);
    },
    180_000,
  );
});

function violationsOf({ story, world }: PeopleResult) {
  const messages = world.chats.flatMap(({ id }) => world.messages(id));
  return [
    ...judgePeople(story),
    ...heldAttempts({ messages, attempts: world.attempts, kills: [] }),
  ];
}

function describeRun({ story, lives }: PeopleResult): string {
  const counts = new Map<string, number>();
  for (const { text } of saidBy(story)) {
    const { kind, budget } = labelOf(text);
    counts.set(`${kind}/${budget}`, (counts.get(`${kind}/${budget}`) ?? 0) + 1);
  }
  const all = [...counts].map(([what, count]) => `${count} ${what}`);
  return [
    `${lives} lives`,
    `${story.messages.length} messages`,
    `${story.claims.length} attempts`,
    ...all,
  ].join(', ');
}

function scenarioOf(seed: number, days: number): PeopleScenario {
  const random = seededRandom(seed);
  return {
    seed,
    // The clocks change in the night of the second day.
    startAt: drawOne(random, [Date.UTC(2026, 2, 27, 20), Date.UTC(2026, 9, 24, 3)]),
    limits: limitsOf(random),
    people: peopleOf(PEOPLE),
    settings: { reply: replySettings('auto'), dm: dmSettings() },
    mishaps: {
      deliveries: {
        'answer-lost': 0.06,
        'late-effect': 0.03,
        cut: 0.04,
        'cut-after-effect': 0.03,
        silence: 0.02,
        'server-error': 0.03,
        'server-error-after-effect': 0.02,
        'flood-wait': 0.02,
        'peer-flood': 0.004,
      },
      pushes: { lost: 0.06, twice: 0.04, late: 0.04, 'too-long': 0.02 },
      questions: { 'flood-wait': 0.04, 'server-error': 0.04, silence: 0.02 },
      ends: Array.from({ length: 8 * days }, () => endOf(random)),
    },
  };
}

function limitsOf(random: Random): Limits {
  return {
    timeZone: drawOne(random, ['Europe/Berlin', 'America/New_York']),
    activeWindows: [],
    blackoutDays: [],
    minIntervalMs: 0,
    minIntervalPerPeerMs: 0,
    people: {
      ...DEFAULT_PEOPLE_LIMITS,
      newConversationsPerDay: drawInteger(random, 1, 4),
      warmUpDays: drawOne(random, [0, 3]),
      answersPerChatPerHour: drawInteger(random, 2, 6),
      answersPerDay: drawInteger(random, 10, 40),
      takeoverMs: drawOne(random, [HOUR / 2, 6 * HOUR]),
    },
  };
}

function endOf(random: Random): ScenarioEnd {
  const downMs = drawOne(random, [0, 0, 1_000, 60_000, HOUR]);
  if (random() < 0.2)
    return { by: { kind: 'stop', afterMs: drawInteger(random, 0, 4 * HOUR) }, downMs };
  const afterOperations = drawOne(random, [20, 60, 200, 600]) + drawInteger(random, 0, 100);
  return { by: { kind: 'kill', afterOperations, effect: random() < 0.5 }, downMs };
}
