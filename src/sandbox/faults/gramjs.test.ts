import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Api, type TelegramClient } from 'telegram';
import { NewMessage, type NewMessageEvent } from 'telegram/events/index.js';
import { connectGramjs } from '../../../test/clients/gramjs.js';
import { askControl } from '../../../test/sandbox/ask-control.js';
import { smallScenario } from '../../../test/sandbox/small-scenario.js';
import { untilTrue } from '../../../test/sandbox/until-true.js';
import { QUICK } from '../../../test/support/quick-sandbox.js';
import { type Sandbox, startSandbox } from '../sandbox.js';

let sandbox: Sandbox;
let client: TelegramClient;
const heard: string[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({ ...QUICK, scenario: smallScenario });
  client = await connectGramjs(sandbox.ready.mtproto);
  const { phone, code } = sandbox.ready.accounts[0] ?? { phone: '', code: '' };
  await client.start({
    phoneNumber: () => Promise.resolve(phone),
    phoneCode: () => Promise.resolve(code),
    onError: (error) => {
      throw error;
    },
  });
  client.addEventHandler((event: NewMessageEvent) => {
    heard.push(event.message.message);
  }, new NewMessage({}));
});

afterEach(() => {
  sandbox.faults.clear();
  heard.length = 0;
});

afterAll(async () => {
  await client.destroy();
  await sandbox.stop();
});

const control = (path: string, body: unknown) =>
  askControl(sandbox.ready.control.url, 'POST', path, body);

const say = (text: string) => control('/world/say', { chat: 'ada_account', from: 'fatma', text });

const nearestDc = () => client.invoke(new Api.help.GetNearestDc());

describe('what faults do to the unmodified GramJS', () => {
  test('an error in front of an update makes it drop the update', async () => {
    const effect = { kind: 'error-in-container', code: 500, text: 'TROUBLE' };
    await control('/faults', { method: 'help.getNearestDc', effect, times: 1 });
    const refused = nearestDc().catch(String);
    await untilTrue(() => sandbox.faults.counts['error-in-container'] === 1);
    await say('lost');
    expect(await refused).toContain('TROUBLE');
    await say('heard');
    await untilTrue(() => heard.includes('heard'));
    expect(heard).not.toContain('lost');
  });

  test('an update that it cannot decode costs it that update alone', async () => {
    await control('/faults', { method: '*', effect: { kind: 'push-undecodable' }, times: 1 });
    await say('undecodable');
    await say('heard');
    await untilTrue(() => heard.includes('heard'));
    expect(heard).toEqual(['heard']);
  });

  test('an answer that comes twice does it no harm', async () => {
    await control('/faults', { method: '*', effect: { kind: 'answer-twice' }, times: 1 });
    expect((await nearestDc()).thisDc).toBe(2);
    expect((await nearestDc()).thisDc).toBe(2);
    expect(sandbox.faults.counts['answer-twice']).toBe(1);
  });

  test('a half-open line leaves its calls unanswered, without a word', async () => {
    const effect = { kind: 'half-open', ms: 300 };
    await control('/strike', { effect, account: 'ada_account' });
    const before = Date.now();
    // GramJS asks again on the line that it makes when this one breaks at last.
    expect((await nearestDc()).thisDc).toBe(2);
    expect(Date.now() - before).toBeGreaterThan(250);
  });
});
