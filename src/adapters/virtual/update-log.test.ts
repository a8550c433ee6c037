import { expect, test } from '@jest/globals';
import { UpdateLog } from './update-log.js';

const CHAT = -4_001;

function logOf(entries: number, most = 10): UpdateLog {
  const log = new UpdateLog(() => most);
  for (let at = 1; at <= entries; at++) {
    log.record({ kind: 'message', chat: CHAT, messageId: at }, at);
  }
  return log;
}

test('each entry stands where it moved the sequence to', () => {
  const log = logOf(1);
  const deletion = log.record({ kind: 'deletion', chat: CHAT, messageIds: [1, 2, 3] }, 7);
  expect(deletion).toMatchObject({ pts: 5, count: 3 });
  expect(log.pts).toBe(5);
  expect(log.changedAt).toBe(7);
});

test('tells what happened after a place, oldest first', () => {
  const log = logOf(5);
  expect(log.after(1)?.map(({ pts }) => pts)).toEqual([2, 3, 4, 5, 6]);
  expect(log.after(4)?.map(({ pts }) => pts)).toEqual([5, 6]);
  expect(log.after(6)).toEqual([]);
});

test('does not tell more than it may', () => {
  expect(logOf(10).after(1)).toHaveLength(10);
  expect(logOf(11).after(1)).toBeUndefined();
  expect(logOf(11).after(2)).toHaveLength(10);
});

test('forgets what is too old to be told, however much happens', () => {
  const log = logOf(10_000);
  expect(log.size).toBeLessThan(20);
  expect(log.after(log.pts - 10)).toHaveLength(10);
  expect(log.after(log.pts - 11)).toBeUndefined();
  expect(log.after(1)).toBeUndefined();
});
