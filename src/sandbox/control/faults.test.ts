import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { askControl } from '../../../test/sandbox/ask-control.js';
import { TestBox } from '../../../test/sandbox/test-box.js';
import type { TestSession } from '../../../test/sandbox/test-session.js';
import type { Effect } from '../faults/fault.js';
import { ALL_KINDS } from '../faults/mix.js';
import { ControlServer } from './server.js';

let box: TestBox;
let ada: TestSession;
let server: ControlServer;
let url: string;

beforeEach(async () => {
  box = new TestBox();
  ada = box.session('ada_account');
  server = new ControlServer(box);
  url = await server.start(0);
});

afterEach(() => server.stop());

const ask = (method: string, path: string, body?: unknown) => askControl(url, method, path, body);

/** One fault of each kind, with all that it takes. */
const EFFECTS: { readonly [kind in Effect['kind']]: Extract<Effect, { kind: kind }> } = {
  error: { kind: 'error', code: 420, text: 'FLOOD_WAIT_7' },
  'error-after-effect': { kind: 'error-after-effect', code: -503, text: 'Timeout' },
  'error-in-container': { kind: 'error-in-container', code: 500, text: 'X', ms: 10 },
  silence: { kind: 'silence' },
  'answer-lost': { kind: 'answer-lost', cut: true },
  'answer-twice': { kind: 'answer-twice' },
  delay: { kind: 'delay', ms: 5 },
  cut: { kind: 'cut' },
  'silent-server': { kind: 'silent-server', ms: 5 },
  'half-open': { kind: 'half-open', ms: 5 },
  'forget-key': { kind: 'forget-key' },
  'rotate-salts': { kind: 'rotate-salts' },
  'new-session': { kind: 'new-session' },
  'push-lost': { kind: 'push-lost' },
  'push-twice': { kind: 'push-twice' },
  'push-too-long': { kind: 'push-too-long' },
  'push-undecodable': { kind: 'push-undecodable' },
  'push-seq-gap': { kind: 'push-seq-gap' },
  'push-late': { kind: 'push-late', ms: 600 },
  'push-swapped': { kind: 'push-swapped' },
};

describe('faults over the control endpoint', () => {
  test('are set in every kind, as they were asked for', async () => {
    expect(Object.keys(EFFECTS).sort()).toEqual([...ALL_KINDS].sort());
    const faults = Object.values(EFFECTS).map((effect) => ({ method: '*', effect }));
    await ask('POST', '/faults', faults);
    expect((await ask('GET', '/faults')).content).toMatchObject(faults);
    expect((await ask('DELETE', '/faults')).content).toEqual([]);
  });

  test('strike in seeded mixes, and are counted', async () => {
    const mix = { seed: 7, rate: 1, kinds: ['silence'], account: ada.key.userId };
    expect((await ask('POST', '/faults', { mix })).content).toEqual([{ id: 1 }]);
    expect(await ada.ask('help.getNearestDc')).toBeNull();
    expect((await ask('GET', '/faults')).content).toEqual([{ id: 1, struck: 1, mix }]);
    expect((await ask('GET', '/stats')).content).toMatchObject({ faults: { silence: 1 } });
    await ask('DELETE', '/faults?id=1');
    expect(await ada.ask('help.getNearestDc')).not.toBeNull();
  });

  test('strike at once, one account or all', async () => {
    const account = '@ada_account';
    for (const effect of [
      { kind: 'cut' },
      { kind: 'silent-server', ms: 60_000 },
      { kind: 'half-open' },
      { kind: 'forget-key' },
      { kind: 'new-session' },
      { kind: 'push-undecodable' },
    ]) {
      const answer = await ask('POST', '/strike', { effect, account });
      expect(answer).toEqual({ status: 200, content: { struck: effect.kind } });
    }
    await ask('POST', '/strike', { effect: { kind: 'cut' } });
    await ask('POST', '/strike', { effect: { kind: 'new-session' } });
    const id = ada.key.userId;
    expect(box.wire.asked).toEqual([
      `cut ${id}`,
      `silence true ${id}`,
      `freeze user ${id}`,
      `forget ${ada.key.id}`,
      `renew ${id}`,
      `undecodable ${id}`,
      'cut undefined',
      `renew ${id}`,
    ]);
    ada.heard();
    await ask('POST', '/strike', { effect: { kind: 'push-too-long' }, account });
    expect(ada.heard()).toEqual([{ _: 'updatesTooLong' }]);
    expect((await ask('GET', '/stats')).content).toMatchObject({
      faults: { cut: 2, 'push-too-long': 1 },
    });
  });

  test.each([
    ['/faults', { mix: { rate: 0.1 } }, '"mix.seed"'],
    ['/faults', { mix: { seed: 1, rate: 2 } }, '"mix.rate"'],
    ['/faults', { mix: { seed: 1, rate: 1, kinds: ['x'] } }, '"mix.kinds" are among error'],
    ['/faults', { mix: { seed: 1, rate: 1, method: 5 } }, '"mix.method"'],
    ['/strike', { effect: { kind: 'delay', ms: 5 } }, 'only these strike at once: cut'],
    ['/strike', { effect: { kind: 'cut' }, account: 'nobody' }, '"account"'],
  ])('POST %s with %j is refused with a reason', async (path, body, why) => {
    const answer = await ask('POST', path, body);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.content).replaceAll('\\"', '"')).toContain(why);
  });
});
