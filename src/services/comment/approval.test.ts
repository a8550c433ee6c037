import { expect, test } from '@jest/globals';
import { CommentStage } from '../../../test/support/comment-stage.js';
import { describeFastestDatabase } from '../../../test/support/databases.js';
import { HOUR_MS } from '../../lib/local-time.js';
import { REASONS } from './post.js';

const MINUTE = 60_000;

describeFastestDatabase('comments that the operator approves', (open) => {
  async function setUp() {
    const stage = new CommentStage(await open(), { scheduled: false, mode: 'approve' });
    await stage.start();
    return stage;
  }

  test('wait, and go when they are accepted, in the operator’s words', async () => {
    const stage = await setUp();
    const post = await stage.say('a post');
    await stage.pass(HOUR_MS);
    const [draft] = await stage.desk.list();
    expect(draft?.text).toBe('comment 1 on a post');
    expect(stage.telegram.texts).toEqual([]);
    await stage.desk.accept(draft?.id ?? 0, { text: 'better' });
    await stage.pass(10 * MINUTE);
    expect(stage.telegram.texts).toEqual(['better']);
    expect(await stage.postRow(post)).toMatchObject({ state: 'commented', comment: 'better' });
    await stage.stop();
  });

  test('are dropped when nobody approves them in time, or the operator rejects them', async () => {
    const stage = await setUp();
    const first = await stage.say('one');
    await stage.pass(20 * MINUTE);
    const [draft] = await stage.desk.list();
    await stage.desk.reject(draft?.id ?? 0, 'too cheeky');
    await stage.pass(10 * MINUTE);
    const second = await stage.say('two');
    await stage.pass(4 * HOUR_MS);
    expect(await stage.postRow(first)).toMatchObject({ state: 'skipped', reason: 'too cheeky' });
    expect(await stage.postRow(second)).toMatchObject({
      ...{ state: 'skipped', reason: 'nobody approved it in time' },
    });
    expect(stage.telegram.texts).toEqual([]);
    await stage.stop();
  });

  test('are written anew when their post says something else, at most three times', async () => {
    const stage = await setUp();
    const post = await stage.say('first');
    await stage.pass(10 * MINUTE);
    await stage.edit(post, 'first');
    expect(await stage.desk.list()).toHaveLength(1);
    await stage.edit(post, 'second');
    expect(await stage.desk.list()).toEqual([]);
    await stage.pass(10 * MINUTE);
    expect((await stage.desk.list()).map(({ text }) => text)).toEqual(['comment 2 on second']);
    for (const text of ['third', 'fourth']) {
      await stage.edit(post, text);
      await stage.pass(10 * MINUTE);
    }
    expect(await stage.desk.list()).toEqual([]);
    expect(await stage.postRow(post)).toMatchObject({
      ...{ state: 'skipped', reason: REASONS.editedTooOften },
    });
    await stage.stop();
  });

  test('are taken back when their post is deleted', async () => {
    const stage = await setUp();
    const post = await stage.say('a post');
    await stage.pass(10 * MINUTE);
    await stage.remove(post);
    expect(await stage.desk.list()).toEqual([]);
    expect(await stage.postRow(post)).toMatchObject({ state: 'skipped', reason: REASONS.gone });
    await stage.pass(HOUR_MS);
    expect(stage.telegram.texts).toEqual([]);
    await stage.stop();
  });

  test('are one a channel at a time', async () => {
    const stage = await setUp();
    await stage.say('one');
    await stage.say('two');
    await stage.pass(HOUR_MS);
    expect(await stage.desk.list()).toHaveLength(1);
    await stage.stop();
  });
});
