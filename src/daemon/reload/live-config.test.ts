import { afterEach, describe, expect, test } from '@jest/globals';
import { LiveCustomer } from '../../../test/support/live-customer.js';

let customer: Awaited<ReturnType<typeof LiveCustomer.open>> | undefined;
afterEach(() => customer?.workspace.remove());

async function open(files: Readonly<Record<string, string>> = {}, env = '') {
  customer = await LiveCustomer.open(files, env);
  return customer;
}

describe('a changed file', () => {
  test('is in force at once, and its difference is told', async () => {
    const one = await open();
    one.write('config.json', '{"messages_per_day": 20}');
    const report = await one.live.reload();
    const change = { name: 'MESSAGES_PER_DAY', from: '40', to: '20', needsRestart: false };
    expect(report).toMatchObject({ changes: [change], file: null });
    expect(one.live.config.limits.messagesPerDay).toBe(20);
    expect(one.told).toMatchObject([{ outcome: 'applied', changes: [change] }]);
    expect(one.live.needRestart).toEqual([]);
  });

  test('that says the same in other words is no change, and nothing is told', async () => {
    const one = await open({}, 'MIN_INTERVAL_PER_CHAT_SECONDS=300\n');
    one.writeEnv('# five minutes\nMIN_INTERVAL_PER_CHAT_SECONDS=5m\n');
    expect(await one.live.reload()).toMatchObject({ changes: [] });
    expect(one.told).toEqual([]);
  });

  test('with another word in a template names the template', async () => {
    const one = await open({ 'data/customer1/messages.yaml': '- {id: offer, text: Merhaba}\n' });
    one.write('messages.yaml', '- {id: offer, text: Selam}\n- {id: late, text: İyi geceler}\n');
    const { changes } = await one.live.reload();
    expect(changes).toEqual([
      { name: 'template offer', from: 'Merhaba', to: 'Selam', needsRestart: false },
      { name: 'template late', from: '', to: 'İyi geceler', needsRestart: false },
    ]);
    expect(one.live.config.message.templates.map(({ variants }) => variants)).toEqual([
      ['Selam'],
      ['İyi geceler'],
    ]);
  });

  test('with another word of an answer says so, though its row reads the same', async () => {
    const rules = (text: string) => `- {id: prices, keyword: fiyat, answer: ${text}}\n`;
    const one = await open({ 'data/customer1/responses.yaml': rules('Liste') });
    one.write('responses.yaml', rules('Yarın'));
    const { changes } = await one.live.reload();
    expect(changes).toEqual([
      {
        name: 'rule prices',
        from: 'fiyat: 1 answer',
        to: 'fiyat: 1 answer (changed)',
        needsRestart: false,
      },
    ]);
  });

  test('is told to listeners with what was before, one after the other, and none keeps another from it', async () => {
    const one = await open();
    const heard: string[] = [];
    one.live.onChange(async (now, before) => {
      await Promise.resolve();
      heard.push(`${before.limits.messagesPerDay} → ${now.limits.messagesPerDay}`);
      throw new Error('no');
    });
    one.live.onChange(() => void heard.push('second'));
    one.write('config.json', '{"MESSAGES_PER_DAY": 20}');
    await one.live.reload();
    expect(heard).toEqual(['40 → 20', 'second']);
  });

  test('is told again to all when one of them could not take it over, and not told of twice', async () => {
    const one = await open();
    const heard: string[] = [];
    let fails = true;
    one.live.onChange((now, before) => {
      heard.push(`${before.limits.messagesPerDay} → ${now.limits.messagesPerDay}`);
      if (fails) throw new Error('the database is away');
    });
    one.write('config.json', '{"MESSAGES_PER_DAY": 20}');
    await one.live.reload();
    expect(one.live.allTookOver).toBe(false);
    fails = false;
    await one.live.reload();
    expect(one.live.allTookOver).toBe(true);
    await one.live.reload();
    expect(heard).toEqual(['40 → 20', '40 → 20']);
    expect(one.told).toHaveLength(1);
  });
});

