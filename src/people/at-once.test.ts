import { expect, test } from '@jest/globals';
import { describePostgres } from '../../test/support/databases.js';
import { ACCOUNT, NOON, PeopleStage } from '../../test/support/people-stage.js';
import type { Database } from '../core/database.js';
import type { PeerId } from '../core/peer.js';

const ROUNDS = 15;
const STAYING: readonly PeerId[] = [11, 12];

/** Until a statement on this schema's conversations waits for a lock. */
async function untilWaiting(database: Database): Promise<void> {
  for (let waiting = 0; waiting === 0; ) {
    const rows = await database.query(
      `select 1 from pg_stat_activity
        where wait_event_type = 'Lock' and query like '%update ' || $1 || '.conversations%'`,
      [database.schema],
    );
    waiting = rows.length;
  }
}

/** As a handler of the dm service does: its work first, then the conversation. */
async function handle(db: Database, person: PeerId): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query(
      `with work as (
         insert into ${tx.schema}.inbox (account, key, kind, peer_id, own, heard_at)
         values ($1, gen_random_uuid()::text, 'message', $2, false, $3) returning id)
       insert into ${tx.schema}.inbox_work (inbox_id, handler, account, chat, ready_at, next_at)
       select id, 'dm', $1, $2, $3, $3 from work`,
      [ACCOUNT, person, new Date(NOON)],
    );
  });
  await db.transaction(async (tx) => {
    await tx.query(`delete from ${tx.schema}.inbox_work where chat = $1`, [person]);
    await tx.query(`update ${tx.schema}.conversations set stage = stage where person_id = $1`, [
      person,
    ]);
  });
}

describePostgres('hearing, forgetting and granting at once', (open) => {
  test('never wait for each other in a circle, and a forgotten person is nowhere', async () => {
    const database = await open();
    const stage = new PeopleStage(database);
    const { people } = stage;
    const elsewhere = await database.another();
    for (let round = 0; round < ROUNDS; round++) {
      const gone = 100 + round;
      const all = [...STAYING, gone];
      await stage.hear(stage.says(gone, 'merhaba'));
      const heard = all.map((person) => stage.says(person, 'merhaba'));
      const at = new Date(NOON);
      await Promise.all([
        // As hearing does: the chats first, in any order.
        database.transaction(async (tx) => {
          for (const person of round % 2 ? all : all.toReversed()) {
            await tx.query(
              `insert into ${tx.schema}.chats (account, peer_id, last_heard_at) values ($1, $2, $3)
                on conflict (account, peer_id) do update set last_heard_at = $3`,
              [ACCOUNT, person, at],
            );
          }
          await people.take(tx, heard);
        }),
        elsewhere.transaction((tx) => people.forget(tx, gone)),
        ...all.map((person) =>
          elsewhere.transaction((tx) =>
            people.grant(tx, { person, basis: 'imported', source: 'x.csv', at: NOON }),
          ),
        ),
        elsewhere.transaction((tx) => people.clear(tx, 10)),
        handle(elsewhere, gone),
      ]);
    }
    expect(await stage.rows('people', 'person_id, heard', 'order by 1')).toEqual([
      { person_id: 11, heard: ROUNDS },
      { person_id: 12, heard: ROUNDS },
    ]);
    expect(await stage.rows('conversations', 'person_id', 'order by 1')).toHaveLength(2);
  });

  test('an intent that is proposed while the person opts out is taken back', async () => {
    const database = await open();
    const stage = new PeopleStage(database);
    const elsewhere = await database.another();
    await stage.hear(stage.says(11, 'merhaba'));
    let hearing: Promise<void> | undefined;
    await elsewhere.transaction(async (tx) => {
      await tx.query(`select 1 from ${tx.schema}.conversations where person_id = 11 for update`);
      hearing = stage.hear(stage.says(11, 'dur'));
      await untilWaiting(database);
      await stage.outbox.propose(tx, {
        account: ACCOUNT,
        service: 'dm',
        budget: 'unsolicited',
        op: 'send',
        peer: 11,
        content: { kind: 'text', text: 'Merhaba' },
        lane: ACCOUNT,
        priority: 'scheduled',
        notBefore: NOON,
        dedupeKey: 'dm:11',
      });
    });
    await hearing;
    expect(await stage.rows('outbox', 'state, rule')).toEqual([
      { state: 'refused', rule: 'cancelled' },
    ]);
  });
});
