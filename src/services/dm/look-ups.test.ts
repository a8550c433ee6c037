import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../../test/support/databases.js';
import { ACCOUNT, DmStage, NOON } from '../../../test/support/dm-stage.js';
import type { Database, Row } from '../../core/database.js';
import type { DmSettings } from '../../core/dm-settings.js';
import { DAY_MS } from '../../lib/local-time.js';

const MINUTE_MS = 60_000;
const welcome: NonNullable<DmSettings['welcome']> = {
  id: 'welcome',
  variants: ['hi'],
  bases: ['imported'],
};

async function imported(database: Database, ...names: string[]): Promise<DmStage> {
  for (const name of names) await add(database, name);
  return new DmStage(database, { welcome });
}

async function add(database: Database, name: string): Promise<void> {
  await database.query(
    `insert into ${database.schema}.imported_contacts
       (account, username, source, consented_at, next_at) values ($1, $2, 'fair', $3, $3)`,
    [ACCOUNT, name, new Date(NOON)],
  );
}

async function contacts(stage: DmStage) {
  const rows = await stage.real.query<Row & { username: string; state: string; reason: string }>(
    `select username, state, reason from ${stage.real.schema}.imported_contacts order by id`,
  );
  return rows.map(({ username, state, reason }) => [username, state, reason]);
}

const lookUps = (stage: DmStage) =>
  stage.messenger.calls.filter((call) => !call.includes('{')).map((call) => call.slice(8));

describeFastestDatabase('looking up imported contacts', (open) => {
  test('goes one by one in the order of import, with a pause; whoever is found is welcomed', async () => {
    const stage = await imported(await open(), 'person201', 'person202', 'person203');
    for (const person of [201, 202, 203]) stage.meet(person);
    await stage.start();
    expect(lookUps(stage)).toEqual(['person201']);
    await stage.pass(3 * MINUTE_MS - 1);
    expect(lookUps(stage)).toHaveLength(1);
    await stage.pass(1);
    expect(lookUps(stage)).toEqual(['person201', 'person202']);
    await stage.pass(4 * MINUTE_MS);
    expect(await contacts(stage)).toEqual([
      ['person201', 'found', null],
      ['person202', 'found', null],
      ['person203', 'found', null],
    ]);
    expect((await stage.said()).map(({ peer_id }) => peer_id)).toEqual([201, 202, 203]);
    await stage.stop();
  });

  test('nobody, bots, chats and those who refused end with the reason', async () => {
    const stage = await imported(await open(), 'nobody', 'abot', 'agroup', 'person204');
    await stage.agree(204);
    await stage.optOut(204);
    stage.messenger.resolutions.push(
      { status: 'not-found', code: 'NOT_FOUND', reason: 'there is no such name' },
      { status: 'found', peer: { id: 205, kind: 'user', title: 'Bot', bot: true } },
      { status: 'found', peer: { id: -100, kind: 'supergroup', title: 'Group' } },
    );
    await stage.start();
    await stage.pass(20 * MINUTE_MS);
    expect(await contacts(stage)).toEqual([
      ['nobody', 'refused', 'there is no such name'],
      ['abot', 'refused', 'a bot, not a person'],
      ['agroup', 'refused', 'a group or channel, not a person'],
      ['person204', 'refused', 'the person does not want to be written to'],
    ]);
    expect(await stage.said()).toEqual([]);
    await stage.stop();
  });

  test('where Telegram wants a pause, all look-ups rest', async () => {
    const stage = await imported(await open(), 'person201', 'person202');
    for (const person of [201, 202]) stage.meet(person);
    stage.messenger.resolutions.push({
      status: 'wait',
      code: 'FLOOD_WAIT_3600',
      waitMs: 3_600_000,
    });
    await stage.start();
    await stage.pass(3_599_999);
    expect(lookUps(stage)).toEqual(['person201']);
    expect((await contacts(stage))[0]).toEqual([
      ...['person201', 'waiting', "the name can't be looked up now: FLOOD_WAIT_3600"],
    ]);
    await stage.pass(10 * MINUTE_MS);
    expect(lookUps(stage)).toHaveLength(3);
    await stage.stop();
  });

  test('no more a day than twice the conversations that may begin, over restarts too', async () => {
    const names = Array.from({ length: 9 }, (_, n) => `nobody${n}`);
    const stage = await imported(await open(), ...names);
    stage.limits = {
      ...stage.limits,
      people: { ...stage.limits.people, newConversationsPerDay: 2 },
    };
    await stage.start();
    await stage.pass(5 * MINUTE_MS);
    await stage.restart();
    await stage.pass(DAY_MS / 2 - 6 * MINUTE_MS);
    expect(lookUps(stage)).toHaveLength(4);
    await stage.pass(DAY_MS);
    expect(lookUps(stage)).toHaveLength(8);
    await stage.stop();
  });

  test('nobody is looked up while no conversation may begin', async () => {
    const database = await open();
    const stage = await imported(database);
    stage.meet(201);
    stage.limits = {
      ...stage.limits,
      people: { ...stage.limits.people, newConversationsPerDay: 1 },
    };
    await stage.start();
    await stage.agree(202, 'imported');
    await add(database, 'person201');
    await stage.restart();
    await stage.pass(DAY_MS / 2 - 1);
    expect((await stage.said()).map(({ peer_id }) => peer_id)).toEqual([202]);
    expect(lookUps(stage)).toEqual([]);
    await stage.pass(20 * MINUTE_MS);
    expect((await stage.said()).map(({ peer_id }) => peer_id)).toEqual([202, 201]);
    await stage.stop();
  });

  test('one that the operator refused while it was looked up is not taken', async () => {
    const stage = await imported(await open(), 'person201');
    stage.meet(201);
    const { resolve } = stage.messenger;
    stage.messenger.resolve = async (ref) => {
      const { real } = stage;
      if (ref.by === 'username') {
        await real.query(`update ${real.schema}.imported_contacts set state = 'refused'`);
      }
      return resolve.call(stage.messenger, ref);
    };
    await stage.start();
    await stage.pass(MINUTE_MS);
    expect(await stage.said()).toEqual([]);
    await stage.stop();
  });
});
