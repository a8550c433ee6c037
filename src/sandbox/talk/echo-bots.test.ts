import { expect, test } from '@jest/globals';
import { smallScenario } from '../../../test/sandbox/small-scenario.js';
import { TestBox } from '../../../test/sandbox/test-box.js';
import { say } from '../world/say.js';
import { startEchoBots } from './echo-bots.js';

const bots = [
  { firstName: 'Robo', username: 'robo_bot', secret: 'x' },
  { firstName: 'Parrot', username: 'parrot_bot', secret: 'y', echoes: true },
] as const;

test('an echo bot says what it is told, to whoever wrote to it, and never first', async () => {
  const box = new TestBox({ scenario: { ...smallScenario, bots } });
  const { world } = box;
  const stop = startEchoBots(world);
  const ada = box.session('ada_account');
  const person = (name: string) => {
    const found = world.state.persons.get(world.state.byUsername(name) ?? 0);
    if (!found) throw new Error(`no @${name}`);
    return found;
  };
  const unasked = { from: person('parrot_bot'), peer: person('ada_account').id };
  expect(say(world, { ...unasked, said: { text: 'buy!', entities: [] } })).toEqual({
    refused: { code: 400, text: 'PEER_ID_INVALID' },
  });
  await ada.say(await ada.peer('robo_bot'), 'hi', 1n);
  await ada.say(await ada.peer('parrot_bot'), 'hello', 2n);
  ada.heard();
  await box.clock.run(world.now() + 60_000);
  expect(ada.heard()).toMatchObject([
    { _: 'updateShortMessage', message: 'hello', user_id: BigInt(person('parrot_bot').id) },
  ]);
  await ada.say(await ada.peer('parrot_bot'), 'again', 3n);
  await stop();
  await box.clock.run(world.now() + 60_000);
  expect(ada.heard()).toEqual([]);
});
