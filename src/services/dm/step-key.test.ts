import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CONVERSATION_STATES } from '../../core/people.js';
import { readStepKey, stepKey } from './step-key.js';

test('a key tells the step that it was made for, whatever its id', () => {
  const step = fc.record({
    what: fc.constantFrom('welcome' as const, 'invite' as const, 'follow-up' as const),
    id: fc.oneof(fc.string(), fc.constantFrom('a:manual:1:2', 'invite:active:0:1', '\n')),
    state: fc.constantFrom(...CONVERSATION_STATES),
    stage: fc.nat(9),
  });
  fc.assert(
    fc.property(step, fc.integer({ min: 1 }), fc.nat(), (made, person, dueAt) => {
      expect(readStepKey(stepKey(person, made, dueAt))).toEqual(made);
    }),
  );
});

test('what is no such key is nothing', () => {
  expect(readStepKey('reply:11:7')).toBeUndefined();
  expect(readStepKey('dm:11:farewell:x:active:0:1')).toBeUndefined();
});
