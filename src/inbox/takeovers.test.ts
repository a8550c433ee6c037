import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../test/support/databases.js';
import type { Database } from '../core/database.js';
import type { Incoming } from '../core/incoming.js';
import { SentIds } from './sent-ids.js';
import { readTakeover, recordTakeovers } from './takeover.js';
import { liftTakeover, listTakeovers } from './takeovers.js';

const ACCOUNT = 'user';
const PERSON = 5_001;
const GROUP = -1_001;
const NOON = Date.UTC(2026, 5, 10, 12);
const HOUR = 3_600_000;
const SILENCE = 6 * HOUR;

async function typed(db: Database, peer: number, messageId: number, at: number): Promise<void> {
  const text = `by hand ${messageId}`;
  const message: Incoming = { kind: 'message', peer, messageId, at, own: true, text };
  await recordTakeovers(db, ACCOUNT, [message], new SentIds());
}

describeFastestDatabase('chats that are the operator’s', (open) => {
  const list = (db: Database, now = NOON) => listTakeovers(db, ACCOUNT, now, SILENCE);

  test('are listed by name, the newest first, until their silence ends', async () => {
    const db = await open();
    await db.query(
      `insert into ${db.schema}.peers (account, peer_id, kind, title, updated_at)
       values ($1, $2, 'user', 'Anna Karenina', $3)`,
      [ACCOUNT, PERSON, new Date(NOON)],
    );
    await typed(db, PERSON, 4, NOON - 2 * HOUR);
    await typed(db, GROUP, 9, NOON - HOUR);
    expect(await list(db)).toEqual([
      { peer: GROUP, name: '', since: NOON - HOUR, until: NOON + 5 * HOUR },
      { peer: PERSON, name: 'Anna Karenina', since: NOON - 2 * HOUR, until: NOON + 4 * HOUR },
    ]);
    expect(await list(db, NOON + 4 * HOUR - 1)).toHaveLength(2);
    expect(await list(db, NOON + 4 * HOUR)).toMatchObject([{ peer: GROUP }]);
    expect(await listTakeovers(db, 'another', NOON, SILENCE)).toEqual([]);
  });

  test('can be given back, each once', async () => {
    const db = await open();
    await typed(db, PERSON, 4, NOON);
    await typed(db, GROUP, 9, NOON);
    expect(await liftTakeover(db, ACCOUNT, PERSON)).toBe(true);
    expect(await liftTakeover(db, ACCOUNT, PERSON)).toBe(false);
    expect(await liftTakeover(db, ACCOUNT, 77)).toBe(false);
    expect(await list(db)).toMatchObject([{ peer: GROUP }]);
    expect(await readTakeover(db, ACCOUNT, PERSON)).toBeUndefined();
    expect(await readTakeover(db, ACCOUNT, GROUP)).toEqual({ messageId: 9, at: NOON });
  });

  test('that were given back are taken again by the next word only, not by one that was known', async () => {
    const db = await open();
    await typed(db, PERSON, 4, NOON);
    await liftTakeover(db, ACCOUNT, PERSON);
    await typed(db, PERSON, 4, NOON);
    await typed(db, PERSON, 3, NOON - HOUR);
    expect(await list(db)).toEqual([]);
    await typed(db, PERSON, 5, NOON + HOUR);
    expect(await list(db, NOON + HOUR)).toMatchObject([{ peer: PERSON, since: NOON + HOUR }]);
  });
});
