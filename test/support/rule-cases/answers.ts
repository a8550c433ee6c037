import type { RuleName } from '../../../src/core/guard.js';
import { NOON, SELF } from '../road.js';
import {
  answer,
  type Case,
  HOUR,
  hold,
  MINUTE,
  operator,
  people,
  toPerson,
  wait,
} from './rule-case.js';

/** What holds back answers. */
export const ANSWERS_CASES = {
  'answer-interval': [
    { says: 'allows the first here', intent: answer, expected: 'allow' },
    {
      says: 'waits out its last millisecond',
      facts: { lastAnswerHereAt: NOON - 2_999 },
      intent: answer,
      expected: wait(NOON + 1, 'peer'),
    },
    {
      says: 'allows after it',
      facts: { lastAnswerHereAt: NOON - 3_000 },
      intent: answer,
      expected: 'allow',
    },
    {
      says: 'is off at 0',
      limits: people({ answerIntervalMs: 0 }),
      facts: { lastAnswerHereAt: NOON },
      intent: answer,
      expected: 'allow',
    },
    {
      says: 'binds nothing unsolicited',
      facts: { lastAnswerHereAt: NOON },
      intent: toPerson,
      expected: 'allow',
    },
  ],
  'answer-cap': [
    {
      says: 'allows below both caps',
      facts: {
        answersHereLastHour: 19,
        earliestAnswerHere: NOON - MINUTE,
        answersToday: 299,
      },
      intent: answer,
      expected: {
        type: 'allow',
        figure: '19 of 20 here in the last hour, 299 of 300 answers today',
      },
    },
    {
      says: 'waits, in that chat only, until its earliest is an hour old',
      facts: { answersHereLastHour: 20, earliestAnswerHere: NOON - 20 * MINUTE },
      intent: answer,
      expected: wait(NOON + 40 * MINUTE, 'peer'),
    },
    {
      says: 'waits for tomorrow everywhere once the day is spent',
      facts: { answersToday: 300 },
      intent: answer,
      expected: wait(NOON + 12 * HOUR, 'account'),
    },
    {
      says: 'holds at a cap of 0 a day',
      limits: people({ answersPerDay: 0 }),
      intent: answer,
      expected: hold('account'),
    },
    {
      says: 'holds at a cap of 0 an hour',
      limits: people({ answersPerChatPerHour: 0 }),
      intent: answer,
      expected: hold('account'),
    },
    {
      says: 'binds nothing unsolicited',
      facts: { answersHereLastHour: 20, earliestAnswerHere: NOON, answersToday: 300 },
      intent: toPerson,
      expected: 'allow',
    },
    {
      says: 'binds no operator',
      facts: { answersToday: 300 },
      intent: { ...operator, peer: SELF },
      expected: 'allow',
    },
  ],
} satisfies Partial<Record<RuleName, readonly Case[]>>;
