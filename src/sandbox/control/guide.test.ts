import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { askControl } from '../../../test/sandbox/ask-control.js';
import { TestBox } from '../../../test/sandbox/test-box.js';
import { ALL_KINDS } from '../faults/mix.js';
import { ACCOUNT_STATES } from '../methods/account-state.js';
import { defaultScenario } from '../world/default-scenario.js';
import { say } from '../world/say.js';
import { MODEL_FAULT_KINDS } from './parse-model-fault.js';
import { ControlServer, ROUTE_NAMES } from './server.js';

const guide = readFileSync('docs/sandbox.md', 'utf8');

test('the guide names every route, fault and state', () => {
  const paths = ROUTE_NAMES.map((name) => name.split(' ')[1] ?? name);
  expect(paths.filter((path) => !guide.includes(path))).toEqual([]);
  const words = [...ALL_KINDS, ...ACCOUNT_STATES, ...MODEL_FAULT_KINDS];
  expect(words.filter((word) => !guide.includes(`\`${word}\``))).toEqual([]);
});

test('every example of the guide works as it stands there', async () => {
  const box = new TestBox({ scenario: defaultScenario });
  const server = new ControlServer(box);
  const url = await server.start(0);
  try {
    const grup1 = box.world.state.byUsername('grup1') ?? 0;
    const person = box.world.state.persons.get(box.world.state.byUsername('kisi01') ?? 0);
    if (!person) throw new Error('the default world has no @kisi01');
    // The guide edits and deletes message 7.
    while (box.world.state.box(grup1).lastId < 7) {
      say(box.world, { from: person, peer: grup1, said: { text: 'x', entities: [] } });
    }
    const examples = [...guide.matchAll(/^post (\S+) '(.+?)'/gm)];
    expect(examples.length).toBeGreaterThan(12);
    for (const [line, path = '', body] of examples) {
      const { status, content } = await askControl(url, 'POST', path, body);
      expect([line, status, content]).toEqual([line, 200, content]);
      expect(JSON.stringify(content)).not.toContain('"error":');
    }
  } finally {
    await server.stop();
  }
});
