import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../test/support/databases.js';
import { ACCOUNT, CHANNEL, InboxStage, NOON, PERSON } from '../../test/support/inbox-stage.js';
import type { IntentState } from '../core/intent.js';
import { readTakeover } from './takeover.js';

const MINUTE = 60_000;

interface Attempt {
  readonly state: IntentState;
  readonly text?: string;
  readonly peer?: number;
  readonly randomId?: bigint;
  readonly messageIds?: readonly number[];
  readonly firstAttemptAt?: number;
  readonly settledAt?: number;
}

/** A row as the sender leaves it. */
async function attempted({ database }: InboxStage, attempt: Attempt): Promise<void> {
  const { state, text = 'hello', peer = PERSON, randomId = 1n, messageIds } = attempt;
  const { firstAttemptAt = NOON, settledAt } = attempt;
  await database.query(
    `insert into ${database.schema}.outbox (account, service, budget, lane, op, peer_id, content, random_ids,
       dedupe_key, priority, state, not_before, next_at, created_at, first_attempt_at, settled_at, message_ids)
     values ($1, 'message', 'unsolicited', $1, 'send', $2, $3, $4, $5, 1, $6, $7, $7, $7, $7, $8, $9)`,
    [
      ACCOUNT,
      peer,
      JSON.stringify({ kind: 'text', text }),
      [randomId],
      `${randomId} ${text}`,
      state,
      new Date(firstAttemptAt),
      settledAt === undefined ? null : new Date(settledAt),
      messageIds ?? null,
    ],
  );
}

describeFastestDatabase('an own message', (open) => {
  async function begun(): Promise<InboxStage> {
    const stage = new InboxStage(await open());
    stage.telegram.say(PERSON, { own: true });
    stage.telegram.say(CHANNEL, { own: true });
    await stage.start();
    await stage.pass(5_000);
    return stage;
  }

  const takenOver = ({ database }: InboxStage, peer = PERSON) =>
    readTakeover(database, ACCOUNT, peer);

  test('that no row explains was typed by the operator; the newest counts', async () => {
    const stage = await begun();
    expect(await takenOver(stage)).toBeUndefined();
    stage.telegram.say(PERSON, { own: true, text: 'I take over' });
    await stage.pass(2_000);
    const { messageId, at } = stage.telegram.say(PERSON, { own: true, text: 'as I said' });
    stage.telegram.say(PERSON, { text: 'fine' });
    await stage.pass(10);
    expect(await takenOver(stage)).toEqual({ messageId, at });
    expect(stage.published.filter(({ type }) => type === 'takeover')).toMatchObject([
      { peer: PERSON, messageId: 2 },
      { peer: PERSON, messageId: 3 },
    ]);
    expect(await takenOver(stage, CHANNEL)).toBeUndefined();
    await stage.stop();
  });

  test('is ours when a row has its id', async () => {
    const stage = await begun();
    const at = stage.clock.now();
    await attempted(stage, { state: 'sent', text: 'other words', messageIds: [2], settledAt: at });
    stage.telegram.say(PERSON, { own: true });
    await stage.pass(10);
    expect(await takenOver(stage)).toBeUndefined();
    await stage.stop();
  });

  test('is ours when its random id is, told with it or before', async () => {
    const stage = await begun();
    await attempted(stage, { state: 'sending', text: 'one', randomId: -5n });
    await attempted(stage, { state: 'sending', text: 'two', randomId: 6n });
    stage.telegram.say(PERSON, { own: true }, [
      { kind: 'message-id', randomId: -5n, messageId: 2 },
    ]);
    await stage.pass(10);
    const update = { kind: 'message-id', randomId: 6n, messageId: 3 } as const;
    stage.telegram.push({ kind: 'updates', seqStart: 0, seq: 0, date: 0, updates: [update] });
    await stage.pass(10);
    stage.telegram.say(PERSON, { own: true });
    await stage.pass(10);
    expect(await takenOver(stage)).toBeUndefined();
    await stage.stop();
  });

  test('heard after a crash is ours: an attempt without an outcome said the same', async () => {
    const stage = await begun();
    await stage.stop();
    await attempted(stage, { state: 'sending', text: ' good morning \n', firstAttemptAt: NOON });
    stage.telegram.say(PERSON, { own: true, text: 'good morning' });
    await stage.start();
    await stage.pass(5_000);
    expect(await stage.keys()).toEqual([`m:${PERSON}:2`]);
    expect(await takenOver(stage)).toBeUndefined();
    await stage.stop();
  });

  const attempts: [string, Attempt, 'ours' | "the operator's"][] = [
    ['failed a moment ago', { state: 'failed', settledAt: NOON + MINUTE }, 'ours'],
    ['was given up a moment ago', { state: 'unknown', settledAt: NOON + MINUTE }, 'ours'],
    [
      'was given up long ago',
      { state: 'unknown', settledAt: NOON - 60 * MINUTE },
      "the operator's",
    ],
    ['was sent long ago', { state: 'sent', settledAt: NOON - 60 * MINUTE }, "the operator's"],
    ['began later', { state: 'sending', firstAttemptAt: NOON + 30 * MINUTE }, "the operator's"],
    ['went to another chat', { state: 'sending', peer: CHANNEL }, "the operator's"],
    ['said something else', { state: 'sending', text: 'else' }, "the operator's"],
  ];

  test.each(attempts)('in the words of an attempt that %s', async (_, attempt, whose) => {
    const stage = await begun();
    await attempted(stage, { firstAttemptAt: NOON - 2 * MINUTE, ...attempt });
    await stage.pass(2 * MINUTE);
    stage.telegram.say(PERSON, { own: true, text: 'hello' });
    await stage.pass(10);
    expect(await takenOver(stage)).toEqual(
      whose === 'ours' ? undefined : expect.objectContaining({ messageId: 2 }),
    );
    await stage.stop();
  });
});
