import { expect } from '@jest/globals';
import type { RuleName } from '../../../src/core/guard.js';
import { NOON, SELF } from '../road.js';
import {
  agreed,
  answer,
  type Case,
  GROUP,
  HOUR,
  operator,
  PERSON,
  people,
  refuse,
  toPerson,
} from './rule-case.js';

/** Who may be written to, and whose the chat is. */
export const CONSENT_CASES = {
  consent: [
    { says: 'asks only about people', expected: 'allow' },
    {
      says: 'allows who wrote first',
      facts: { person: agreed },
      intent: toPerson,
      expected: { type: 'allow', figure: 'wrote_first: private message 17' },
    },
    {
      says: 'allows an answer to who wrote first',
      facts: { person: agreed },
      intent: { ...answer, peer: PERSON },
      expected: 'allow',
    },
    {
      says: 'refuses without any record',
      facts: { person: null },
      intent: toPerson,
      expected: refuse('refused'),
    },
    {
      says: 'refuses without a basis',
      facts: { person: { ...agreed, consent: null } },
      intent: toPerson,
      expected: { type: 'refuse', reason: expect.stringMatching(/^no consent: .*neither wrote/) },
    },
    {
      says: 'refuses an answer without a basis as well',
      facts: { person: { ...agreed, consent: null } },
      intent: { ...answer, peer: PERSON },
      expected: refuse('refused'),
    },
    {
      says: 'refuses who opted out, with the day and the word',
      facts: { person: { ...agreed, refusal: { at: NOON, how: 'yeter' } } },
      intent: toPerson,
      expected: { type: 'refuse', reason: expect.stringMatching(/2026-06-10 12:00 UTC.*"yeter"/) },
    },
    {
      says: 'refuses whom the operator wrote down',
      facts: { person: { ...agreed, refusal: { at: NOON, how: 'operator' } } },
      intent: toPerson,
      expected: { type: 'refuse', reason: expect.stringMatching(/as the operator wrote down/) },
    },
    {
      says: 'refuses who was forgotten, though there is a basis',
      facts: { person: { ...agreed, forgotten: true } },
      intent: { ...answer, peer: PERSON },
      expected: { type: 'refuse', reason: expect.stringMatching(/forgotten/) },
    },
    {
      says: 'lets the operator write to the account itself',
      intent: { ...operator, peer: SELF },
      expected: 'allow',
    },
    {
      says: 'lets no other service write to the account itself',
      intent: { peer: SELF },
      expected: refuse('refused'),
    },
    {
      says: 'refuses the operator anybody else, whatever is on record',
      facts: { person: agreed },
      intent: { ...operator, peer: PERSON },
      expected: refuse('refused'),
    },
    {
      says: 'lets the operator write to groups',
      intent: { ...operator, peer: GROUP },
      expected: 'allow',
    },
  ],
  takeover: [
    { says: 'allows where nobody took over', intent: { service: 'reply' }, expected: 'allow' },
    ...(['reply', 'dm'] as const).map((service) => ({
      says: `refuses ${service} up to its last millisecond`,
      facts: { takenOverAt: NOON - 6 * HOUR + 1 },
      intent: { service },
      expected: refuse('refused'),
    })),
    {
      says: 'allows from its end on',
      facts: { takenOverAt: NOON - 6 * HOUR },
      intent: { service: 'reply' },
      expected: 'allow',
    },
    {
      says: 'lasts as long as configured, in private as well',
      limits: people({ takeoverMs: HOUR }),
      facts: { takenOverAt: NOON - HOUR + 1 },
      intent: toPerson,
      expected: { type: 'refuse', reason: expect.stringContaining('until 2026-06-10 12:00 UTC') },
    },
    { says: 'binds no other service', facts: { takenOverAt: NOON }, expected: 'allow' },
  ],
} satisfies Partial<Record<RuleName, readonly Case[]>>;
