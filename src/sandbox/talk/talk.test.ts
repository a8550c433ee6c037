import { describe, expect, test } from '@jest/globals';
import { START_MS, TestBox } from '../../../test/sandbox/test-box.js';
import { startTalk } from './talk.js';

const HOUR_MS = 3_600_000;

/** What is said in the open group within a day at 60 an hour. */
async function talkOfADay() {
  const box = new TestBox();
  const stop = startTalk(box.world, ({ username }) => (username === 'open_group' ? 60 : 0));
  await box.clock.run(START_MS + 24 * HOUR_MS);
  await stop();
  const said = box.world.state.messages.filter(
    ({ action, peer }) => !action && peer === box.world.state.byUsername('open_group'),
  );
  return { box, said };
}

describe('simulated talk', () => {
  test('is the same for the same seed', async () => {
    const [first, second] = [await talkOfADay(), await talkOfADay()];
    const lines = ({ said }: typeof first) =>
      said.map(({ text, atMs, from }) => [text, atMs, from]);
    expect(lines(second)).toEqual(lines(first));
  });

  test('comes at its rate, from several people, none of them an account', async () => {
    const { box, said } = await talkOfADay();
    expect(said.length).toBeGreaterThan(1_200);
    expect(said.length).toBeLessThan(1_700);
    const speakers = new Set(said.map(({ from }) => from));
    expect(speakers.size).toBeGreaterThan(1);
    for (const id of speakers) expect(box.world.state.persons.get(id)?.login).toBeUndefined();
  });

  test('keeps to slow mode as everybody does', async () => {
    const box = new TestBox();
    const stop = startTalk(box.world, ({ slowModeSeconds }) => (slowModeSeconds > 0 ? 600 : 0));
    await box.clock.run(START_MS + HOUR_MS);
    await stop();
    const slow = box.world.state.byUsername('slow_group') ?? 0;
    const creator = box.world.state.chats.get(slow)?.creatorId;
    const last = new Map<number, number>();
    let pairs = 0;
    for (const { peer, from, atMs, action } of box.world.state.messages) {
      if (peer !== slow || action || from === creator) continue;
      const before = last.get(from);
      last.set(from, atMs);
      if (before === undefined) continue;
      pairs++;
      expect(atMs - before).toBeGreaterThanOrEqual(30_000);
    }
    expect(pairs).toBeGreaterThan(20);
  });
});
