import type { RuleName } from '../../../src/core/guard.js';
import { SEND_DEADLINE_MS } from '../../../src/core/messenger.js';
import { NOON } from '../road.js';
import { answer, type Case, HOUR, hold, MINUTE, operator, wait } from './rule-case.js';

const evening = [{ startMinute: 18 * 60, endMinute: 24 * 60 }];

/** What holds back all that is unsolicited. */
export const BUDGET_CASES = {
  window: [
    { says: 'allows always without windows', expected: 'allow' },
    {
      says: 'waits for the evening',
      limits: { activeWindows: evening },
      expected: wait(NOON + 6 * HOUR, 'account'),
    },
    {
      says: 'waits a moment before it',
      limits: { activeWindows: evening },
      now: NOON + 6 * HOUR - 1,
      expected: wait(NOON + 6 * HOUR, 'account'),
    },
    {
      says: 'allows at its first moment',
      limits: { activeWindows: evening },
      now: NOON + 6 * HOUR,
      expected: 'allow',
    },
    {
      says: 'allows while a send still arrives in it',
      limits: { activeWindows: evening },
      now: NOON + 12 * HOUR - SEND_DEADLINE_MS,
      expected: 'allow',
    },
    {
      says: 'waits for tomorrow when a send may arrive after it',
      limits: { activeWindows: evening },
      now: NOON + 12 * HOUR - SEND_DEADLINE_MS + 1,
      expected: wait(NOON + 30 * HOUR, 'account'),
    },
    {
      says: 'waits through a blackout day',
      limits: { blackoutDays: ['2026-06-10'] },
      expected: wait(NOON + 12 * HOUR, 'account'),
    },
    {
      says: 'holds when no window is ever long enough',
      limits: { activeWindows: [{ startMinute: 600, endMinute: 600.2 }] },
      expected: hold('account'),
    },
    {
      says: 'binds no answer',
      limits: { activeWindows: evening },
      intent: answer,
      expected: 'allow',
    },
    {
      says: 'binds no operator',
      limits: { activeWindows: evening },
      intent: operator,
      expected: 'allow',
    },
  ],
  'day-cap': [
    {
      says: 'allows below it',
      limits: { messagesPerDay: 3 },
      facts: { sentToday: 2 },
      expected: 'allow',
    },
    {
      says: 'waits for midnight at it',
      limits: { messagesPerDay: 3 },
      facts: { sentToday: 3 },
      expected: wait(NOON + 12 * HOUR, 'account'),
    },
    { says: 'holds at a cap of 0', limits: { messagesPerDay: 0 }, expected: hold('account') },
    {
      says: 'allows while a send still arrives today',
      limits: { messagesPerDay: 3 },
      now: NOON + 12 * HOUR - SEND_DEADLINE_MS,
      expected: 'allow',
    },
    {
      says: 'waits for midnight when it may arrive tomorrow',
      limits: { messagesPerDay: 3 },
      now: NOON + 12 * HOUR - SEND_DEADLINE_MS + 1,
      expected: wait(NOON + 12 * HOUR, 'account'),
    },
    {
      says: 'binds no answer',
      limits: { messagesPerDay: 3 },
      facts: { sentToday: 3 },
      intent: answer,
      expected: 'allow',
    },
  ],
  'hour-cap': [
    { says: 'allows the first', limits: { messagesPerHour: 4 }, expected: 'allow' },
    {
      says: 'spreads the rest over the hour',
      limits: { messagesPerHour: 4 },
      facts: {
        sentLastHour: 1,
        earliestOfHour: NOON - 15 * MINUTE + 1,
        lastSentAt: NOON - 15 * MINUTE + 1,
      },
      expected: wait(NOON + 1, 'account'),
    },
    {
      says: 'allows once the spacing has passed',
      limits: { messagesPerHour: 4 },
      facts: {
        sentLastHour: 1,
        earliestOfHour: NOON - 15 * MINUTE,
        lastSentAt: NOON - 15 * MINUTE,
      },
      expected: 'allow',
    },
    {
      says: 'waits until the earliest is an hour old',
      limits: { messagesPerHour: 2 },
      facts: {
        sentLastHour: 2,
        earliestOfHour: NOON - 20 * MINUTE,
        lastSentAt: NOON - 31 * MINUTE,
      },
      expected: wait(NOON + 40 * MINUTE, 'account'),
    },
    { says: 'holds at a cap of 0', limits: { messagesPerHour: 0 }, expected: hold('account') },
    {
      says: 'binds no answer',
      limits: { messagesPerHour: 1 },
      facts: { sentLastHour: 1, earliestOfHour: NOON, lastSentAt: NOON },
      intent: answer,
      expected: 'allow',
    },
  ],
  'minimum-interval': [
    { says: 'allows the first', limits: { minIntervalMs: 90_000 }, expected: 'allow' },
    {
      says: 'waits out its last millisecond',
      limits: { minIntervalMs: 90_000 },
      facts: { lastSentAt: NOON - 89_999 },
      expected: wait(NOON + 1, 'account'),
    },
    {
      says: 'allows after it',
      limits: { minIntervalMs: 90_000 },
      facts: { lastSentAt: NOON - 90_000 },
      expected: 'allow',
    },
    {
      says: 'binds no operator',
      limits: { minIntervalMs: 90_000 },
      facts: { lastSentAt: NOON },
      intent: operator,
      expected: 'allow',
    },
  ],
  'instant-cap': [
    { says: 'allows what is not instant', facts: { instantHereLastHour: 9 }, expected: 'allow' },
    {
      says: 'allows where no cap is set',
      facts: { instantHereLastHour: 9, earliestInstantHere: NOON },
      intent: { instant: true },
      expected: 'allow',
    },
    {
      says: 'allows below the cap',
      limits: { maxInstantPerChatPerHour: 2 },
      facts: { instantHereLastHour: 1, earliestInstantHere: NOON - 1 },
      intent: { instant: true },
      expected: 'allow',
    },
    {
      says: 'waits at the cap until the earliest of the hour is an hour old',
      limits: { maxInstantPerChatPerHour: 2 },
      facts: { instantHereLastHour: 2, earliestInstantHere: NOON - 10 * MINUTE },
      intent: { instant: true },
      expected: { type: 'wait', until: NOON + 50 * MINUTE, scope: 'intent' },
    },
    {
      says: 'holds with a cap of 0',
      limits: { maxInstantPerChatPerHour: 0 },
      intent: { instant: true },
      expected: { type: 'hold', scope: 'peer' },
    },
  ],
  'peer-interval': [
    {
      says: 'allows the first there',
      limits: { minIntervalPerPeerMs: HOUR },
      facts: { lastSentAt: NOON },
      expected: 'allow',
    },
    {
      says: 'waits out its last millisecond',
      limits: { minIntervalPerPeerMs: HOUR },
      facts: { lastSentToPeerAt: NOON - HOUR + 1 },
      expected: wait(NOON + 1, 'peer'),
    },
    {
      says: 'allows after it',
      limits: { minIntervalPerPeerMs: HOUR },
      facts: { lastSentToPeerAt: NOON - HOUR },
      expected: 'allow',
    },
    {
      says: 'binds no answer',
      limits: { minIntervalPerPeerMs: HOUR },
      facts: { lastSentToPeerAt: NOON },
      intent: answer,
      expected: 'allow',
    },
  ],
} satisfies Partial<Record<RuleName, readonly Case[]>>;
