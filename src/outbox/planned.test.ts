import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../test/support/databases.js';
import { ACCOUNT, GROUP, NOON, TestRoad } from '../../test/support/road.js';
import { plannedIntents } from './planned.js';

describeFastestDatabase('what waits in the outbox', (open) => {
  test('is a message, a comment or an answer, the next first', async () => {
    const road = new TestRoad(await open());
    await road.propose(
      { service: 'reply', budget: 'answer', notBefore: NOON + 2 },
      { service: 'comment', notBefore: NOON + 1 },
      { service: 'comment', budget: 'answer', notBefore: NOON + 3 },
      { notBefore: NOON, peer: GROUP },
    );
    const planned = await plannedIntents(road.database, ACCOUNT, 10);
    expect(planned.map(({ service, what }) => `${service}: ${what}`)).toEqual([
      'message: message',
      'comment: comment',
      'reply: answer',
      'comment: answer',
    ]);
    expect(planned[0]).toMatchObject({ at: NOON, peer: GROUP, name: '' });
  });
});
