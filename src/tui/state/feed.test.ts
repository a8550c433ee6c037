import { describe, expect, test } from '@jest/globals';
import {
  cleared,
  EMPTY_FEED,
  type Feed,
  type FeedEvent,
  KEPT_EVENTS,
  newerThanShown,
  select,
  selectedEntry,
  toNewest,
  toOldest,
  visibleEntries,
  withEvents,
} from './feed.js';

const events = (count: number): FeedEvent[] =>
  Array.from({ length: count }, (_, index) => ({ type: 'written', at: index, text: `${index}` }));
const numbers = (feed: Feed, rows: number) =>
  visibleEntries(feed, rows).map(({ number }) => number);

describe('the feed', () => {
  test('shows the newest, and keeps so many', () => {
    const feed = withEvents(EMPTY_FEED, events(KEPT_EVENTS + 5));
    expect(feed.entries).toHaveLength(KEPT_EVENTS);
    expect(numbers(feed, 3)).toEqual([KEPT_EVENTS + 3, KEPT_EVENTS + 4, KEPT_EVENTS + 5]);
    expect(numbers(withEvents(EMPTY_FEED, events(2)), 5)).toEqual([1, 2]);
  });

  test('the first step up selects the lowest row, further ones move, the shown part follows at its edge', () => {
    let feed = select(withEvents(EMPTY_FEED, events(10)), -1, 3);
    expect(feed.selected).toBe(10);
    feed = select(feed, -2, 3);
    expect([feed.selected, ...numbers(feed, 3)]).toEqual([8, 8, 9, 10]);
    feed = select(feed, -1, 3);
    expect([feed.selected, ...numbers(feed, 3)]).toEqual([7, 7, 8, 9]);
    feed = select(feed, 2, 3);
    expect([feed.selected, ...numbers(feed, 3)]).toEqual([9, 7, 8, 9]);
    feed = select(feed, 1, 3);
    expect([feed.selected, ...numbers(feed, 3)]).toEqual([10, 8, 9, 10]);
    // Below the newest there is only what comes.
    expect(select(feed, 1, 3)).toMatchObject({ selected: null, lowest: null });
  });

  test('what comes meanwhile moves nothing that is looked at, and is counted', () => {
    const looked = select(withEvents(EMPTY_FEED, events(10)), -1, 3);
    const later = withEvents(looked, events(4));
    expect(numbers(later, 3)).toEqual([8, 9, 10]);
    expect(newerThanShown(later)).toBe(4);
    expect(newerThanShown(toNewest(later))).toBe(0);
  });

  test('what was looked at and is kept no longer gives way to the oldest that is', () => {
    const looked = toOldest(withEvents(EMPTY_FEED, events(10)), 3);
    expect(numbers(looked, 3)).toEqual([1, 2, 3]);
    const later = withEvents(looked, events(KEPT_EVENTS));
    expect(selectedEntry(later)?.number).toBe(11);
    expect(numbers(later, 3)).toEqual([11, 12, 13]);
  });

  test('what was skipped is counted, and nothing before it is kept', () => {
    const looked = select(withEvents(EMPTY_FEED, events(10)), -1, 3);
    const later = withEvents(looked, events(4), 3);
    expect(numbers(later, 9)).toEqual([14, 15, 16, 17]);
    expect(later.selected).toBe(14);
    expect(newerThanShown(later)).toBe(3);
  });

  test('cleared, it begins anew; numbers go on', () => {
    const feed = withEvents(cleared(select(withEvents(EMPTY_FEED, events(3)), -1, 3)), events(1));
    expect([feed.selected, ...numbers(feed, 3)]).toEqual([null, 4]);
    expect(select(cleared(feed), -1, 3).selected).toBeNull();
    expect(selectedEntry(cleared(feed))).toBeUndefined();
  });
});
