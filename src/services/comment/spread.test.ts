import { expect, test } from '@jest/globals';
import { CHANNEL, CommentStage } from '../../../test/support/comment-stage.js';
import { describeFastestDatabase } from '../../../test/support/databases.js';
import { NO_LIMITS } from '../../../test/support/road.js';
import { HOUR_MS } from '../../lib/local-time.js';

/** A Wednesday in UTC. */
const MIDNIGHT = Date.UTC(2026, 5, 10);
const MINUTE = 60_000;

describeFastestDatabase('comments of a day with S1’s limits', (open) => {
  test('last until the evening, though twenty lively channels would take more', async () => {
    const channels = Array.from({ length: 20 }, (_, index) => CHANNEL - index);
    const stage = new CommentStage(
      await open(),
      { channels: channels.map((id) => ({ written: String(id), peer: { by: 'id', id } })) },
      MIDNIGHT,
    );
    stage.limits = {
      ...NO_LIMITS,
      activeWindows: [
        { startMinute: 5 * 60, endMinute: 10 * 60 },
        { startMinute: 18 * 60, endMinute: 24 * 60 },
      ],
      messagesPerDay: 40,
      messagesPerHour: 8,
      minIntervalMs: 90_000,
      minIntervalPerPeerMs: 40 * MINUTE,
      maxInstantPerChatPerHour: 2,
    };
    for (const id of channels) stage.addChannel(id, id - 900);
    await stage.start();
    for (let hour = 0; hour < 24; hour++) {
      for (const [index, peer] of channels.entries()) {
        if ((hour + index) % 6 === 0) await stage.say(`post of ${hour}`, { peer });
      }
      await stage.pass(HOUR_MS);
    }
    const sent = (await stage.comments()).filter(({ state }) => state === 'sent');
    const byHour = new Array<number>(24).fill(0);
    for (const { settled_at } of sent) {
      const hour = Math.floor(((settled_at ?? 0) - MIDNIGHT) / HOUR_MS);
      byHour[hour] = (byHour[hour] ?? 0) + 1;
    }
    expect(sent.length).toBeGreaterThanOrEqual(30);
    expect(sent.length).toBeLessThanOrEqual(40);
    const windows = byHour.filter((_, hour) => (hour >= 5 && hour < 10) || hour >= 18);
    expect(windows.reduce((sum, count) => sum + count, 0)).toBe(sent.length);
    expect(Math.max(...windows)).toBeLessThanOrEqual(6);
    expect(Math.min(...windows)).toBeGreaterThanOrEqual(1);
    // Nothing is written that is not sent.
    expect(stage.tasks).toHaveLength(sent.length);
    await stage.stop();
  });
});
