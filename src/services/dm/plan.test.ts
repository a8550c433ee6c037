import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../../test/support/databases.js';
import { NOON } from '../../../test/support/dm-stage.js';
import { ADA, begun } from '../../../test/support/dm-texts.js';
import { DAY_MS, HOUR_MS } from '../../lib/local-time.js';

describeFastestDatabase('the plan of a person who wrote', (open) => {
  test('names the time from the moment of an answer on, whoever gave it', async () => {
    const stage = await begun(await open());
    await stage.hear(ADA);
    const planned = async () => (await stage.service.plan(stage.database, 9))[0];
    expect(await planned()).toMatchObject({
      at: NOON + DAY_MS,
      note: 'active conversation, 1 of 3; an answer cancels it; the person spoke last: it counts from the next word of the account',
    });
    await stage.pass(HOUR_MS);
    await stage.answer(ADA);
    const answered = {
      at: NOON + HOUR_MS + DAY_MS,
      note: 'active conversation, 1 of 3; an answer cancels it',
    };
    expect(await planned()).toMatchObject(answered);
    // It stays so when the row itself is looked at, an hour before.
    await stage.pass(DAY_MS - HOUR_MS);
    expect(await planned()).toMatchObject(answered);
    await stage.stop();
  });
});
