import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FRESH_TALK } from './loop-guard.js';
import {
  FRESH_MEMORY,
  hashOf,
  MOST_RULES,
  MOST_TALKS,
  type ReplyMemory,
  ruleOf,
  talkOf,
  withRule,
  withTalk,
} from './memory.js';
import { readMemory } from './memory-rows.js';

describe('what is remembered of a chat', () => {
  test('is read as it was written', () => {
    const talk = {
      heard: { text: hashOf('a'), at: 5 },
      answer: { text: hashOf('b'), from: 'rule:1', intent: 7 },
      exchanged: false,
      fast: 2,
      answers: [1, 2],
      row: 9,
      stoppedAt: 3,
    };
    const memory: ReplyMemory = {
      version: 1,
      rules: { a: { at: 1, round: [0, 2] } },
      menuAt: 4,
      unanswered: 6,
      talks: { x: talk, y: FRESH_TALK },
    };
    expect(readMemory(JSON.parse(JSON.stringify(memory)))).toEqual(memory);
  });

  test('whatever is stored can be read', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (rules, talks) => {
        expect(readMemory({ version: 1, rules, talks })).toMatchObject({
          version: 1,
          unanswered: 0,
        });
        expect(readMemory(rules)).toMatchObject({ version: 1 });
      }),
    );
    expect(readMemory({ version: 2, unanswered: 3 })).toBe(FRESH_MEMORY);
    expect(readMemory(undefined)).toBe(FRESH_MEMORY);
  });

  test('is bounded: the longest silent go first', () => {
    let memory = FRESH_MEMORY;
    for (let n = 0; n < 200; n++) {
      memory = withRule(memory, `r${n}`, { at: n, round: [] });
      memory = withTalk(memory, `t${n}`, { ...FRESH_TALK, heard: { text: 'x', at: n } });
    }
    expect(Object.keys(memory.rules)).toHaveLength(MOST_RULES);
    expect(Object.keys(memory.talks)).toHaveLength(MOST_TALKS);
    expect(ruleOf(memory, 'r199')).toEqual({ at: 199, round: [] });
    expect(ruleOf(memory, `r${199 - MOST_RULES}`)).toBeUndefined();
    expect(talkOf(memory, `t${200 - MOST_TALKS}`).heard?.at).toBe(200 - MOST_TALKS);
    expect(talkOf(memory, `t${199 - MOST_TALKS}`)).toBe(FRESH_TALK);
  });

  test('takes any id for a rule', () => {
    expect(ruleOf(FRESH_MEMORY, 'constructor')).toBeUndefined();
    const memory = withRule(FRESH_MEMORY, '__proto__', { at: 1, round: [] });
    expect(ruleOf(readMemory(JSON.parse(JSON.stringify(memory))), '__proto__')?.at).toBe(1);
  });
});
