import { describe, expect, test } from '@jest/globals';
import { intentOf, NO_LIMITS, NOON } from '../../../test/support/road.js';
import type { RuleName, Verdict } from '../../core/guard.js';
import type { Intent } from '../../core/intent.js';
import { SEND_DEADLINE_MS } from '../../core/messenger.js';
import type { Limits } from '../../core/settings.js';
import type { Facts } from '../facts.js';
import { RULES } from './rules.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const GROUP = -1_001;

const NOTHING: Facts = {
  limits: NO_LIMITS,
  allowedPeers: new Set([GROUP]),
  pausedBy: null,
  restriction: null,
  sentToday: 0,
  sentLastHour: 0,
  earliestOfHour: null,
  lastSentAt: null,
  lastSentToPeerAt: null,
  slowModeMs: 0,
  lastOwnAt: null,
  lastHeardId: null,
  lastOwnId: null,
};

interface Case {
  readonly says: string;
  readonly limits?: Partial<Limits>;
  readonly facts?: Partial<Facts>;
  readonly intent?: Partial<Intent>;
  readonly now?: number;
  readonly expected: 'allow' | { readonly [key: string]: unknown };
}

function ask(rule: RuleName, { limits, facts, intent, now = NOON }: Case): Verdict {
  const all = { ...NOTHING, ...facts, limits: { ...NO_LIMITS, ...limits } };
  return RULES[rule](all, intentOf(intent), now);
}

const wait = (until: number, scope: string) => ({ type: 'wait', until, scope });
const hold = (scope: string) => ({ type: 'hold', scope });
const refuse = (as: string) => ({ type: 'refuse', as });
const flood = {
  code: 'FLOOD_WAIT_9',
  reason: 'too fast',
  scope: 'account',
  content: null,
} as const;
const operator = { budget: 'operator' } as const;
const answer = { budget: 'answer' } as const;
const evening = [{ startMinute: 18 * 60, endMinute: 24 * 60 }];

const CASES: Partial<Record<RuleName, readonly Case[]>> = {
  expiry: [
    { says: 'allows what never expires', expected: 'allow' },
    { says: 'allows a moment before', intent: { expiresAt: NOON + 1 }, expected: 'allow' },
    { says: 'ends at it', intent: { expiresAt: NOON }, expected: refuse('expired') },
    {
      says: 'binds the operator too',
      intent: { ...operator, expiresAt: NOON - 1 },
      expected: refuse('expired'),
    },
  ],
  paused: [
    { says: 'allows while nothing is paused', expected: 'allow' },
    { says: 'holds a paused service', facts: { pausedBy: 'message' }, expected: hold('account') },
    {
      says: 'holds answers as well',
      facts: { pausedBy: '*' },
      intent: answer,
      expected: hold('account'),
    },
    {
      says: 'lets the operator speak',
      facts: { pausedBy: '*' },
      intent: operator,
      expected: 'allow',
    },
  ],
  restriction: [
    { says: 'allows without one', expected: 'allow' },
    {
      says: 'waits until its end',
      facts: { restriction: { ...flood, until: NOON + 1 } },
      expected: wait(NOON + 1, 'account'),
    },
    {
      says: 'allows from its end on',
      facts: { restriction: { ...flood, until: NOON } },
      expected: 'allow',
    },
    {
      says: 'binds the operator',
      facts: { restriction: { ...flood, until: NOON + 9 } },
      intent: operator,
      expected: wait(NOON + 9, 'account'),
    },
    {
      says: 'holds an account that is restricted for good',
      facts: { restriction: { ...flood, until: Infinity } },
      expected: hold('account'),
    },
    {
      says: 'refuses a peer that is barred for good',
      facts: { restriction: { ...flood, scope: 'peer', until: Infinity } },
      expected: refuse('refused'),
    },
  ],
  'allowed-target': [
    { says: 'allows a configured group', intent: { peer: GROUP }, expected: 'allow' },
    { says: 'refuses any other', intent: { peer: 5 }, expected: refuse('refused') },
    {
      says: 'waits while the groups are looked up',
      facts: { allowedPeers: undefined },
      expected: { type: 'wait', scope: 'account' },
    },
    { says: 'lets answers go anywhere', intent: { ...answer, peer: 5 }, expected: 'allow' },
    {
      says: 'lets the operator write anywhere',
      intent: { ...operator, peer: 5 },
      expected: 'allow',
    },
  ],
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
  'slow-mode': [
    { says: 'allows where there is none', facts: { lastOwnAt: NOON }, expected: 'allow' },
    { says: 'allows who has not spoken', facts: { slowModeMs: 30_000 }, expected: 'allow' },
    {
      says: 'waits out its last millisecond',
      facts: { slowModeMs: 30_000, lastOwnAt: NOON - 29_999 },
      expected: wait(NOON + 1, 'peer'),
    },
    {
      says: 'allows after it',
      facts: { slowModeMs: 30_000, lastOwnAt: NOON - 30_000 },
      expected: 'allow',
    },
    {
      says: 'binds the operator',
      facts: { slowModeMs: 30_000, lastOwnAt: NOON },
      intent: operator,
      expected: wait(NOON + 30_000, 'peer'),
    },
  ],
  'somebody-spoke': [
    { says: 'asks only who wants it', facts: { lastOwnId: 5 }, expected: 'allow' },
    {
      says: 'allows the first word',
      intent: { precondition: { kind: 'somebody-spoke' } },
      expected: 'allow',
    },
    {
      says: 'holds after our own word',
      facts: { lastOwnId: 5, lastHeardId: 4 },
      intent: { precondition: { kind: 'somebody-spoke' } },
      expected: hold('peer'),
    },
    {
      says: 'holds where nobody ever spoke',
      facts: { lastOwnId: 5 },
      intent: { precondition: { kind: 'somebody-spoke' } },
      expected: hold('peer'),
    },
    {
      says: 'allows after a word of others',
      facts: { lastOwnId: 5, lastHeardId: 6 },
      intent: { precondition: { kind: 'somebody-spoke' } },
      expected: 'allow',
    },
  ],
};

describe.each(Object.entries(CASES))('the rule %s', (rule, cases) => {
  test.each(cases.map((one) => [one.says, one] as const))('%s', (_says, one) => {
    const verdict = ask(rule as RuleName, one);
    if (one.expected === 'allow') expect(verdict.type).toBe('allow');
    else expect(verdict).toMatchObject(one.expected);
    if (verdict.type !== 'allow') expect(verdict.reason).not.toBe('');
  });
});
