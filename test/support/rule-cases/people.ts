import type { RuleName } from '../../../src/core/guard.js';
import { SEND_DEADLINE_MS } from '../../../src/core/messenger.js';
import { NOON } from '../road.js';
import {
  agreed,
  answer,
  type Case,
  DAY,
  HOUR,
  hold,
  PERSON,
  people,
  refuse,
  stranger,
  toPerson,
  wait,
} from './rule-case.js';

/** What holds back unsolicited messages to people. */
export const PEOPLE_CASES = {
  'person-interval': [
    { says: 'allows the first', intent: toPerson, expected: 'allow' },
    {
      says: 'refuses in its last millisecond',
      facts: { lastSentToPeerAt: NOON - 299_999 },
      intent: toPerson,
      expected: refuse('refused'),
    },
    {
      says: 'allows after it',
      facts: { lastSentToPeerAt: NOON - 300_000 },
      intent: toPerson,
      expected: 'allow',
    },
    {
      says: 'is off at 0',
      limits: people({ cooldownMs: 0 }),
      facts: { lastSentToPeerAt: NOON },
      intent: toPerson,
      expected: 'allow',
    },
    { says: 'binds no group', facts: { lastSentToPeerAt: NOON }, expected: 'allow' },
    {
      says: 'binds no answer',
      facts: { lastSentToPeerAt: NOON },
      intent: { ...answer, peer: PERSON },
      expected: 'allow',
    },
  ],
  'person-cap': [
    {
      says: 'allows below it',
      facts: { sentToPersonInWindow: 2 },
      intent: toPerson,
      expected: { type: 'allow', figure: '2 of 3 in the last 1 h' },
    },
    {
      says: 'refuses at it',
      facts: { sentToPersonInWindow: 3 },
      intent: toPerson,
      expected: refuse('refused'),
    },
    {
      says: 'refuses everything at 0',
      limits: people({ maxPerWindow: 0 }),
      intent: toPerson,
      expected: refuse('refused'),
    },
    { says: 'binds no group', facts: { sentToPersonInWindow: 3 }, expected: 'allow' },
    {
      says: 'binds no answer',
      facts: { sentToPersonInWindow: 3 },
      intent: { ...answer, peer: PERSON },
      expected: 'allow',
    },
  ],
  'new-conversations': [
    {
      says: 'asks only about strangers',
      limits: people({ newConversationsPerDay: 0 }),
      facts: { person: agreed, begunToday: 99 },
      intent: toPerson,
      expected: 'allow',
    },
    {
      says: 'binds no answer',
      facts: { person: stranger, begunToday: 99 },
      intent: { ...answer, peer: PERSON },
      expected: 'allow',
    },
    {
      says: 'allows one on the first day of an account of which nothing is known',
      facts: { person: stranger },
      intent: toPerson,
      expected: {
        type: 'allow',
        figure: '0 of 1 conversations begun today, day 1 of the warm-up',
      },
    },
    {
      says: 'waits for tomorrow, that person only, once they are begun',
      facts: { person: stranger, begunToday: 1 },
      intent: toPerson,
      expected: wait(NOON + 12 * HOUR, 'peer'),
    },
    {
      says: 'counts the days of the warm-up from the first login, by local days',
      facts: { person: stranger, firstOnlineAt: NOON - 6 * DAY - 12 * HOUR, begunToday: 5 },
      intent: toPerson,
      expected: { type: 'wait', figure: '5 of 5 conversations begun today, day 7 of the warm-up' },
    },
    {
      says: 'rounds the share of a day down',
      facts: { person: stranger, firstOnlineAt: NOON - 12 * DAY, begunToday: 8 },
      intent: toPerson,
      expected: {
        type: 'allow',
        figure: '8 of 9 conversations begun today, day 13 of the warm-up',
      },
    },
    {
      says: 'allows the full cap on the last day of the warm-up',
      facts: { person: stranger, firstOnlineAt: NOON - 13 * DAY, begunToday: 9 },
      intent: toPerson,
      expected: {
        type: 'allow',
        figure: '9 of 10 conversations begun today, day 14 of the warm-up',
      },
    },
    {
      says: 'allows no more than the full cap after it',
      facts: { person: stranger, firstOnlineAt: NOON - 400 * DAY, begunToday: 10 },
      intent: toPerson,
      expected: { type: 'wait', figure: '10 of 10 conversations begun today' },
    },
    {
      says: "takes the operator's word for the account's age",
      limits: people({ accountSince: '2026-06-09' }),
      facts: { person: stranger, firstOnlineAt: NOON - 400 * DAY, begunToday: 1 },
      intent: toPerson,
      expected: { type: 'wait', figure: '1 of 1 conversations begun today, day 2 of the warm-up' },
    },
    {
      says: 'takes an account of tomorrow for one of today',
      limits: people({ accountSince: '2026-06-11' }),
      facts: { person: stranger, begunToday: 1 },
      intent: toPerson,
      expected: wait(NOON + 12 * HOUR, 'peer'),
    },
    {
      says: 'knows no warm-up at 0 days',
      limits: people({ warmUpDays: 0 }),
      facts: { person: stranger, begunToday: 9 },
      intent: toPerson,
      expected: { type: 'allow', figure: '9 of 10 conversations begun today' },
    },
    {
      says: 'holds at a cap of 0, also while warming up',
      limits: people({ newConversationsPerDay: 0 }),
      facts: { person: stranger },
      intent: toPerson,
      expected: hold('peer'),
    },
    {
      says: 'allows while a send still arrives today',
      facts: { person: stranger },
      intent: toPerson,
      now: NOON + 12 * HOUR - SEND_DEADLINE_MS,
      expected: 'allow',
    },
    {
      says: 'waits for tomorrow when it may arrive then',
      facts: { person: stranger },
      intent: toPerson,
      now: NOON + 12 * HOUR - SEND_DEADLINE_MS + 1,
      expected: wait(NOON + 12 * HOUR, 'peer'),
    },
  ],
} satisfies Partial<Record<RuleName, readonly Case[]>>;
