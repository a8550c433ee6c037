import { beforeEach, describe, expect, test } from '@jest/globals';
import { START_MS, TestBox } from '../../../test/sandbox/test-box.js';
import type { TestSession } from '../../../test/sandbox/test-session.js';
import type { TlObject } from '../rpc.js';
import { say as sayTo } from '../world/say.js';
import type { PushEffect } from './fault.js';

let box: TestBox;
let ada: TestSession;
let cem: TestSession;
let peer: TlObject;
let lastId = 0n;

beforeEach(async () => {
  box = new TestBox();
  ada = box.session('ada_account');
  cem = box.session('cem_account');
  peer = await ada.peer('open_group');
  cem.heard();
});

/** The next update to Cem suffers it. */
const strikeNext = (effect: PushEffect) =>
  box.faults.add({ method: '*', effect, account: cem.key.userId ?? 0, times: 1 });

const say = (text: string) => ada.say(peer, text, ++lastId);

/** What Cem was told, in the order of its coming. */
const heard = () => cem.heard().map(({ message }) => (message as TlObject | undefined)?.message);

describe('pushes that come out of order', () => {
  test.each([200, 499, 501, 3_000])('late by %i ms, with what came meanwhile ahead', async (ms) => {
    strikeNext({ kind: 'push-late', ms });
    await say('first');
    await say('second');
    expect(heard()).toEqual(['second']);
    await box.clock.run(START_MS + ms - 1);
    expect(heard()).toEqual([]);
    await box.clock.run(START_MS + ms);
    expect(heard()).toEqual(['first']);
  });

  test('swapped with the next of the same sequence, and of no other', async () => {
    strikeNext({ kind: 'push-swapped' });
    await say('first');
    await ada.say(await ada.peer('slow_group'), 'elsewhere', ++lastId);
    expect(heard()).toEqual(['elsewhere']);
    await say('second');
    expect(heard()).toEqual(['second', 'first']);
  });

  test('with a seq that leaves one out, which the difference then tells', async () => {
    const before = await cem.call('updates.getState');
    strikeNext({ kind: 'push-seq-gap' });
    const fatma = box.world.state.persons.get(box.world.state.byUsername('fatma') ?? 0);
    if (!fatma) throw new Error('the scenario has no @fatma');
    const said = { text: 'to you', entities: [] };
    sayTo(box.world, { from: fatma, peer: cem.key.userId ?? 0, said });
    const pushed = box.wire.pushed.filter(({ userId }) => userId === cem.key.userId).at(-1);
    expect(pushed?.updates).toMatchObject({ _: 'updates', seq: Number(before.seq) + 2 });
    const { pts, date } = before;
    const fields = { pts: Number(pts), date: Number(date) + 1, qts: 0 };
    const difference = await cem.call('updates.getDifference', fields);
    expect(difference.state).toMatchObject({ seq: Number(before.seq) + 2 });
    expect(difference.new_messages).toMatchObject([{ message: 'to you' }]);
  });

  test('an update that nobody can decode comes in the place of another', async () => {
    strikeNext({ kind: 'push-undecodable' });
    await say('first');
    expect(heard()).toEqual([]);
    expect(box.wire.asked).toEqual([`undecodable ${cem.key.userId}`]);
  });
});

describe('an error in a container', () => {
  const effect = { kind: 'error-in-container', code: 500, text: 'RPC_CALL_FAIL', ms: 700 } as const;

  test('waits for the next update to its account', async () => {
    box.faults.add({ method: 'help.getNearestDc', effect, times: 1 });
    let answered = false;
    const refused = cem.refused('help.getNearestDc').finally(() => {
      answered = true;
    });
    await box.clock.run(START_MS + 699);
    expect(answered).toBe(false);
    await say('now');
    expect(await refused).toBe('500 RPC_CALL_FAIL');
    expect(box.clock.sleeping).toBe(0);
  });

  test('comes alone when no update does', async () => {
    box.faults.add({ method: 'help.getNearestDc', effect, times: 1 });
    const refused = cem.refused('help.getNearestDc');
    await box.clock.run(START_MS + 700);
    expect(await refused).toBe('500 RPC_CALL_FAIL');
  });
});
