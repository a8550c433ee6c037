import { describe, expect, test } from '@jest/globals';
import { follow, judge, type Step } from './sequences.js';

const step = (pts: number, count = 1): Step => ({ pts, count });

describe('a step of a sequence', () => {
  test('that follows is applied', () => {
    expect(judge(10, step(11))).toBe('apply');
    expect(judge(10, step(14, 4))).toBe('apply');
    expect(judge(10, step(10, 0))).toBe('apply');
  });

  test('that was seen is ignored', () => {
    expect(judge(10, step(10))).toBe('ignore');
    expect(judge(10, step(9, 0))).toBe('ignore');
    expect(judge(10, step(12, 4))).toBe('ignore');
  });

  test('that leaves something out shows a gap', () => {
    expect(judge(10, step(12))).toBe('gap');
    expect(judge(10, step(11, 0))).toBe('gap');
  });
});

describe('steps that wait', () => {
  test('are followed in the order of the sequence, however they came', () => {
    const steps = [step(13), step(11), step(12, 0), step(12), step(11)];
    expect(follow(10, steps, 100)).toEqual({
      applied: [step(11), step(12), step(12, 0), step(13)],
      rest: [],
      local: 13,
      gap: false,
    });
  });

  test('are followed up to a gap', () => {
    expect(follow(10, [step(14), step(11), step(13)], 100)).toEqual({
      applied: [step(11)],
      rest: [step(13), step(14)],
      local: 11,
      gap: true,
    });
  });

  test('are taken no more than asked for at once, which is no gap', () => {
    expect(follow(10, [step(11), step(12), step(13)], 2)).toEqual({
      applied: [step(11), step(12)],
      rest: [step(13)],
      local: 12,
      gap: false,
    });
  });

  test('leap over a gap only where that was allowed', () => {
    const leaps = ({ pts }: Step) => pts === 13;
    expect(follow(10, [step(13), step(16), step(14)], 100, leaps)).toEqual({
      applied: [step(13), step(14)],
      rest: [step(16)],
      local: 14,
      gap: true,
    });
  });
});
