import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../../test/support/databases.js';
import {
  ACCOUNT,
  ADA,
  GROUP,
  NOON,
  ReplyStage,
  ruleOf,
} from '../../../test/support/reply-stage.js';
import type { Database } from '../../core/database.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const price = ruleOf('price', { keywords: ['fiyat'], variants: ['{name}, 10 lira'] });
const hello = ruleOf('hello', { keywords: ['selam'], variants: ['Merhaba!'] });

describeFastestDatabase('what the reply service proposes and remembers', (open) => {
  test('answers who wrote, like a person, as an intent of the answers’ own budget', async () => {
    const stage = new ReplyStage(await open(), { rules: [hello, price] });
    const { messageId } = await stage.say('Fiyatlar… FİYAT ne?');
    const { schema } = stage.database;
    const rows = await stage.database.query(`select * from ${schema}.outbox`);
    expect(rows).toMatchObject([
      {
        account: ACCOUNT,
        service: 'reply',
        budget: 'answer',
        lane: ACCOUNT,
        thread: `reply:${ADA}`,
        peer_id: ADA,
        topic_id: null,
        reply_to: null,
        content: { kind: 'text', text: 'Ada, 10 lira' },
        dedupe_key: `reply:${ADA}:${messageId}`,
        priority: 0,
        state: 'queued',
      },
    ]);
    const [answer] = await stage.answers();
    const delay = (answer?.not_before ?? 0) - NOON;
    expect(delay).toBeGreaterThanOrEqual(1_500 + 12 * 60);
    expect(delay).toBeLessThanOrEqual(4_000 + 15 * 90);
    expect(answer?.expires_at).toBe((answer?.not_before ?? 0) + stage.settings.expireAfterMs);
  });

  test('a newer message is answered instead of the one that waits, and as soon', async () => {
    const stage = new ReplyStage(await open(), { rules: [price, hello], mode: 'manualplus' });
    await stage.say('fiyat');
    await stage.pass(MINUTE);
    await stage.say('nasılsın');
    expect((await stage.answers()).map(({ state }) => state)).toEqual(['queued']);
    await stage.pass(MINUTE);
    await stage.say('selam');
    expect(await stage.answers()).toMatchObject([
      { text: 'Ada, 10 lira', state: 'refused', reason: 'a newer message is answered instead' },
      { text: 'Merhaba!', state: 'queued', not_before: NOON + 5 * MINUTE },
    ]);
    // Right before it is due, a person's time is still taken.
    await stage.pass(3 * MINUTE - 1);
    await stage.say('fiyat?');
    const last = (await stage.answers()).at(-1);
    expect(last?.not_before).toBeGreaterThan(stage.clock.now() + 1_500);
    expect(last?.not_before).toBeLessThan(stage.clock.now() + 10_000);
  });

  test('deciding twice, after a crash, leads to the same one row', async () => {
    const variants = Array.from({ length: 50 }, (_, n) => `text ${n}`);
    const stage = new ReplyStage(await open(), { rules: [ruleOf('all', { variants })] });
    const message = stage.message('hey');
    const crash = new Error('crash');
    await expect(
      stage.handOver(message, async () => {
        throw crash;
      }),
    ).rejects.toThrow(crash);
    await stage.handOver(message);
    const [first] = await stage.answers();
    await clear(stage.database);
    await stage.restart();
    await stage.handOver(message);
    const [again] = await stage.answers();
    expect(again).toMatchObject({ text: first?.text, not_before: first?.not_before });
  });

  test('what it remembers of people cannot be read, and is kept as long as it counts', async () => {
    const rules = [{ ...price, cooldownMs: 3 * DAY }];
    const stage = new ReplyStage(await open(), { rules });
    await stage.say('fiyat, gizli');
    await stage.mention('fiyat');
    const { schema } = stage.database;
    const rows = await stage.database.query(
      `select chat_id, memory::text as memory, kept_until from ${schema}.reply_memory order by chat_id`,
    );
    expect(rows).toMatchObject([
      { chat_id: GROUP, kept_until: NOON + 3 * DAY },
      { chat_id: ADA, kept_until: NOON + 3 * DAY },
    ]);
    for (const { memory } of rows) expect(memory).not.toMatch(/gizli|fiyat|lira|\b11\b/);
  });
});

async function clear({ schema, query }: Database): Promise<void> {
  await query(`delete from ${schema}.outbox`);
  await query(`delete from ${schema}.reply_memory`);
}
