import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../../test/support/databases.js';
import { targetOf } from '../../../test/support/message-stage.js';
import { openGroup, ScriptedMessenger } from '../../../test/support/scripted-messenger.js';
import type { Database } from '../../core/database.js';
import { VirtualClock } from '../../lib/virtual-clock.js';
import { createOutbox } from '../../outbox/outbox.js';
import { proposeTest } from './send-test.js';

const noon = Date.UTC(2026, 5, 1, 12);
const never = new AbortController().signal;

function propose(database: Database, messenger: ScriptedMessenger, written: string, text = 'test') {
  const clock = new VirtualClock(noon);
  const outbox = createOutbox({ clock, events: { publish() {} }, kick() {} });
  const target = targetOf(written, { kind: 'every', everyMs: 1000, jitterMs: 0 });
  const dependencies = { account: 'user:7', messenger, database, outbox, clock };
  return proposeTest(dependencies, { target, text }, never);
}

describeFastestDatabase('a test message', (open) => {
  test('goes ahead of everything scheduled, as the operator’s own words', async () => {
    const database = await open();
    const messenger = new ScriptedMessenger([openGroup(-1001)]);
    const { id } = await propose(database, messenger, '@group1001');
    expect(await database.query(`select * from ${database.schema}.outbox`)).toMatchObject([
      {
        id,
        service: 'operator',
        budget: 'operator',
        priority: 0,
        peer_id: -1001,
        content: { kind: 'text', text: 'test' },
        state: 'queued',
        expires_at: noon + 600_000,
      },
    ]);
  });

  test('may go to Saved Messages, but to no other person', async () => {
    const database = await open();
    const messenger = new ScriptedMessenger();
    messenger.people.set('me', { id: 7, kind: 'user', title: 'Ada' });
    messenger.people.set('other', { id: 8, kind: 'user', title: 'Ayşe' });
    expect(await propose(database, messenger, '7')).toMatchObject({ created: true });
    await expect(propose(database, messenger, '8')).rejects.toMatchObject({
      code: 'INTENT_INVALID',
      problem: expect.stringContaining('is a person'),
    });
  });

  test.each([
    ['a closed topic', 't.me/group1001/42', 'test', 'is closed'],
    ['a group that is not there', '@nobody', 'test', 'nobody of this name'],
    ['an empty text', '@group1002', '', 'empty'],
  ])('is not queued for %s', async (_, written, text, problem) => {
    const database = await open();
    const closed = { forum: true, topics: [{ id: 42, title: 'Cats', closed: true }] };
    const messenger = new ScriptedMessenger([openGroup(-1001, closed), openGroup(-1002)]);
    await expect(propose(database, messenger, written, text)).rejects.toMatchObject({
      code: 'INTENT_INVALID',
      problem: expect.stringContaining(problem),
    });
    expect(await database.query(`select 1 from ${database.schema}.outbox`)).toEqual([]);
  });
});
