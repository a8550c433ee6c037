import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../test/support/databases.js';
import { ACCOUNT, AYSE, BORIS, NOON, PeopleStage } from '../../test/support/people-stage.js';

const DAY_MS = 24 * 3_600_000;

describeFastestDatabase('what is old', (open) => {
  test('people without contact for a year are erased; a refusal stays as a hash', async () => {
    const stage = new PeopleStage(await open());
    await stage.hear(stage.says(AYSE, 'merhaba'), stage.says(BORIS, 'стоп'), stage.says(13, 'hi'));
    await stage.hear(stage.says(14, 'hi'), stage.says(15, 'hi'));
    await stage.propose(14);
    await stage.clock.run(NOON + 364 * DAY_MS);
    await stage.hear(stage.says(13, 'still here'));
    const clear = (limit = 10) => stage.database.transaction((tx) => stage.people.clear(tx, limit));
    expect(await clear()).toBe(0);
    await stage.clock.run(NOON + 365 * DAY_MS + 1);
    expect(await clear(2)).toBe(2);
    expect(await clear(2)).toBe(1);
    expect(await clear(2)).toBe(0);
    expect(await stage.rows('people', 'person_id', 'order by 1')).toEqual([
      { person_id: 13 },
      { person_id: 14 },
    ]);
    expect(await stage.rows('forgotten', "encode(person_hash, 'hex') as hash")).toEqual([
      { hash: stage.people.hashOf(BORIS).toString('hex') },
    ]);
    await stage.hear(stage.says(BORIS, 'привет'));
    expect(await stage.people.read(stage.database, BORIS)).toBeUndefined();
    await stage.hear(stage.says(AYSE, 'tekrar merhaba'));
    expect((await stage.people.read(stage.database, AYSE))?.consent).toBeDefined();
  });

  test("what belonged to people who are gone loses their id or goes; others' stays", async () => {
    const stage = new PeopleStage(await open());
    await stage.hear(stage.says(AYSE, 'merhaba'), stage.says(BORIS, 'привет'));
    const { schema } = stage.database;
    const group = -1_000_000_000_021;
    for (const peer of [AYSE, BORIS, group]) {
      const id = await stage.propose(peer);
      await stage.database.query(
        `update ${schema}.outbox set state = 'sent', settled_at = $2 where id = $1`,
        [id, new Date(NOON)],
      );
      await stage.database.query(
        `insert into ${schema}.ledger (intent_id, account, service, budget, peer_id, at, outcome)
          values ($1, $2, 'dm', 'unsolicited', $3, $4, 'sent')`,
        [id, ACCOUNT, peer, new Date(NOON)],
      );
      await stage.database.query(
        `insert into ${schema}.reply_memory (account, chat_id, memory, kept_until)
          values ($1, $2, '{}', $3)`,
        [ACCOUNT, peer, new Date(NOON + (peer === group ? 9 : 1) * DAY_MS)],
      );
    }
    await stage.database.query(`delete from ${schema}.people where person_id = $1`, [AYSE]);
    const clear = () => stage.database.transaction((tx) => stage.people.clear(tx, 10));
    expect(await clear()).toBe(0);
    await stage.clock.run(NOON + 2 * DAY_MS + 1);
    expect(await clear()).toBe(2);
    expect(await stage.rows('ledger', 'peer_id', 'order by 1')).toEqual([
      { peer_id: group },
      { peer_id: 0 },
      { peer_id: BORIS },
    ]);
    expect(await stage.rows('outbox', 'peer_id', 'order by 1')).toEqual([
      { peer_id: group },
      { peer_id: BORIS },
    ]);
    expect(await stage.rows('consent_log', 'person_id')).toEqual([{ person_id: BORIS }]);
    expect(await stage.rows('reply_memory', 'chat_id')).toEqual([{ chat_id: group }]);
    await stage.clock.run(NOON + 91 * DAY_MS);
    await clear();
    expect(await stage.rows('ledger', 'peer_id', 'order by 1')).toEqual([
      { peer_id: group },
      { peer_id: BORIS },
    ]);
  });
});
