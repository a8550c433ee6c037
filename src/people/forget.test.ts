import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../test/support/databases.js';
import { ACCOUNT, AYSE, BORIS, NOON, PeopleStage, SELF } from '../../test/support/people-stage.js';

const MINUTE_MS = 60_000;

/** Something in every table that keeps anything of a person. */
async function fill(stage: PeopleStage, person: number): Promise<void> {
  await stage.meet(person, `name_${person}`);
  await stage.hear(stage.says(person, 'merhaba'));
  const { schema } = stage.database;
  const at = new Date(NOON);
  const insert = (table: string, columns: string, values: string) =>
    stage.database.query(
      `insert into ${schema}.${table} (account, ${columns}) values ($1, ${values})`,
      [ACCOUNT, person, at],
    );
  await insert('chats', 'peer_id, last_heard_at', '$2, $3');
  await insert('activity', 'peer_id, hour, heard', '$2, $3, 1');
  await insert('reply_memory', 'chat_id, memory, kept_until', "$2, '{}', $3");
  await insert(
    'imported_contacts',
    'username, source, consented_at, next_at',
    "'name_' || $2::bigint, 'x', $3, $3",
  );
  await insert(
    'restrictions',
    'scope, peer_id, code, reason, since, until',
    "'peer', $2, 'X', 'y', $3, $3",
  );
  await insert(
    'inbox',
    'key, kind, peer_id, own, content, heard_at',
    "'m:' || $2::bigint, 'message', $2, false, '{}', $3",
  );
  await stage.database.query(
    `insert into ${schema}.inbox_work (inbox_id, handler, account, chat, ready_at, next_at)
      select id, 'reply', account, peer_id, heard_at, heard_at from ${schema}.inbox where peer_id = $1`,
    [person],
  );
  const sent = await stage.propose(person);
  await stage.database.query(
    `update ${schema}.outbox set state = 'sent', settled_at = $2 where id = $1`,
    [sent, at],
  );
  await stage.database.query(
    `insert into ${schema}.ledger (intent_id, account, service, budget, peer_id, at, outcome)
      values ($1, $2, 'dm', 'unsolicited', $3, $4, 'sent')`,
    [sent, ACCOUNT, person, at],
  );
  await stage.propose(person);
}

/** All that the database holds of a person's id, table by table. */
async function traces(stage: PeopleStage, person: number): Promise<Record<string, number>> {
  const columns = await stage.database.query<{ table_name: string; column_name: string }>(
    `select table_name, column_name from information_schema.columns
      where table_schema = $1 and column_name in ('peer_id', 'person_id', 'chat_id', 'chat')`,
    [stage.database.schema.replaceAll('"', '')],
  );
  const found: Record<string, number> = {};
  for (const { table_name, column_name } of columns) {
    const rows = await stage.rows(table_name, '1', `where ${column_name} = ${person}`);
    if (rows.length > 0) found[table_name] = rows.length;
  }
  return found;
}

describeFastestDatabase('somebody who is forgotten', (open) => {
  test('leaves nothing but a hash, the times of the ledger and rows without content', async () => {
    const stage = new PeopleStage(await open());
    await fill(stage, AYSE);
    await fill(stage, BORIS);
    const before = await traces(stage, BORIS);
    expect(stage.keyReads).toBe(0);
    expect(stage.people.forgottenHash(AYSE)).toBeUndefined();
    const erasure = await stage.database.transaction((tx) => stage.people.forget(tx, AYSE));
    expect(erasure).toEqual({
      erased: {
        activity: 1,
        chats: 1,
        consent_log: 1,
        conversations: 1,
        imported_contacts: 1,
        inbox: 1,
        inbox_work: 1,
        outbox: 2,
        peers: 1,
        people: 1,
        reply_memory: 1,
        restrictions: 1,
      },
      inDoubt: 0,
    });
    expect(await traces(stage, AYSE)).toEqual({ inbox: 1, ledger: 1 });
    expect(await stage.rows('inbox', 'content', `where peer_id = ${AYSE}`)).toEqual([
      { content: null },
    ]);
    expect(await traces(stage, BORIS)).toEqual(before);
    expect(await stage.rows('forgotten', "encode(person_hash, 'hex') as hash")).toEqual([
      { hash: stage.people.hashOf(AYSE).toString('hex') },
    ]);
    expect(stage.people.forgottenHash(AYSE)).toEqual(stage.people.hashOf(AYSE));
    stage.people.kick();
    expect(stage.published).toContainEqual({
      type: 'consent',
      at: NOON,
      person: AYSE,
      change: 'forgotten',
      how: 'operator',
    });
  });
});

