import { describe, expect, test } from '@jest/globals';
import { Book, EVENING, FOREIGN, groupOf, HABER, KANAL } from './book.js';
import { histogramsOf } from './histogram.js';
import { S1_LIMITS } from './settings.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const book = () => new Book();

/** Comments under posts of channels by turns, each some time after the one before. */
function many(count: number, gapMs: number, from = 0): Book {
  const story = book();
  for (let n = 0; n < count; n++) {
    const at = from + n * gapMs;
    // Never more than the rule in question is broken.
    story.posts(at - 3 * HOUR, KANAL - n);
    story.comments(at, { group: groupOf(KANAL) - n });
  }
  return story;
}

/** Channels beside the agreed two only serve to keep other rules out of the way. */
function withoutPlace(story: Book): readonly string[] {
  return [...new Set(story.broken())].filter((rule) => rule !== 'place');
}

describe('the judge of comments', () => {
  test.each<[string, Book]>([
    [
      'one under each of two posts',
      book()
        .posts(0, KANAL)
        .comments(5 * MINUTE),
    ],
    [
      'about what an edit that nobody told of replaced',
      book()
        .posts(0, KANAL)
        .edits(MINUTE, false)
        .comments(5 * MINUTE),
    ],
    [
      'under a post whose deletion nobody told of',
      book()
        .posts(0, KANAL)
        .deletes(MINUTE, false)
        .comments(5 * MINUTE),
    ],
    [
      'under a post that was deleted afterwards',
      book()
        .posts(0, KANAL)
        .comments(5 * MINUTE)
        .deletes(HOUR),
    ],
    [
      'under the second part of an album',
      book()
        .posts(0, KANAL, { ids: [7, 8] })
        .comments(5 * MINUTE, { under: { channel: KANAL, postId: 8 } }),
    ],
    [
      'in one channel after forty minutes',
      book()
        .posts(0, KANAL)
        .comments(5 * MINUTE)
        .posts(MINUTE, KANAL)
        .comments(45 * MINUTE),
    ],
  ])('finds nothing wrong with a comment %s', (_, story) => {
    expect(story.broken()).toEqual([]);
  });

  test.each<[string, Book]>([
    [
      'place',
      book()
        .posts(0, KANAL)
        .comments(HOUR, { under: { channel: KANAL, postId: 9 } }),
    ],
    ['place', book().posts(0, FOREIGN).comments(HOUR)],
    [
      'one-a-post',
      book()
        .posts(0, KANAL)
        .comments(HOUR)
        .comments(2 * HOUR),
    ],
    ['deleted', book().posts(0, KANAL).deletes(MINUTE).comments(HOUR)],
    [
      'words',
      book()
        .posts(0, KANAL, { versions: [{ at: EVENING, mark: 'old' }] })
        .edits(MINUTE)
        .comments(HOUR, { about: 'old' }),
    ],
    ['words', book().posts(0, KANAL).comments(HOUR, { about: 'another post' })],
    ['freshness', book().posts(-DAY, KANAL).comments(1)],
    ['length', book().posts(0, KANAL).comments(HOUR, { text: 'Güzel.' })],
    [
      'length',
      book()
        .posts(0, KANAL)
        .comments(HOUR, { text: 'g'.repeat(221) }),
    ],
    [
      'again',
      book()
        .posts(0, KANAL)
        .comments(HOUR, { text: 'Bunu okuyunca çok sevindim doğrusu.' })
        .posts(1, HABER)
        .comments(2 * HOUR, { text: 'Bunu okuyunca çok sevindim doğrusu.' }),
    ],
    [
      'window',
      book()
        .posts(4 * HOUR, KANAL)
        .comments(5 * HOUR),
    ],
    [
      'minimum-interval',
      book()
        .posts(0, KANAL)
        .comments(HOUR)
        .posts(1, HABER)
        .comments(HOUR + 89 * SECOND),
    ],
    [
      'peer-interval',
      book()
        .posts(0, KANAL)
        .comments(HOUR)
        .posts(1, KANAL)
        .comments(HOUR + 2_399 * SECOND),
    ],
    [
      'slow-mode',
      book()
        .slows(KANAL, 7_200)
        .posts(0, KANAL)
        .comments(HOUR)
        .posts(1, KANAL)
        .comments(2 * HOUR),
    ],
    [
      'restriction',
      book()
        .attempts({
          at: EVENING,
          peer: groupOf(KANAL),
          outcome: {
            ...{ status: 'refused', code: 'USER_BANNED_IN_CHANNEL', reason: 'no', scope: 'peer' },
          },
          answeredAt: EVENING + 1,
        })
        .attempts({ at: EVENING + HOUR, peer: groupOf(KANAL) }),
    ],
  ])('finds what breaks the rule %s', (rule, story) => {
    expect(story.broken()).toEqual([rule]);
  });

  test('finds more than eight within an hour', () => {
    expect(withoutPlace(many(8, 7 * MINUTE))).toEqual([]);
    expect(withoutPlace(many(9, 7 * MINUTE))).toEqual(['hour-cap']);
  });

  test('finds more than forty on one day', () => {
    // Two windows of the same local day: 22 comments in the morning, the others in the evening.
    const day = (evening: number) => {
      const story = many(22, 8 * MINUTE, -13 * HOUR);
      for (let n = 0; n < evening; n++) {
        story.posts(n * 8 * MINUTE - HOUR, KANAL - 50 - n);
        story.comments(n * 8 * MINUTE, { group: groupOf(KANAL) - 50 - n });
      }
      return story;
    };
    expect(withoutPlace(day(18))).toEqual([]);
    expect(withoutPlace(day(19))).toEqual(['day-cap']);
  });

  test('finds a third comment on new posts in one chat within an hour', () => {
    const story = (third: number) =>
      book()
        .posts(0, KANAL)
        .comments(5 * MINUTE)
        .posts(MINUTE, KANAL)
        .comments(30 * MINUTE)
        .posts(2 * MINUTE, KANAL)
        .comments(third);
    expect(story(64 * MINUTE).broken()).toContain('instant-cap');
    expect(story(65 * MINUTE).broken()).not.toContain('instant-cap');
  });
});

test('a histogram shows by tenths how comments lie in their windows', () => {
  const moments = [0, 1, 59, 60, 299].map((minute) => EVENING - 14 * HOUR + minute * MINUTE);
  const [morning, evening] = histogramsOf(
    [...moments, EVENING],
    S1_LIMITS.activeWindows,
    S1_LIMITS.timeZone,
  );
  expect(morning?.tenths).toEqual([2, 1, 1, 0, 0, 0, 0, 0, 0, 1]);
  expect(morning?.largestShare).toBe(0.4);
  expect(evening?.tenths).toEqual([0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
});
