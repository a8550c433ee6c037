import { expect, test } from '@jest/globals';
import { NO_COMMENTS } from '../../core/comment-settings.js';
import { planArrival } from './arrivals.js';

const NOW = Date.UTC(2026, 5, 10, 12);
const post = { channel: -1_001, postId: 7, at: NOW };

test('a post without text gets no comment', () => {
  expect(planArrival({ ...post, text: ' ' }, NO_COMMENTS, NOW)).toMatchObject({
    dueAt: undefined,
    reason: 'there is no text in the post',
  });
});

test('a part of an album without text is planned: the part that has it may come later', () => {
  const plan = planArrival({ ...post, text: '', albumId: '12' }, NO_COMMENTS, NOW);
  expect(plan).toMatchObject({ path: 'instant', dueAt: NOW + NO_COMMENTS.instantDelayMs });
});
