import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { describePostgres, TEST_DATABASE_URL } from '../../../test/support/databases.js';
import { ACCOUNT, GROUP, NOON } from '../../../test/support/road.js';
import { secret } from '../../lib/secret.js';
import { readStoredRecording } from './stored-recording.js';

const at = (schema: string) =>
  ({ kind: 'postgres', url: secret(TEST_DATABASE_URL), schema }) as const;

describePostgres('a recording where no daemon runs', (open) => {
  test('is read from the account that heard last, and writes nothing', async () => {
    const db = await open();
    await db.query(
      `insert into ${db.schema}.accounts (account, user_id, name, health, health_reason, health_since)
       values ($1, 7, '', 'ok', '', $2), ('user:8', 8, '', 'ok', '', $3)`,
      [ACCOUNT, new Date(NOON), new Date(NOON - 1)],
    );
    await db.query(
      `insert into ${db.schema}.activity (account, peer_id, hour, heard) values ($1, $2, $3, 4)`,
      [ACCOUNT, GROUP, new Date(NOON)],
    );
    const recording = await readStoredRecording(at(db.schemaName), 7, NOON);
    expect(recording).toMatchObject({ to: NOON, heard: [{ peer: GROUP, at: NOON, count: 4 }] });
    expect(recording?.state?.account).toBe(ACCOUNT);
  });

  test('there is none before the first start', async () => {
    const nowhere = `nowhere_${randomBytes(4).toString('hex')}`;
    expect(await readStoredRecording(at(nowhere), 7, NOON)).toBeUndefined();
    expect(await readStoredRecording(at((await open()).schemaName), 7, NOON)).toBeUndefined();
    const directory = `/nonexistent/${nowhere}`;
    const embedded = { kind: 'embedded', directory, schema: 'customer1' } as const;
    expect(await readStoredRecording(embedded, 7, NOON)).toBeUndefined();
  });

  test('of an older version is refused with what to do', async () => {
    const db = await open(`older_${randomBytes(4).toString('hex')}`);
    await db.query(
      `insert into ${db.schema}.accounts (account, user_id, name, health, health_reason, health_since)
       values ($1, 7, '', 'ok', '', $2)`,
      [ACCOUNT, new Date(NOON)],
    );
    await db.query(`alter table ${db.schema}.ledger drop column instant cascade`);
    await expect(readStoredRecording(at(db.schemaName), 7, NOON)).rejects.toThrow(
      'Start the daemon once',
    );
  });
});
