import { describe, expect, test } from '@jest/globals';
import { DRAFTS } from '../../../../test/support/control-handlers.js';
import type { DraftReport } from '../../../control/contract/comments.js';
import { faultOf, indexOf, mergeDrafts, withEdit } from './drafts.js';

const draft = (id: number): DraftReport => {
  const [first] = DRAFTS;
  if (!first) throw new Error('there is a draft');
  return { ...first, id, writtenAt: id };
};
const ids = (waiting: ReturnType<typeof mergeDrafts>) =>
  waiting.map(({ draft: { id }, gone }) => `${id}${gone ? ' gone' : ''}`);

describe('the queue of drafts', () => {
  test('keeps a text that was edited, also when its draft is gone', () => {
    const edited = withEdit(mergeDrafts([draft(1), draft(2)], [], null), 1, 'mine');
    expect(ids(mergeDrafts([draft(2), draft(3)], edited, null))).toEqual(['1 gone', '2', '3']);
    expect(mergeDrafts([draft(1)], edited, null)[0]?.edited).toBe('mine');
  });

  test('keeps the draft that is written to just now', () => {
    const before = mergeDrafts([draft(1), draft(2)], [], null);
    expect(ids(mergeDrafts([draft(2)], before, 1))).toEqual(['1 gone', '2']);
    expect(ids(mergeDrafts([draft(2)], before, null))).toEqual(['2']);
  });

  test('a text as it was written is no edit', () => {
    const waiting = mergeDrafts([draft(1)], [], null);
    expect(withEdit(waiting, 1, draft(1).text)[0]?.edited).toBeNull();
  });

  test('when the chosen one goes, the one in its place is looked at', () => {
    const waiting = mergeDrafts([draft(1), draft(3)], [], null);
    expect([indexOf(waiting, 3, 0), indexOf(waiting, 2, 1), indexOf(waiting, 9, 7)]).toEqual([
      1, 1, 1,
    ]);
    expect(indexOf([], 1, 3)).toBe(0);
  });

  test('a text that Telegram would not take is found', () => {
    expect(faultOf(' \n')).toBe('empty');
    expect(faultOf(` ${'ş'.repeat(4_096)} `)).toBeUndefined();
    expect(faultOf('ş'.repeat(4_097))).toBe('too-long');
  });
});
