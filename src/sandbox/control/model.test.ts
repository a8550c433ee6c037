import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { askControl } from '../../../test/sandbox/ask-control.js';
import { TestBox } from '../../../test/sandbox/test-box.js';
import { MODEL_FAULT_KINDS } from './parse-model-fault.js';
import { ControlServer } from './server.js';

let box: TestBox;
let server: ControlServer;
let url: string;
beforeEach(async () => {
  box = new TestBox();
  server = new ControlServer(box);
  url = await server.start(0);
});
afterEach(() => server.stop());

const ask = (method: string, path: string, body?: unknown) => askControl(url, method, path, body);

describe('faults of the model over the control endpoint', () => {
  test('are set in every kind, and taken back', async () => {
    const faults = MODEL_FAULT_KINDS.map((kind) => ({ effect: { kind }, times: 1 }));
    const { content } = await ask('POST', '/model/faults', faults);
    expect(content).toHaveLength(faults.length);
    expect((await ask('GET', '/model/faults')).content).toMatchObject(faults);
    await ask('DELETE', '/model/faults?id=1');
    expect(box.model.faults.list()).toHaveLength(faults.length - 1);
    expect((await ask('DELETE', '/model/faults')).content).toEqual([]);
  });

  test('keep their figures', async () => {
    const effects = [
      { kind: 'slow', ms: 7 },
      { kind: 'rate-limit', retryAfterSeconds: 9, asDate: true },
      { kind: 'error', status: 503 },
      { kind: 'parameter-refused', parameter: 'top_p' },
      { kind: 'huge', kilobytes: 3 },
    ];
    await ask(
      'POST',
      '/model/faults',
      effects.map((effect) => ({ effect })),
    );
    expect(box.model.faults.list().map(({ effect }) => effect)).toEqual(effects);
  });

  test.each([
    [{}, /"effect.kind" must be one of slow, /],
    [{ effect: { kind: 'bad' } }, /"effect.kind"/],
    [{ effect: { kind: 'slow', ms: 'x' } }, /"ms" must be a number/],
    [{ effect: { kind: 'error', status: 200 } }, /400 to 599/],
    [{ effect: { kind: 'parameter-refused', parameter: 7 } }, /"effect.parameter"/],
    [{ effect: { kind: 'empty' }, times: 'often' }, /"times" must be a number/],
  ])('that are wrong are named: %j', async (body, error) => {
    const { status, content } = await ask('POST', '/model/faults', body);
    expect([status, content]).toEqual([400, { error: expect.stringMatching(error) }]);
    expect(box.model.faults.list()).toEqual([]);
  });

  test('that are not there are not taken back', async () => {
    expect((await ask('DELETE', '/model/faults?id=9')).status).toBe(404);
  });
});
