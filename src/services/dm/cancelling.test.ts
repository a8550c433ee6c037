import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../../test/support/databases.js';
import { ACCOUNT, NOON } from '../../../test/support/dm-stage.js';
import {
  ADA,
  begun,
  invite,
  MINUTE_MS,
  spoken,
  states,
  texts,
  welcome,
} from '../../../test/support/dm-texts.js';
import { DAY_MS, HOUR_MS } from '../../lib/local-time.js';

describeFastestDatabase('what ends a plan', (open) => {
  test('an answer cancels the follow-up that waits, and one is planned from the next own word', async () => {
    const stage = await begun(await open(), { welcome });
    await stage.agree(ADA);
    stage.sends = false;
    await stage.pass(6 * HOUR_MS);
    expect(await states(stage)).toEqual(['sent', 'queued']);
    await stage.hear(ADA);
    expect(await stage.said('id > 1')).toMatchObject([
      { state: 'refused', rule: 'cancelled', reason: 'the person has answered' },
    ]);
    expect(await stage.conversation(ADA)).toMatchObject({
      ...{ state: 'active', stage: 0, due_what: 'follow-up' },
      reason: 'the person spoke last: it counts from the next word of the account',
    });
    stage.sends = true;
    // Nobody answers for days: nothing is said.
    await stage.pass(10 * DAY_MS);
    expect(await texts(stage)).toHaveLength(2);
    const at = 6 * HOUR_MS + 10 * DAY_MS;
    await stage.answer(ADA);
    await stage.pass(DAY_MS - MINUTE_MS);
    expect(await texts(stage)).toHaveLength(2);
    await stage.pass(MINUTE_MS);
    expect((await spoken(stage)).at(-1)).toEqual(['active 1', at + DAY_MS]);
    await stage.stop();
  });

  test('nobody who got no answer is followed up: after 30 days it is let be', async () => {
    const stage = await begun(await open());
    await stage.hear(ADA);
    await stage.pass(31 * DAY_MS);
    expect(await texts(stage)).toEqual([]);
    expect(await stage.conversation(ADA)).toMatchObject({
      due_at: null,
      reason: 'given up: the person got no answer for 30 d',
    });
    await stage.stop();
  });

  test('an answer does not cancel the welcome: whoever agrees in private has just written', async () => {
    const stage = await begun(await open(), { welcome });
    stage.sends = false;
    await stage.agree(ADA);
    await stage.hear(ADA);
    expect(await states(stage)).toEqual(['queued']);
    stage.sends = true;
    await stage.pass(MINUTE_MS);
    await stage.send();
    await stage.pass(DAY_MS);
    expect(await spoken(stage)).toEqual([
      ['welcome Person', 0],
      ['active 1', MINUTE_MS + DAY_MS],
    ]);
    await stage.stop();
  });

  test('a takeover cancels whatever waits, and silences the service until it ends', async () => {
    const stage = await begun(await open(), { welcome, invites: [invite('one', HOUR_MS)] });
    await stage.agree(ADA);
    stage.sends = false;
    await stage.pass(HOUR_MS);
    await stage.takeOver(ADA);
    expect(await stage.said('id > 1')).toMatchObject([
      { state: 'refused', rule: 'cancelled', reason: 'the operator has taken over' },
    ]);
    stage.sends = true;
    await stage.pass(DAY_MS);
    // What did not go is not said again the same day.
    expect((await spoken(stage)).slice(2)).toEqual([['invite one', HOUR_MS + DAY_MS]]);
    await stage.stop();
  });

  test('what comes due while the operator talks there waits for the end of that', async () => {
    const stage = await begun(await open(), { invites: [invite('one', 2 * HOUR_MS)] });
    await stage.agree(ADA);
    await stage.pass(HOUR_MS);
    await stage.takeOver(ADA);
    await stage.pass(HOUR_MS);
    expect(await stage.conversation(ADA)).toMatchObject({
      ...{ due_what: 'invite', due_at: NOON + 7 * HOUR_MS },
      reason: 'the operator has taken over',
    });
    await stage.pass(DAY_MS);
    expect((await spoken(stage))[0]).toEqual(['invite one', 7 * HOUR_MS]);
    await stage.stop();
  });

  test('a takeover that is lifted lets what waited go', async () => {
    const database = await open();
    const stage = await begun(database, { invites: [invite('one', 2 * HOUR_MS)] });
    await stage.agree(ADA);
    await stage.pass(HOUR_MS);
    await stage.takeOver(ADA);
    await stage.pass(2 * HOUR_MS);
    await database.query(`update ${database.schema}.chats set taken_over_at = null`);
    stage.service.reload();
    await stage.pass(0);
    expect(await spoken(stage)).toEqual([['invite one', 3 * HOUR_MS]]);
    await stage.stop();
  });

  test('its own messages that are heard again after an outage are no takeover', async () => {
    const stage = await begun(await open(), { welcome });
    await stage.agree(ADA);
    const own = {
      kind: 'message',
      peer: ADA,
      messageId: 101,
      at: NOON,
      own: true,
      text: 'x',
    } as const;
    await stage.handle(own);
    expect(await stage.conversation(ADA)).toMatchObject({ state: 'first-contact' });
    await stage.stop();
  });

  test('an opt-out ends everything, also what only becomes due later', async () => {
    const stage = await begun(await open(), { welcome });
    await stage.agree(ADA);
    stage.sends = false;
    await stage.pass(6 * HOUR_MS);
    await stage.optOut(ADA);
    const said = { kind: 'message', peer: ADA, messageId: 999, at: NOON, own: false, text: 'stop' };
    await stage.handle({ ...said, kind: 'message' });
    stage.sends = true;
    await stage.pass(60 * DAY_MS);
    expect(await states(stage)).toEqual(['sent', 'refused']);
    expect(await stage.conversation(ADA)).toMatchObject({ due_at: null, reason: 'opted out' });
    await stage.stop();
  });

  test('a plan that was left over is dropped where there is no consent, with the reason', async () => {
    const database = await open();
    const stage = await begun(database, { welcome });
    stage.meet(ADA);
    await database.query(
      `insert into ${database.schema}.conversations
         (account, person_id, state, due_at, due_what, updated_at)
       values ($1, 11, 'first-contact', $2, 'welcome', $2)`,
      [ACCOUNT, new Date(NOON)],
    );
    stage.service.kick();
    await stage.pass(2 * MINUTE_MS);
    expect(await texts(stage)).toEqual([]);
    expect((await stage.conversation(ADA))?.reason).toBe(
      'there is no consent to write to this person',
    );
    await stage.stop();
  });

  test('handling the same message again gives the same row', async () => {
    const stage = await begun(await open(), { welcome });
    await stage.agree(ADA);
    const message = await stage.hear(ADA);
    const once = await stage.conversation(ADA);
    await stage.handle(message);
    expect(await stage.conversation(ADA)).toEqual(once);
    await stage.stop();
  });
});
