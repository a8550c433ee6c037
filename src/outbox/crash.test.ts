import { expect, test } from '@jest/globals';
import { describeDatabases } from '../../test/support/databases.js';
import { Killed, mortalDatabase } from '../../test/support/mortal-database.js';
import { GROUP, NO_LIMITS, OTHER_GROUP, TestRoad } from '../../test/support/road.js';
import { IDS_REMEMBERED_MS } from './perform.js';

const MINUTE = 60_000;

/** Runs a sender that dies at a step of its road; true when it came that far. */
async function dieAt(road: TestRoad, step: number): Promise<boolean> {
  const database = mortalDatabase(road.database, step);
  const stop = new AbortController();
  const run = road.sender({ database }).run(stop.signal);
  const end = run.then(
    () => undefined,
    (error: unknown) => error,
  );
  await road.clock.run(road.clock.now() + 10_000);
  stop.abort();
  const error = await road.clock.during(end);
  if (error !== undefined) expect(error).toBeInstanceOf(Killed);
  return database.dead;
}

describeDatabases('after a crash', (open) => {
  test('at whatever step, each message arrives once and the next in order', async () => {
    const road = new TestRoad(await open());
    let step = 0;
    let said: string[] = [];
    for (let died = true; died; step++) {
      const texts = [`step ${step}, first`, `step ${step}, second`];
      await road.propose(...texts.map((text) => ({ content: { kind: 'text', text } }) as const));
      died = await dieAt(road, step);
      await road.runFor(MINUTE);
      said = [...said, ...texts];
      expect(road.telegram.texts).toEqual(said);
      expect(await road.states()).toEqual({ sent: said.length });
      expect((await road.ledger()).every(({ outcome }) => outcome === 'sent')).toBe(true);
    }
    expect(step).toBeGreaterThan(10);
  });

  test('the day cap still counts what may have arrived', async () => {
    for (let step = 0, died = true; died; step++) {
      const road = new TestRoad(await open());
      road.limits = { ...NO_LIMITS, messagesPerDay: 1 };
      await road.propose({}, { peer: OTHER_GROUP });
      died = await dieAt(road, step);
      await road.runFor(MINUTE);
      expect(road.telegram.arrived).toHaveLength(1);
    }
  });

  test('a random id that Telegram has forgotten makes no second message', async () => {
    const road = new TestRoad(await open());
    const [id = 0] = await road.propose({ content: { kind: 'text', text: 'only once' } });
    road.telegram.fates.push('lost-answer');
    await road.runFor(100);
    expect(await road.row(id)).toMatchObject({ state: 'sending' });
    road.telegram.forgetful = true;
    await road.clock.run(road.clock.now() + 2 * IDS_REMEMBERED_MS);
    await road.runFor(MINUTE);
    expect(road.telegram.texts).toEqual(['only once']);
    expect(await road.row(id)).toMatchObject({ state: 'sent', message_ids: [1] });
  });

  test('the same words of another message are not taken for it', async () => {
    const road = new TestRoad(await open());
    const content = { kind: 'text', text: 'good morning' } as const;
    await road.propose({ content });
    await road.runFor(1_000);
    const [id = 0] = await road.propose({ content });
    road.telegram.fates.push('lost');
    await road.runFor(100);
    await road.clock.run(road.clock.now() + 2 * IDS_REMEMBERED_MS);
    await road.runFor(MINUTE);
    expect(road.telegram.texts).toEqual(['good morning', 'good morning']);
    expect(await road.row(id)).toMatchObject({ state: 'sent', message_ids: [2] });
  });

  test('it is looked for through pages of what was said since', async () => {
    const road = new TestRoad(await open());
    const [id = 0] = await road.propose({ content: { kind: 'text', text: 'far back' } });
    road.telegram.fates.push('lost-answer');
    await road.runFor(100);
    for (let n = 0; n < 250; n++) road.telegram.say(GROUP, `later ${n}`);
    await road.clock.run(road.clock.now() + 2 * IDS_REMEMBERED_MS);
    await road.runFor(MINUTE);
    expect(await road.row(id)).toMatchObject({ state: 'sent', message_ids: [1], attempts: 2 });
    expect(road.telegram.deliveries).toHaveLength(1);
  });

  test('when too much was said since, nobody can tell: it is not said again', async () => {
    const road = new TestRoad(await open());
    const [id = 0] = await road.propose({});
    road.telegram.fates.push('lost');
    await road.runFor(100);
    for (let n = 0; n < 2_500; n++) road.telegram.say(GROUP, `later ${n}`);
    await road.clock.run(road.clock.now() + 2 * IDS_REMEMBERED_MS);
    await road.runFor(MINUTE);
    expect(await road.row(id)).toMatchObject({ state: 'unknown', rule: 'LOST_TRACK' });
    expect(await road.ledger()).toMatchObject([{ outcome: 'unknown' }]);
  });

  test.each([
    ['it arrived', 'lost-answer', 'sent'],
    ['it did not', 'lost', 'expired'],
  ] as const)('what expired in doubt is looked for first: %s', async (_says, fate, state) => {
    const road = new TestRoad(await open());
    road.telegram.fates.push(fate);
    const [id = 0] = await road.propose({ expiresAt: road.clock.now() + MINUTE });
    await road.runFor(100);
    await road.clock.run(road.clock.now() + 2 * MINUTE);
    await road.runFor(MINUTE);
    expect(await road.row(id)).toMatchObject({ state });
    expect(road.telegram.deliveries).toHaveLength(1);
    expect(await road.ledger()).toHaveLength(state === 'sent' ? 1 : 0);
  });

  test('while the history cannot be read, what is in doubt stays so', async () => {
    const road = new TestRoad(await open());
    road.telegram.fates.push('lost-answer');
    const [id = 0] = await road.propose({});
    await road.runFor(100);
    await road.clock.run(road.clock.now() + 2 * IDS_REMEMBERED_MS);
    road.telegram.historyFails = new Error('no line');
    await road.runFor(10 * MINUTE);
    expect(await road.row(id)).toMatchObject({ state: 'sending', rule: 'HISTORY_UNREADABLE' });
    road.telegram.historyFails = undefined;
    await road.runFor(10 * MINUTE);
    expect(await road.row(id)).toMatchObject({ state: 'sent' });
    expect(road.telegram.deliveries).toHaveLength(1);
  });

  test('a flood wait for the retry does not end the doubt about the first attempt', async () => {
    const road = new TestRoad(await open());
    const waitMs = 2 * IDS_REMEMBERED_MS;
    const flood = { status: 'wait', scope: 'account', code: 'FLOOD_WAIT_600', waitMs } as const;
    road.telegram.fates.push('lost-answer', flood);
    const [id = 0] = await road.propose({});
    await road.runFor(MINUTE);
    expect(await road.row(id)).toMatchObject({ state: 'sending', rule: 'FLOOD_WAIT_600' });
    expect(await road.ledger()).toMatchObject([{ outcome: 'unknown' }]);
    road.telegram.forgetful = true;
    await road.runFor(2 * waitMs);
    expect(road.telegram.arrived).toHaveLength(1);
    expect(await road.row(id)).toMatchObject({ state: 'sent' });
  });

  test('a refusal of the retry does not hide that the first attempt arrived', async () => {
    const road = new TestRoad(await open());
    const refused = { status: 'refused', scope: 'intent', code: 'X', reason: 'no' } as const;
    road.telegram.fates.push('lost-answer', refused);
    const [id = 0] = await road.propose({});
    await road.runFor(MINUTE);
    expect(await road.row(id)).toMatchObject({ state: 'sent', message_ids: [1] });
  });
});