describe('what the daemon was built with', () => {
  test('stays, and is named until it is started anew or taken back', async () => {
    const one = await open();
    one.writeEnv('SERVICES=message\nLOG_FORMAT=json\nLOG_LEVEL=warn\n');
    const { changes } = await one.live.reload();
    expect(changes.filter((change) => change.needsRestart).map(({ name }) => name)).toEqual([
      'SERVICES',
      'LOG_FORMAT',
    ]);
    expect(one.live.needRestart).toEqual(['SERVICES', 'LOG_FORMAT']);
    expect(one.live.config.services).toEqual(['message', 'reply', 'dm']);
    expect(one.live.config.log).toMatchObject({ console: 'text', level: 'warn' });
    one.write('config.yaml', 'messages_per_day: 5\n');
    expect((await one.live.reload()).changes.map(({ name }) => name)).toEqual(['MESSAGES_PER_DAY']);
    expect(one.live.needRestart).toEqual(['SERVICES', 'LOG_FORMAT']);
    one.writeEnv('');
    await one.live.reload();
    expect(one.live.needRestart).toEqual([]);
  });

  test('is told apart also where it is a secret, and nobody sees it', async () => {
    const one = await open({}, 'ADMIN_TOKEN=abcdefghijklmnop\n');
    one.writeEnv('ADMIN_TOKEN=ponmlkjihgfedcba\n');
    const { changes } = await one.live.reload();
    expect(changes).toEqual([
      { name: 'ADMIN_TOKEN', from: '***', to: '*** (changed)', needsRestart: true },
    ]);
    expect(one.live.config.http?.token?.reveal()).toBe('abcdefghijklmnop');
    expect(JSON.stringify(one.events)).not.toContain('ponm');
  });

  test('keeps another model endpoint with its model for the next start, its figures not', async () => {
    const rule = { 'data/customer1/responses.yaml': '- {id: all, llm: true}\n' };
    const one = await open(rule, 'LLM_MODEL=small\n');
    one.writeEnv('LLM_MODEL=large\nLLM_TEMPERATURE=1\n');
    expect((await one.live.reload()).changes.some(({ needsRestart }) => needsRestart)).toBe(false);
    expect(one.live.config.llm).toMatchObject({ model: 'large', temperature: 1 });
    one.writeEnv('LLM_MODEL=huge\nOPENAI_BASE_URL=https://example.com/v1\n');
    await one.live.reload();
    expect(one.live.config.llm).toMatchObject({
      model: 'small',
      baseUrl: expect.stringContaining('localhost'),
    });
    expect(one.live.needRestart).toEqual(expect.arrayContaining(['OPENAI_BASE_URL', 'LLM_MODEL']));
  });

  test('has no model to write with when none was needed at the start', async () => {
    const one = await open();
    one.write('responses.yaml', '- {id: all, llm: true}\n');
    await one.live.reload();
    expect(one.live.config.reply.written).toBeUndefined();
    expect(one.live.needRestart).toEqual(expect.arrayContaining(['LLM_MODEL', 'rule all']));
  });
});

describe('a file with something wrong', () => {
  test('changes nothing, and says why once', async () => {
    const one = await open();
    one.write('config.json', '{"MESSAGES_PER_DAY": 20}');
    one.write('messages.yaml', '- {id: a, text: "Hello {nobody}"}\n');
    const { config } = one.live;
    for (let look = 0; look < 3; look++) {
      await expect(one.live.reload()).rejects.toThrow(/messages\.yaml:1 .*nobody/s);
    }
    expect(one.live.config).toBe(config);
    expect(one.live.problem).toContain('messages.yaml:1');
    expect(one.told).toMatchObject([{ outcome: 'kept', problem: one.live.problem }]);
    expect(one.warnings.filter((line) => line.includes('stays as it was'))).toHaveLength(1);
  });

  test('is forgotten once it is mended', async () => {
    const one = await open();
    one.write('config.json', '{');
    await expect(one.live.reload()).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    one.write('config.json', '{}');
    await one.live.reload();
    expect(one.live.problem).toBeNull();
    expect(one.told.map(({ outcome }) => outcome)).toEqual(['kept', 'applied']);
  });

  test('may not make the daemon another customer’s', async () => {
    const one = await open();
    const env = 'CUSTOMER_ID=2\nAPI_ID=1\nAPI_HASH=abcdef1234567890abcdef1234567890\n';
    one.workspace.write({ 'a.env': `${env}PHONE_NUMBER=+905551234567\nGROUP_LINKS=@grup1\n` });
    await expect(one.live.reload()).rejects.toThrow(/CUSTOMER_ID is 2 now.*daemon of 1/);
    expect(one.live.config.customer).toBe('1');
  });
});

test('readings wait for one another', async () => {
  const one = await open();
  const order: string[] = [];
  const slow = one.live.inTurn(async () => {
    await Promise.resolve();
    one.write('config.json', '{"MESSAGES_PER_DAY": 3}');
    order.push('written');
  });
  const read = one.live.reload().then(() => order.push('read'));
  await Promise.all([slow, read]);
  expect(order).toEqual(['written', 'read']);
  expect(one.live.config.limits.messagesPerDay).toBe(3);
});

test('a change that is only tried changes nothing', async () => {
  const one = await open();
  const drafts = new Map([[one.live.read.settingsFile.path, '{"MESSAGES_PER_DAY": 3}']]);
  expect(await one.live.preview(drafts)).toMatchObject({
    changes: [{ name: 'MESSAGES_PER_DAY', from: '40', to: '3' }],
  });
  expect(one.live.config.limits.messagesPerDay).toBe(40);
});
