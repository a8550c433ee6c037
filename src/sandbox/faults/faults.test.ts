import { beforeEach, describe, expect, test } from '@jest/globals';
import { START_MS, TestBox } from '../../../test/sandbox/test-box.js';
import { objects, type TestSession } from '../../../test/sandbox/test-session.js';
import { DROP_AND_CUT, type TlObject } from '../rpc.js';
import type { CallEffect } from './fault.js';

const method = 'messages.sendMessage';

let box: TestBox;
let ada: TestSession;
let peer: TlObject;

beforeEach(async () => {
  box = new TestBox();
  ada = box.session('ada_account');
  peer = await ada.peer('open_group');
});

const send = (random_id = 1n) => ({ peer, message: 'x', random_id });
const arrived = () => box.world.state.messages.filter(({ randomId }) => randomId !== undefined);

describe('faults', () => {
  test('an error leaves no effect; so many times, then no more', async () => {
    const effect: CallEffect = { kind: 'error', code: 420, text: 'FLOOD_WAIT_7' };
    box.faults.add({ method, effect, times: 2 });
    expect(await ada.refused(method, send())).toBe('420 FLOOD_WAIT_7');
    expect(await ada.refused(method, send())).toBe('420 FLOOD_WAIT_7');
    expect(arrived()).toEqual([]);
    await ada.ask(method, send());
    expect(arrived()).toHaveLength(1);
    expect(box.statistics.refused).toMatchObject({ FLOOD_WAIT: 2 });
  });

  test.each([
    [{ kind: 'error-after-effect', code: 500, text: 'RPC_CALL_FAIL' }, '500 RPC_CALL_FAIL', 1],
    [{ kind: 'silence' }, null, 0],
    [{ kind: 'answer-lost' }, null, 1],
    [{ kind: 'answer-lost', cut: true }, DROP_AND_CUT, 1],
    [{ kind: 'cut' }, DROP_AND_CUT, 0],
    [{ kind: 'forget-key' }, null, 0],
    [{ kind: 'silent-server' }, null, 0],
    [{ kind: 'half-open' }, null, 0],
  ] as const)('%j answers %p and stores %i', async (effect, answer, count) => {
    box.faults.add({ method, effect, times: 1 });
    const got = typeof answer === 'string' ? ada.refused(method, send()) : ada.ask(method, send());
    expect(await got).toBe(answer);
    expect(arrived()).toHaveLength(count);
    if (effect.kind === 'forget-key') expect(box.wire.asked).toEqual([`forget ${ada.key.id}`]);
    if (effect.kind === 'silent-server') {
      expect(box.wire.asked).toEqual([`silence true ${ada.key.userId}`]);
    }
  });

  test.each([
    ['answer-twice', []],
    ['rotate-salts', ['rotate']],
    ['new-session', ['renew']],
  ] as const)('%s lets the call be carried out', async (kind, asked) => {
    box.faults.add({ method, effect: { kind }, times: 1 });
    expect(await ada.call(method, send())).toMatchObject({ _: 'updates' });
    expect(arrived()).toHaveLength(1);
    expect(box.wire.asked.map((what) => what.split(' ')[0])).toEqual(asked);
  });

  test('a half-open line breaks after its time', async () => {
    box.faults.add({ method, effect: { kind: 'half-open', ms: 9_000 }, times: 1 });
    await ada.ask(method, send());
    await box.clock.run(START_MS + 8_999);
    expect(box.wire.asked).toEqual(['freeze line 1']);
    await box.clock.run(START_MS + 9_000);
    expect(box.wire.asked).toEqual(['freeze line 1', 'break line 1']);
  });

  test('a delay has its effect late', async () => {
    box.faults.add({ method, effect: { kind: 'delay', ms: 5_000 } });
    const answer = ada.ask(method, send());
    await box.clock.run(START_MS + 4_999);
    expect(arrived()).toEqual([]);
    await box.clock.run(START_MS + 5_000);
    await answer;
    expect(arrived()).toHaveLength(1);
  });

  test('a silent server speaks again after its time', async () => {
    box.faults.add({ method, effect: { kind: 'silent-server', ms: 1_000 }, times: 1 });
    await ada.ask(method, send());
    await box.clock.run(START_MS + 1_000);
    expect(box.wire.asked.at(-1)).toBe(`silence false ${ada.key.userId}`);
  });

  test('are kept to an account, a peer, a pattern and a later call', async () => {
    const effect: CallEffect = { kind: 'error', code: 400, text: 'X' };
    const open = box.world.state.byUsername('open_group') ?? 0;
    box.faults.add({
      method: 'messages.*',
      effect,
      account: ada.key.userId ?? 0,
      peer: open,
      skip: 1,
    });
    await ada.ask(method, send(1n));
    expect(await ada.refused(method, send(2n))).toBe('400 X');
    await ada.say(await ada.peer('slow_group'), 'x', 3n);
    const cem = box.session('cem_account');
    await cem.say(await cem.peer('open_group'), 'x', 4n);
    expect(box.faults.list()).toMatchObject([{ struck: 1 }]);
  });

  test('come by chance, the same chance for the same seed', async () => {
    const struck = async () => {
      const other = new TestBox();
      const session = other.session('ada_account');
      other.faults.add({
        method: 'help.getNearestDc',
        effect: { kind: 'silence' },
        probability: 0.5,
      });
      const answers = [];
      for (let at = 0; at < 20; at++) answers.push(await session.ask('help.getNearestDc'));
      return answers.map((answer) => answer === null);
    };
    const first = await struck();
    expect(new Set(first).size).toBe(2);
    expect(await struck()).toEqual(first);
  });

  test('pushes get lost, come twice or are too long, and the difference still has all', async () => {
    const cem = box.session('cem_account');
    const update = 'updateNewChannelMessage';
    const hear = async (kind: 'push-lost' | 'push-twice' | 'push-too-long', id: bigint) => {
      box.faults.clear();
      box.faults.add({ method: update, effect: { kind }, account: cem.key.userId ?? 0 });
      cem.heard();
      await ada.ask(method, send(id));
      return cem.heard().map(({ _ }) => _);
    };
    const full = await cem.call('channels.getFullChannel', {
      channel: await cem.channel('open_group'),
    });
    const before = full.full_chat;
    expect(await hear('push-lost', 1n)).toEqual([]);
    expect(await hear('push-twice', 2n)).toEqual([update, update]);
    expect(await hear('push-too-long', 3n)).toEqual(['updateChannelTooLong']);
    const pts = typeof before === 'object' && 'pts' in before ? Number(before.pts) : 0;
    const difference = await cem.call('updates.getChannelDifference', {
      channel: await cem.channel('open_group'),
      filter: { _: 'channelMessagesFilterEmpty' },
      pts,
      limit: 10,
    });
    expect(objects(difference, 'new_messages')).toHaveLength(3);
  });
});
