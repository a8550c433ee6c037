import type { RuleName } from '../../../src/core/guard.js';
import { NOON } from '../road.js';
import { answer, type Case, GROUP, hold, operator, refuse, toPerson, wait } from './rule-case.js';

const flood = {
  code: 'FLOOD_WAIT_9',
  reason: 'too fast',
  scope: 'account',
  content: null,
} as const;

const silentSince = (heardId: number) =>
  ({ precondition: { kind: 'still-silent', heardId } }) as const;

/** Whether it may be said at all: time, pauses, restrictions, targets, who spoke. */
export const STANDING_CASES = {
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
    { says: 'refuses any other', intent: { peer: -5 }, expected: refuse('refused') },
    { says: 'leaves people to their consent', intent: toPerson, expected: 'allow' },
    {
      says: 'lets nobody wait for the groups who writes to a person',
      facts: { allowedPeers: undefined },
      intent: toPerson,
      expected: 'allow',
    },
    {
      says: 'waits while the groups are looked up',
      facts: { allowedPeers: undefined },
      expected: { type: 'wait', scope: 'account' },
    },
    { says: 'lets answers go anywhere', intent: { ...answer, peer: -5 }, expected: 'allow' },
    {
      says: 'lets the operator write anywhere',
      intent: { ...operator, peer: -5 },
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
  'still-silent': [
    { says: 'asks only who wants it', facts: { lastHeardId: 9 }, expected: 'allow' },
    { says: 'allows where nothing was heard', intent: silentSince(0), expected: 'allow' },
    {
      says: 'allows while that message is the newest',
      facts: { lastHeardId: 9 },
      intent: silentSince(9),
      expected: 'allow',
    },
    {
      says: 'refuses after a newer one',
      facts: { lastHeardId: 10 },
      intent: silentSince(9),
      expected: refuse('refused'),
    },
    {
      says: 'refuses after the first one',
      facts: { lastHeardId: 1 },
      intent: silentSince(0),
      expected: refuse('refused'),
    },
  ],
} satisfies Partial<Record<RuleName, readonly Case[]>>;
