import { describe, expect, test } from '@jest/globals';
import { ANSWERS_CASES } from '../../../test/support/rule-cases/answers.js';
import { BUDGET_CASES } from '../../../test/support/rule-cases/budget.js';
import { CONSENT_CASES } from '../../../test/support/rule-cases/consent.js';
import { PEOPLE_CASES } from '../../../test/support/rule-cases/people.js';
import { ask, type Case } from '../../../test/support/rule-cases/rule-case.js';
import { STANDING_CASES } from '../../../test/support/rule-cases/standing.js';
import { RULE_NAMES, type RuleName } from '../../core/guard.js';
import { RULES } from './rules.js';

const CASES: Readonly<Record<RuleName, readonly Case[]>> = {
  ...STANDING_CASES,
  ...BUDGET_CASES,
  ...CONSENT_CASES,
  ...PEOPLE_CASES,
  ...ANSWERS_CASES,
};

describe.each(RULE_NAMES)('the rule %s', (rule) => {
  test.each(CASES[rule].map((one) => [one.says, one] as const))('%s', (_says, one) => {
    const verdict = ask(RULES[rule], one);
    if (one.expected === 'allow') expect(verdict.type).toBe('allow');
    else expect(verdict).toMatchObject(one.expected);
    if (verdict.type === 'wait' || verdict.type === 'hold' || verdict.type === 'refuse') {
      expect(verdict.reason).not.toBe('');
    }
  });
});

test('whatever does not let a message go says what it found', () => {
  for (const rule of RULE_NAMES) {
    for (const one of CASES[rule]) {
      const verdict = ask(RULES[rule], one);
      if (verdict.type !== 'allow') expect([rule, verdict.found?.kind]).not.toContain(undefined);
    }
  }
});
