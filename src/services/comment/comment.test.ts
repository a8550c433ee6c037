import { expect, test } from '@jest/globals';
import {
  CHANNEL,
  CommentStage,
  GROUP,
  OPEN_CHANNEL,
  OPEN_GROUP,
} from '../../../test/support/comment-stage.js';
import { describeFastestDatabase } from '../../../test/support/databases.js';
import { NO_LIMITS } from '../../../test/support/road.js';
import { HOUR_MS } from '../../lib/local-time.js';
import { addPause, liftPause } from '../../outbox/pauses.js';
import { REASONS } from './post.js';

const MINUTE = 60_000;

describeFastestDatabase('comments on new posts', (open) => {
  async function setUp(...changes: ConstructorParameters<typeof CommentStage>[1][]) {
    const stage = new CommentStage(await open(), Object.assign({ scheduled: false }, ...changes));
    await stage.start();
    return stage;
  }

  test('go under the post some minutes after it, once', async () => {
    const stage = await setUp();
    const post = await stage.say('The ferry to Kadıköy runs again');
    await stage.pass(4 * MINUTE);
    expect(await stage.comments()).toEqual([]);
    await stage.pass(2 * MINUTE);
    expect(await stage.comments()).toMatchObject([
      {
        peer_id: GROUP,
        reply_to: post.messageId + 10_000,
        state: 'sent',
        instant: true,
        text: 'comment 1 on The ferry to Kadıköy runs again',
        dedupe_key: `comment:${CHANNEL}:${post.messageId}`,
      },
    ]);
    expect(stage.tasks).toMatchObject([
      { purpose: 'comment', variables: { title: `Channel ${-CHANNEL}` }, recent: [] },
    ]);
    await stage.hear(post);
    await stage.restart();
    await stage.pass(6 * HOUR_MS);
    expect(await stage.comments()).toHaveLength(1);
    expect(await stage.postRow(post)).toMatchObject({ state: 'commented', comment_id: 1 });
    await stage.stop();
  });

  test('are about the post as it stands when they are written', async () => {
    const stage = await setUp();
    const post = await stage.say('first');
    await stage.edit(post, 'second');
    await stage.pass(10 * MINUTE);
    expect((await stage.comments()).map(({ text }) => text)).toEqual(['comment 1 on second']);
    await stage.stop();
  });

  test('are not written when the post is gone, heard or not, has no text, or is closed', async () => {
    const stage = await setUp();
    const heard = await stage.say('gone at once');
    await stage.remove(heard);
    const unheard = await stage.say('gone in silence');
    await stage.remove(unheard, true);
    const photo = await stage.say(' ', { media: 'photo' });
    const closed = await stage.say('nobody may comment');
    stage.discussions.roots.delete(`${CHANNEL} ${closed.messageId}`);
    await stage.pass(HOUR_MS);
    expect(await stage.comments()).toEqual([]);
    expect(stage.tasks).toEqual([]);
    expect((await stage.posts()).map(({ reason }) => reason)).toEqual([
      REASONS.gone,
      REASONS.gone,
      REASONS.noText,
      'MSG_ID_INVALID: Nobody may comment',
    ]);
    expect(photo.text).toBe(' ');
    await stage.stop();
  });

  test('an album is one post, whichever part comes first or has the text', async () => {
    const stage = await setUp();
    const parts = ['', 'three cats', ''].map((text) =>
      stage.post(text, { albumId: '77', media: 'photo' }),
    );
    const [first, second, third] = parts;
    if (!first || !second || !third) throw new Error('there are three');
    stage.publish('three cats', { messageId: second.messageId, albumId: '77' });
    await stage.hear(second, third);
    await stage.hear(first);
    await stage.pass(HOUR_MS);
    expect(await stage.posts()).toHaveLength(1);
    expect((await stage.comments()).map(({ text }) => text)).toEqual(['comment 1 on three cats']);
    await stage.stop();
  });

  test('wait as long as the guard says, and are written only then', async () => {
    const stage = await setUp();
    stage.limits = { ...NO_LIMITS, minIntervalPerPeerMs: 40 * MINUTE };
    await stage.say('one');
    await stage.say('two');
    await stage.pass(20 * MINUTE);
    expect(stage.tasks).toHaveLength(1);
    const waiting = (await stage.posts()).filter(({ state }) => state === 'planned');
    expect(waiting).toHaveLength(1);
    expect(waiting[0]?.reason).toMatch(/are spread|peer-interval/);
    await stage.pass(2 * HOUR_MS);
    const [first, second] = await stage.comments();
    expect((second?.settled_at ?? 0) - (first?.settled_at ?? 0)).toBeGreaterThanOrEqual(
      40 * MINUTE,
    );
    await stage.stop();
  });

  test('are not written while the service is paused', async () => {
    const stage = await setUp();
    await addPause(stage.database, 'user', 'comment', 'operator', stage.clock.now());
    const post = await stage.say('a post');
    await stage.pass(HOUR_MS);
    expect(stage.tasks).toEqual([]);
    expect((await stage.postRow(post))?.reason).toMatch(/^paused: /);
    await liftPause(stage.database, 'user', 'comment');
    await stage.pass(6 * MINUTE);
    expect(await stage.comments()).toMatchObject([{ state: 'sent' }]);
    await stage.stop();
  });

  test('a channel that refuses is barred, and its posts say why', async () => {
    const stage = await setUp();
    const reason = 'the account may not write there';
    stage.telegram.fates.push({
      status: 'refused',
      code: 'CHAT_WRITE_FORBIDDEN',
      reason,
      scope: 'peer',
    });
    const first = await stage.say('one');
    await stage.pass(10 * MINUTE);
    const second = await stage.say('two');
    await stage.pass(10 * MINUTE);
    expect(await stage.postRow(first)).toMatchObject({ state: 'skipped', reason });
    expect((await stage.postRow(second))?.reason).toContain(reason);
    expect(stage.tasks).toHaveLength(1);
    await stage.stop();
  });

  test('what the checks drop is not sent, and names the check', async () => {
    const stage = await setUp();
    stage.answers.push({ status: 'dropped', check: 'links', reason: 'it holds a link' });
    const post = await stage.say('a post');
    await stage.pass(HOUR_MS);
    expect(await stage.postRow(post)).toMatchObject({
      state: 'skipped',
      reason: 'links: it holds a link',
    });
    expect(await stage.comments()).toEqual([]);
    await stage.stop();
  });

  test('the last comments are shown to the author, so that none is like another', async () => {
    const stage = await setUp({ compared: 2 });
    for (const text of ['one', 'two', 'three', 'four']) {
      await stage.say(text);
      await stage.pass(10 * MINUTE);
    }
    expect(stage.tasks.at(-1)?.recent).toEqual(['comment 3 on three', 'comment 2 on two']);
    await stage.stop();
  });

  test('with the mode dry they are written and not sent, at the limits’ pace', async () => {
    const stage = await setUp({ mode: 'dry' });
    stage.limits = { ...NO_LIMITS, messagesPerHour: 2 };
    for (const text of ['one', 'two', 'three']) await stage.say(text);
    await stage.pass(20 * MINUTE);
    expect(stage.tasks).toHaveLength(1);
    await stage.pass(3 * HOUR_MS);
    expect(await stage.comments()).toEqual([]);
    expect((await stage.posts()).map(({ state, comment }) => [state, comment !== null])).toEqual([
      ['skipped', true],
      ['skipped', true],
      ['skipped', true],
    ]);
    await stage.stop();
  });

  test('posts of channels that the account is no member of are found by looking', async () => {
    const stage = new CommentStage(await open(), {
      scheduled: false,
      channels: [{ written: '@open', peer: { by: 'id', id: OPEN_CHANNEL } }],
    });
    stage.addChannel(OPEN_CHANNEL, OPEN_GROUP, false);
    await stage.start();
    stage.publish('nobody tells of this', { peer: OPEN_CHANNEL });
    await stage.pass(20 * MINUTE);
    expect(await stage.comments()).toMatchObject([{ peer_id: OPEN_GROUP, state: 'sent' }]);
    const looks = stage.discussions.calls.filter((call) => call.startsWith('posts')).length;
    expect(looks).toBeLessThanOrEqual(5);
    await stage.pass(6 * HOUR_MS);
    const quiet = stage.discussions.calls.filter((call) => call.startsWith('posts')).length - looks;
    expect(quiet).toBeLessThanOrEqual(15);
    expect(await stage.comments()).toHaveLength(1);
    await stage.stop();
  });

  test('nothing goes to a channel that is not in the list any more', async () => {
    const stage = await setUp();
    const post = await stage.say('a post');
    stage.settings = { ...stage.settings, channels: [] };
    stage.service.reload();
    await stage.pass(HOUR_MS);
    expect(await stage.postRow(post)).toMatchObject({ state: 'skipped', reason: REASONS.removed });
    expect(await stage.hear(stage.publish('later'))).toBe(false);
    expect(await stage.comments()).toEqual([]);
    await stage.stop();
  });

  test('a channel that is not in the list any more is no allowed place from that moment on', async () => {
    const stage = await setUp();
    expect(stage.service.allowedPeers()).toEqual(new Set([GROUP]));
    stage.settings = { ...stage.settings, channels: [] };
    expect(stage.service.allowedPeers()).toEqual(new Set());
    await stage.stop();
  });

  test('posts of a channel that can’t be looked up after a restart wait for it', async () => {
    const username = `channel${-CHANNEL}`;
    const stage = await setUp({
      channels: [{ written: `@${username}`, peer: { by: 'username', username } }],
    });
    const post = await stage.say('a post');
    await stage.stop();
    stage.messenger.resolutions.push(new Error('no line'), new Error('no line'));
    await stage.pass(10 * MINUTE);
    await stage.start();
    expect(await stage.postRow(post)).toMatchObject({ state: 'planned' });
    await stage.pass(HOUR_MS);
    expect(await stage.comments()).toMatchObject([{ state: 'sent' }]);
    await stage.stop();
  });

  test('more than 20 channels draw a warning', async () => {
    const ids = Array.from({ length: 21 }, (_, index) => CHANNEL - index);
    const stage = await setUp({
      channels: ids.map((id) => ({ written: String(id), peer: { by: 'id', id } })),
    });
    expect(stage.logged[0]).toContain('21 channels are listed');
    await stage.stop();
  });

  test('replies and reactions are counted an hour later, and later still', async () => {
    const stage = await setUp();
    const post = await stage.say('a post');
    await stage.pass(10 * MINUTE);
    const seen = { messageId: 1, replies: 2, reactions: 3, gone: false };
    stage.discussions.engagements.set(`${GROUP} 1`, seen);
    await stage.pass(30 * MINUTE);
    expect(await stage.postRow(post)).toMatchObject({ replies: 0 });
    await stage.pass(HOUR_MS);
    expect(await stage.postRow(post)).toMatchObject({ replies: 2, reactions: 3 });
    await stage.pass(80 * HOUR_MS);
    const asked = stage.discussions.calls.filter((call) => call.startsWith('engagement'));
    expect(asked).toHaveLength(4);
    expect(await stage.service.statistics(stage.database, CHANNEL, 30)).toMatchObject({
      ...{ posts: 1, comments: 1, replies: 2, reactions: 3, waiting: 0 },
    });
    await stage.stop();
  });
});
