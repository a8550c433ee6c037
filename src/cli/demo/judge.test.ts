import { describe, expect, test } from '@jest/globals';
import { judge } from './judge.js';

const arrived = (chat: number, text: string, randomId: string | null = null) => ({
  chat,
  text,
  randomId,
});

describe('the demo’s summary', () => {
  test('what arrived once as meant is neither lost nor doubled', () => {
    expect(
      judge(
        [arrived(-1, 'a', '1'), arrived(-2, 'a', '2')],
        [
          { chat: -1, text: 'a' },
          { chat: -2, text: 'a' },
        ],
        new Map([['slow-mode', new Set([1, 2])]]),
      ),
    ).toEqual({ sent: 2, groups: 2, duplicates: 0, lost: 0, waited: { 'slow-mode': 2 } });
  });

  test('a message that the world does not hold is lost', () => {
    expect(judge([], [{ chat: -1, text: 'a' }], new Map())).toMatchObject({ sent: 0, lost: 1 });
  });

  test('a message in the wrong chat is lost in one and too much in the other', () => {
    expect(judge([arrived(-2, 'a')], [{ chat: -1, text: 'a' }], new Map())).toMatchObject({
      lost: 1,
      duplicates: 1,
    });
  });

  test('the same message twice is a duplicate, also under one random id', () => {
    const twice = [arrived(-1, 'a', '7'), arrived(-1, 'a', '7')];
    expect(judge(twice, [{ chat: -1, text: 'a' }], new Map())).toMatchObject({ duplicates: 1 });
    const meantTwice = [
      { chat: -1, text: 'a' },
      { chat: -1, text: 'a' },
    ];
    expect(judge(twice, meantTwice, new Map())).toMatchObject({ duplicates: 1 });
  });
});