describeFastestDatabase('whoever was forgotten', (open) => {
  test('stays so over a restart, whatever they write and whoever imports them', async () => {
    const stage = new PeopleStage(await open());
    await stage.database.transaction((tx) => stage.people.forget(tx, AYSE));
    stage.open();
    await stage.people.forgottenCheck(stage.database);
    await stage.hear(stage.says(AYSE, 'merhaba'), stage.says(AYSE, 'dur'));
    const grant = { person: AYSE, basis: 'imported', source: 'x.csv', at: NOON } as const;
    expect(await stage.database.transaction((tx) => stage.people.grant(tx, grant))).toBe('refused');
    const rows = [{ line: 1, who: { id: AYSE } }];
    expect(
      await stage.database.transaction((tx) =>
        stage.people.import(tx, { rows, source: 'x.csv', dryRun: false }),
      ),
    ).toEqual([{ line: 1, result: 'refused', reason: 'asked to be forgotten' }]);
    expect(await traces(stage, AYSE)).toEqual({});
  });

  test('comes back by the own opt-in word, said later', async () => {
    const stage = new PeopleStage(await open());
    await stage.database.transaction((tx) => stage.people.forget(tx, AYSE));
    await stage.hear(stage.says(AYSE, 'katıl', { at: NOON }));
    expect(await stage.people.read(stage.database, AYSE)).toBeUndefined();
    await stage.hear(stage.says(AYSE, 'katıl', { at: NOON + MINUTE_MS }));
    expect(await stage.people.read(stage.database, AYSE)).toMatchObject({
      consent: { basis: 'opt_in_word' },
    });
    expect(await stage.rows('forgotten')).toEqual([]);
  });

  test('who refuses once more is not brought back by an older opt-in word that is heard late', async () => {
    const stage = new PeopleStage(await open());
    await stage.database.transaction((tx) => stage.people.forget(tx, AYSE));
    await stage.hear(stage.says(AYSE, 'dur', { at: NOON + 2 * MINUTE_MS }));
    await stage.hear(stage.says(AYSE, 'katıl', { at: NOON + MINUTE_MS }));
    expect(await traces(stage, AYSE)).toEqual({});
    await stage.hear(stage.says(AYSE, 'katıl', { at: NOON + 3 * MINUTE_MS }));
    expect(await stage.rows('people', 'basis')).toEqual([{ basis: 'opt_in_word' }]);
  });

  test('by username only is refused as a line of the list, also once the id is known', async () => {
    const stage = new PeopleStage(await open());
    const rows = [{ line: 1, who: { username: 'Ayse_K' } }];
    const page = { rows, source: 'x.csv', dryRun: false };
    await stage.database.transaction((tx) => stage.people.import(tx, page));
    const forget = (username: string) =>
      stage.database.transaction((tx) => stage.people.forgetUsername(tx, username));
    expect(await forget('nobody')).toBe(false);
    expect(await forget('ayse_k')).toBe(true);
    const reason = 'asked to be forgotten';
    const again = () => stage.database.transaction((tx) => stage.people.import(tx, page));
    expect(await again()).toEqual([{ line: 1, result: 'refused', reason }]);
    await stage.meet(AYSE, 'Ayse_K');
    expect(await again()).toEqual([{ line: 1, result: 'refused', reason }]);
    await stage.hear(stage.says(AYSE, 'merhaba'));
    expect(await stage.rows('people')).toEqual([]);
    await stage.hear(stage.says(AYSE, 'katıl', { at: NOON + MINUTE_MS }));
    expect(await stage.rows('people', 'basis')).toEqual([{ basis: 'opt_in_word' }]);
    await stage.hear(stage.says(AYSE, 'dur', { at: NOON + 2 * MINUTE_MS }));
    expect(await stage.rows('people', 'refusal')).toEqual([{ refusal: 'dur' }]);
  });

  test('keeps the row of an attempt in doubt, and says so', async () => {
    const stage = new PeopleStage(await open());
    const id = await stage.propose(AYSE);
    await stage.database.query(
      `update ${stage.database.schema}.outbox set state = 'sending' where id = $1`,
      [id],
    );
    expect(await stage.database.transaction((tx) => stage.people.forget(tx, AYSE))).toEqual({
      erased: {},
      inDoubt: 1,
    });
  });

  test("is never the account itself nor Telegram's own", async () => {
    const stage = new PeopleStage(await open());
    for (const person of [SELF, 777_000]) {
      await expect(
        stage.database.transaction((tx) => stage.people.forget(tx, person)),
      ).rejects.toMatchObject({ code: 'USAGE' });
    }
    expect(stage.keyReads).toBe(0);
  });

  test('under another key ends the start, with the remedy', async () => {
    const stage = new PeopleStage(await open());
    await stage.people.forgottenCheck(stage.database);
    expect(stage.keyReads).toBe(0);
    await stage.database.transaction((tx) => stage.people.forget(tx, AYSE));
    const other = stage.open('another key');
    await expect(other.forgottenCheck(stage.database)).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      remedy: expect.stringContaining('forgotten.key'),
    });
    expect(other.hashOf(AYSE)).not.toEqual(stage.open().hashOf(AYSE));
  });

  test('under a key that is lost ends the start, and no other is made', async () => {
    const stage = new PeopleStage(await open());
    stage.keyIsLost = true;
    await stage.people.forgottenCheck(stage.database);
    await stage.database.transaction((tx) => stage.people.forget(tx, AYSE));
    const reads = stage.keyReads;
    await expect(stage.open('a new key').forgottenCheck(stage.database)).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      problem: expect.stringContaining('is missing'),
      remedy: expect.stringContaining('forgotten.key'),
    });
    expect(stage.keyReads).toBe(reads);
  });
});
