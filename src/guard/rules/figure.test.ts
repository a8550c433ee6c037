import { describe, expect, test } from '@jest/globals';
import { figureOf } from './figure.js';

describe('what a rule found, in a few words', () => {
  test.each([
    [{ kind: 'paused', what: '*' }, 'everything'],
    [{ kind: 'silent', heard: null, mark: null }, 'heard nothing'],
    [{ kind: 'silent', heard: 4, mark: 5 }, 'heard 4, none after 5'],
    [{ kind: 'spoke', heard: 1, mark: null }, 'heard 1'],
    [{ kind: 'spoke', heard: 10, mark: 9 }, 'heard 10, after 9'],
    [{ kind: 'by-hand', agoMs: 60_000, until: 5 }, '1 min ago'],
    [{ kind: 'by-hand', agoMs: 60_000, until: null }, 'the operator wrote here 1 min ago'],
    [
      { kind: 'since-last', of: 'person', sinceMs: null, leastMs: 9 },
      'the first one to this person',
    ],
    [{ kind: 'slow-mode', everyMs: 30_000, sinceMs: null }, '30 s'],
    [{ kind: 'slow-mode', everyMs: 30_000, sinceMs: 7_000 }, '7 s since the last one here'],
  ] as const)('%j is told', (found, figure) => {
    expect(figureOf(found)).toBe(figure);
  });

  test('is left to the reason, where that says it all', () => {
    expect(figureOf({ kind: 'forgotten' })).toBeUndefined();
  });
});
