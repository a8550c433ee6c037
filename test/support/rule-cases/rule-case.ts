import type { Verdict } from '../../../src/core/guard.js';
import type { Intent } from '../../../src/core/intent.js';
import {
  DEFAULT_PEOPLE_LIMITS,
  type Limits,
  type PeopleLimits,
} from '../../../src/core/settings.js';
import type { Facts, PersonFacts } from '../../../src/guard/facts.js';
import type { Rule } from '../../../src/guard/rules/rule.js';
import { intentOf, NO_LIMITS, NOON, SELF } from '../road.js';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** A configured group, and somebody to write to. */
export const GROUP = -1_001;
export const PERSON = 5_001;

/** Nothing is known, and nothing speaks against anything. */
const NOTHING: Facts = {
  limits: NO_LIMITS,
  allowedPeers: new Set([GROUP]),
  ownPeers: new Set([SELF]),
  pausedBy: null,
  restriction: null,
  person: null,
  takenOverAt: null,
  sentToday: 0,
  sentLastHour: 0,
  earliestOfHour: null,
  lastSentAt: null,
  lastSentToPeerAt: null,
  instantHereLastHour: 0,
  earliestInstantHere: null,
  sentToPersonInWindow: 0,
  begunToday: 0,
  firstOnlineAt: null,
  lastAnswerHereAt: null,
  answersHereLastHour: 0,
  earliestAnswerHere: null,
  answersToday: 0,
  slowModeMs: 0,
  lastOwnAt: null,
  lastHeardId: null,
  lastOwnId: null,
};

/** One verdict of one rule. */
export interface Case {
  readonly says: string;
  readonly limits?: Partial<Limits>;
  readonly facts?: Partial<Facts>;
  readonly intent?: Partial<Intent>;
  readonly now?: number;
  readonly expected: 'allow' | { readonly [key: string]: unknown };
}

/** Asks a rule as a case wants it; for people and answers S3's figures hold. */
export function ask(rule: Rule, { limits, facts, intent, now = NOON }: Case): Verdict {
  const inForce = { ...NO_LIMITS, people: DEFAULT_PEOPLE_LIMITS, ...limits };
  const all = { ...NOTHING, ...facts, limits: inForce };
  return rule(all, intentOf(intent), now);
}

/** What a case expects, as far as it matters there. */
export const wait = (until: number, scope: string) => ({ type: 'wait', until, scope });
export const hold = (scope: string) => ({ type: 'hold', scope });
export const refuse = (as: string) => ({ type: 'refuse', as });
/** Whose words they are, and to whom. */
export const operator = { budget: 'operator' } as const;
export const answer = { budget: 'answer' } as const;
/** Somebody who wrote first. */
export const agreed: PersonFacts = {
  consent: { basis: 'wrote_first', source: 'private message 17' },
  refusal: null,
  forgotten: false,
  stranger: false,
};
/** Somebody of a list, who never heard a word. */
export const stranger: PersonFacts = {
  ...agreed,
  consent: { basis: 'imported', source: 'fair.csv' },
  stranger: true,
};
export const toPerson = { peer: PERSON, service: 'dm' } as const;
/** S3's figures, but for the changes. */
export const people = (changes: Partial<PeopleLimits>) => ({
  people: { ...DEFAULT_PEOPLE_LIMITS, ...changes },
});
