import { expect, test } from '@jest/globals';
import { CHANNEL, CommentStage } from '../../../test/support/comment-stage.js';
import { describeFastestDatabase } from '../../../test/support/databases.js';
import { NO_LIMITS, NOON } from '../../../test/support/road.js';
import type { Draft } from '../../core/author.js';
import { HOUR_MS } from '../../lib/local-time.js';
import { REASONS } from './post.js';

const MINUTE = 60_000;
const away: Draft = { status: 'later', reason: 'the model is away', waitMs: 10 * MINUTE };

describeFastestDatabase('comments by schedule', (open) => {
  test('take the newest post of the channel that had none for the longest time', async () => {
    const channels = [0, 1, 2].map((n) => CHANNEL - n);
    const stage = new CommentStage(await open(), {
      channels: channels.map((id) => ({ written: String(id), peer: { by: 'id', id } })),
    });
    stage.limits = { ...NO_LIMITS, messagesPerHour: 2 };
    for (const id of channels) stage.addChannel(id, id - 900);
    for (const peer of channels) {
      for (const hours of [5, 4]) {
        stage.publish(`${hours} hours old`, { peer, at: NOON - hours * HOUR_MS });
      }
      stage.publish('too old', { peer, at: NOON - 25 * HOUR_MS });
      stage.publish(' ', { peer, at: NOON - 2 * HOUR_MS });
    }
    await stage.start();
    await stage.pass(4 * HOUR_MS);
    const comments = await stage.comments();
    expect(comments.length).toBeGreaterThanOrEqual(4);
    const first = comments.slice(0, 3);
    expect(new Set(first.map(({ peer_id }) => peer_id)).size).toBe(3);
    expect(first.map(({ text }) => text.replace(/^.* on /, ''))).toEqual(
      first.map(() => '4 hours old'),
    );
    expect(comments.every(({ instant }) => !instant)).toBe(true);
    await stage.stop();
  });

  test('a new post that can’t be commented on soon waits for the schedule', async () => {
    const stage = new CommentStage(await open());
    stage.limits = {
      ...NO_LIMITS,
      messagesPerHour: 4,
      activeWindows: [{ startMinute: 18 * 60, endMinute: 20 * 60 }],
    };
    await stage.start();
    const post = await stage.say('in the middle of the day');
    await stage.pass(10 * MINUTE);
    expect(await stage.postRow(post)).toMatchObject({
      ...{ state: 'planned', path: 'scheduled', due_at: Number.POSITIVE_INFINITY },
    });
    await stage.pass(8 * HOUR_MS);
    const [comment] = await stage.comments();
    expect(comment).toMatchObject({ state: 'sent', instant: false });
    expect(comment?.settled_at).toBeGreaterThan(NOON + 6 * HOUR_MS + MINUTE);
    await stage.stop();
  });

  test('while the model is away wait with the reason; afterwards nothing comes at once', async () => {
    const stage = new CommentStage(await open(), { freshMs: 6 * HOUR_MS });
    stage.limits = { ...NO_LIMITS, messagesPerHour: 4, minIntervalPerPeerMs: 0 };
    stage.answers.push(...Array.from({ length: 400 }, () => away));
    await stage.start();
    const early = await stage.say('hour 0');
    for (let hour = 1; hour <= 10; hour++) {
      await stage.pass(HOUR_MS);
      await stage.say(`hour ${hour}`);
    }
    await stage.pass(6 * MINUTE);
    expect(stage.tasks.length).toBeLessThan(100);
    expect(await stage.comments()).toEqual([]);
    expect(await stage.postRow(early)).toMatchObject({ state: 'skipped' });
    expect((await stage.postRow(early))?.reason).toContain(REASONS.old);
    const reasons = (await stage.posts()).map(({ reason }) => reason);
    expect(reasons).toContain('nothing can be written now: the model is away');
    stage.answers.length = 0;
    await stage.pass(3 * HOUR_MS);
    const sent = (await stage.comments()).map(({ settled_at }) => settled_at ?? 0);
    expect(sent.length).toBeGreaterThan(2);
    for (const [index, at] of sent.slice(1).entries()) {
      expect(at - (sent[index] ?? 0)).toBeGreaterThanOrEqual(15 * MINUTE);
    }
    await stage.stop();
  });

  test('what expired in the queue is planned again, and never said twice', async () => {
    const stage = new CommentStage(await open());
    stage.sends = false;
    await stage.start();
    const post = await stage.say('a post');
    await stage.pass(10 * MINUTE);
    const [first] = await stage.comments();
    expect(first).toMatchObject({ state: 'queued' });
    await stage.pass(HOUR_MS);
    stage.sends = true;
    await stage.restart();
    await stage.pass(2 * HOUR_MS);
    const comments = await stage.comments();
    expect(comments.map(({ state }) => state)).toEqual(['expired', 'sent']);
    expect(await stage.postRow(post)).toMatchObject({ state: 'commented' });
    await stage.stop();
  });

  test('without a schedule, posts that are not new when they are found get none', async () => {
    const stage = new CommentStage(await open(), { scheduled: false });
    const late = stage.publish('two hours old', { at: NOON - 2 * HOUR_MS });
    stage.publish('half an hour old', { at: NOON - HOUR_MS / 2 });
    await stage.start();
    await stage.pass(HOUR_MS);
    expect((await stage.comments()).map(({ text }) => text)).toEqual([
      'comment 1 on half an hour old',
    ]);
    expect(await stage.postRow(late)).toMatchObject({ state: 'skipped', reason: REASONS.notNew });
    await stage.stop();
  });

  test('are told of before they are written', async () => {
    const stage = new CommentStage(await open());
    await stage.start();
    const post = await stage.say('a post');
    expect(await stage.service.plan(stage.database, 5)).toMatchObject([
      {
        service: 'comment',
        what: 'comment',
        peer: CHANNEL,
        at: post.at + 5 * MINUTE,
        note: `under post ${post.messageId}`,
      },
    ]);
    await stage.stop();
  });
});
