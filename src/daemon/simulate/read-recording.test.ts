import { expect, test } from '@jest/globals';
import { describeDatabases, type TestDatabase } from '../../../test/support/databases.js';
import { ACCOUNT, draft, GROUP, meet, NOON } from '../../../test/support/road.js';
import { DAY_MS, HOUR_MS } from '../../lib/local-time.js';
import { createOutbox } from '../../outbox/outbox.js';
import { addPause } from '../../outbox/pauses.js';
import { addRestriction } from '../../outbox/restrictions.js';
import { NOTHING_MORE } from '../../services/dm/conversation.js';
import { readRecording } from './read-recording.js';
import { seedState } from './seed-state.js';

const PERSON = 5_001;

/** An account in the middle of its life, with words and names everywhere. */
async function fill(db: TestDatabase): Promise<void> {
  const { schema } = db;
  const at = (ms: number) => new Date(NOON - ms);
  await db.query(
    `insert into ${schema}.accounts (account, user_id, name, username, health, health_reason, health_since, first_online_at)
     values ($1, 7, 'Gizem Secret', 'secret_gizem', 'ok', '', $2, $2)`,
    [ACCOUNT, at(30 * DAY_MS)],
  );
  await db.query(
    `insert into ${schema}.chats (account, peer_id, title, slow_mode_seconds, last_heard_id, last_heard_at, last_own_id, last_own_at)
     values ($1, $2, 'The group', 30, 900, $4, 901, $5), ($1, $3, 'Secret Person', 0, 42, $4, null, null)`,
    [ACCOUNT, GROUP, PERSON, at(HOUR_MS), at(HOUR_MS / 2)],
  );
  await db.query(
    `insert into ${schema}.peers (account, peer_id, kind, title, username, updated_at)
     values ($1, $2, 'user', 'Secret Person', 'secret_person', $3)`,
    [ACCOUNT, PERSON, at(0)],
  );
  await db.query(
    `insert into ${schema}.message_targets (account, target, peer_id, written, schedule, next_due_at, last_due_at, recent_templates)
     values ($1, $2, $3, '@the_group', 'every 60000 jitter 0', $4, $5, '{"templates":["a"],"variants":{"a":[0]}}')`,
    [ACCOUNT, String(GROUP), GROUP, new Date(NOON + HOUR_MS), at(HOUR_MS)],
  );
  await db.query(
    `insert into ${schema}.ledger (intent_id, account, service, budget, peer_id, at, outcome)
     values (500, $1, 'message', 'unsolicited', $2, $3, 'sent'), (499, $1, 'message', 'unsolicited', $2, $4, 'sent')`,
    [ACCOUNT, GROUP, at(HOUR_MS), at(30 * DAY_MS)],
  );
  await meet(db, PERSON, { heard: 3, said: 1 });
  await meet(db, PERSON + 1, { refusedAt: NOON - DAY_MS });
  await db.query(
    `insert into ${schema}.conversations (account, person_id, state, said, stage, due_at, due_what, due_id, reason, updated_at)
     values ($1, $2, 'active', '["welcome"]', 1, $4, 'follow-up', 'later', 'said the secret word', $4),
       ($1, $3, 'manual', '[]', 0, null, null, null, $5, $4)`,
    [ACCOUNT, PERSON, PERSON + 2, new Date(NOON + DAY_MS), NOTHING_MORE],
  );
  await meet(db, PERSON + 2);
  await addPause(db, ACCOUNT, 'dm', 'operator', NOON);
  const bar = {
    account: ACCOUNT,
    scope: 'peer',
    peer: GROUP,
    code: 'X',
    reason: 'no',
    since: NOON,
  } as const;
  await addRestriction(db, { ...bar, until: Number.POSITIVE_INFINITY });
  await addRestriction(db, { ...bar, until: NOON - 1 });
  const outbox = createOutbox({
    clock: { now: () => NOON, sleepUntil: async () => undefined },
    events: { publish: () => undefined },
    kick: () => undefined,
  });
  await db.transaction((tx) =>
    outbox.propose(
      tx,
      draft({ content: { kind: 'text', text: 'a secret text' }, expiresAt: NOON + HOUR_MS }),
    ),
  );
  await db.query(
    `insert into ${schema}.inbox (account, key, kind, peer_id, message_id, at, own, content, heard_at)
     values ($1, 'm:1', 'message', $2, 900, $3, false, '{"text":"a secret text"}', $3),
       ($1, 'm:2', 'message', $2, 901, $4, true, null, $4)`,
    [ACCOUNT, GROUP, at(HOUR_MS), at(HOUR_MS / 2)],
  );
  await db.query(
    `insert into ${schema}.activity (account, peer_id, hour, heard)
     values ($1, $2, $3, 4), ($1, $2, $4, 7), ($1, $2, $5, 9)`,
    [ACCOUNT, GROUP, at(HOUR_MS), at(2 * DAY_MS), at(9 * DAY_MS)],
  );
}

describeDatabases('a recording', (open) => {
  test('tells what was heard when, and where the account stands', async () => {
    const db = await open();
    await fill(db);
    const recording = await readRecording(db, ACCOUNT, 7, NOON);
    expect(recording.heard).toEqual([
      { peer: GROUP, at: NOON - 2 * DAY_MS, count: 7 },
      { peer: GROUP, at: NOON - HOUR_MS },
      { peer: GROUP, at: NOON - HOUR_MS, count: 3 },
    ]);
    const { state } = recording;
    expect(state?.ledger.map(({ intent }) => intent)).toEqual([500]);
    expect(state?.restrictions).toEqual([expect.objectContaining({ until: null, peer: GROUP })]);
    expect(state?.people.map(({ id }) => id).sort()).toEqual([PERSON, PERSON + 2]);
    expect(state?.conversations.map(({ reason }) => reason)).toEqual([null, NOTHING_MORE]);
    expect(state?.queue).toEqual([expect.objectContaining({ peer: GROUP, contentKind: 'text' })]);
    expect(state?.queued).toBe(1);
  });

  test('holds no word that was said, and no name of a person', async () => {
    const db = await open();
    await fill(db);
    const text = JSON.stringify(await readRecording(db, ACCOUNT, 7, NOON));
    expect(text.toLowerCase()).not.toContain('secret');
    expect(text).toContain('The group');
  });

  test('put into an empty database, is read again as it was', async () => {
    const db = await open();
    await fill(db);
    const through = async (from: TestDatabase) =>
      JSON.parse(JSON.stringify(await readRecording(from, ACCOUNT, 7, NOON))).state;
    const before = await through(db);
    const other = await open();
    await other.transaction((tx) => seedState(tx, before));
    const after = await through(other);
    // Of the ids of messages only the order is kept.
    const [group, person] = before.chats;
    expect(after).toEqual({
      ...before,
      chats: [
        { ...group, heard: { ...group.heard, id: 1 }, own: { ...group.own, id: 2 } },
        { ...person, heard: { ...person.heard, id: 2 } },
      ],
    });
    const outbox = createOutbox({
      clock: { now: () => NOON, sleepUntil: async () => undefined },
      events: { publish: () => undefined },
      kick: () => undefined,
    });
    const { id } = await other.transaction((tx) => outbox.propose(tx, draft()));
    expect(id).toBeGreaterThan(500);
  });

  test('of an account that was never online says so', async () => {
    const recording = await readRecording(await open(), ACCOUNT, 7, NOON);
    expect(recording.state).toBeUndefined();
    expect(recording.heard).toEqual([]);
  });
});
