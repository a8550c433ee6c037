import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../../test/support/databases.js';
import { ACCOUNT, DmStage, NOON } from '../../../test/support/dm-stage.js';
import { ADA, begun, MINUTE_MS, spoken, welcome } from '../../../test/support/dm-texts.js';
import { PostaciError } from '../../core/errors.js';

const noLine = () => new PostaciError('TELEGRAM_UNREACHABLE', 'no line', 'Wait');

describeFastestDatabase('without a line to Telegram', (open) => {
  test('whoever is due waits a minute, and the service goes on', async () => {
    const stage = await begun(await open(), { welcome });
    stage.messenger.resolutions.push(noLine(), noLine());
    await stage.agree(ADA);
    await stage.pass(10 * MINUTE_MS);
    const [first] = await spoken(stage);
    expect(first?.[0]).toBe('welcome Person');
    expect(first?.[1]).toBeGreaterThan(MINUTE_MS - 1);
    expect(first?.[1]).toBeLessThan(3 * MINUTE_MS);
    await stage.stop();
  });

  test('an imported name is looked up again', async () => {
    const database = await open();
    const stage = new DmStage(database, { welcome });
    stage.meet(ADA);
    stage.messenger.resolutions.push(noLine());
    await database.query(
      `insert into ${database.schema}.imported_contacts
         (account, username, source, consented_at, next_at) values ($1, 'person11', 'fair', $2, $2)`,
      [ACCOUNT, new Date(NOON)],
    );
    await stage.start();
    await stage.pass(30 * MINUTE_MS);
    expect((await spoken(stage)).map(([text]) => text)).toEqual(['welcome Person']);
    await stage.stop();
  });
});
