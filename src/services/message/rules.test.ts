import { describe, expect, test } from '@jest/globals';
import type { Target } from '../../core/peer.js';
import { isUnreadable, parseTarget } from '../../core/peer-ref.js';
import { namesTarget, postingTopic, targetKey } from './rules.js';

function target(written: string): Target {
  const parsed = parseTarget(written);
  if (isUnreadable(parsed)) throw new Error(parsed.problem);
  return parsed;
}

describe('a place to post', () => {
  test('has one name for each topic, and General is the group itself', () => {
    expect(targetKey(-1001, undefined)).toBe('-1001');
    expect(targetKey(-1001, 1)).toBe('-1001');
    expect(targetKey(-1001, 42)).toBe('-1001/42');
    expect(postingTopic(1)).toBeUndefined();
    expect(postingTopic(42)).toBe(42);
  });

  test.each([
    ['@grup1', 'https://t.me/Grup1', true],
    ['grup1/1', 'grup1', true],
    ['grup1/42', 't.me/grup1/42', true],
    ['-1001234567890', 't.me/c/1234567890', true],
    ['grup1/42', 'grup1', false],
    ['grup1', 'grup2', false],
    ['not a group', 'grup1', false],
    ['t.me/+AAAAAAAAAAAA', 't.me/+aaaaaaaaaaaa', false],
  ])('%s and %s are the same: %s', (written, other, same) => {
    expect(namesTarget(written, target(other))).toBe(same);
  });
});
