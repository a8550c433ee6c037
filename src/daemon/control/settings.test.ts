import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { LiveCustomer } from '../../../test/support/live-customer.js';
import { createSettingsControl } from './settings.js';

let customer: Awaited<ReturnType<typeof LiveCustomer.open>> | undefined;
afterEach(() => customer?.workspace.remove());

async function open(files: Readonly<Record<string, string>> = {}, env = '') {
  const one = await LiveCustomer.open(files, env);
  customer = one;
  const path = (name: string) => join(one.workspace.path, 'data/customer1', name);
  return Object.assign(one, {
    control: createSettingsControl(one),
    path,
    read: (name = 'config.json') => readFileSync(path(name), 'utf8'),
  });
}

const change = (values: Readonly<Record<string, string | null>>, dryRun = false) => ({
  values,
  dryRun,
});

describe('the settings', () => {
  test('are all that there are, with their sources, secrets masked', async () => {
    const { control } = await open({}, 'ADMIN_TOKEN=abcdefghijklmnop\n');
    const settings = await control.settings();
    const find = (name: string) => settings.find((one) => one.name === name);
    expect(find('MESSAGES_PER_DAY')).toMatchObject({
      value: '40',
      source: 'a.env:6',
      change: 'live',
    });
    expect(find('ADMIN_TOKEN')).toMatchObject({ value: '***', secret: true, change: 'file' });
    expect(find('API_ID')).toMatchObject({ change: 'file', secret: false });
    expect(find('SERVICES')).toMatchObject({ source: 'default', change: 'restart' });
    expect(find('REDIS_URL')?.value).toBe('in memory');
    expect(find('BOT_TOKEN')).toMatchObject({ value: '', change: 'file' });
    expect(JSON.stringify(settings)).not.toContain('abcdefgh');
  });

  test('that another file says are changed there only', async () => {
    const { control, ...one } = await open({ 'data/customer1/responses.yaml': 'mode: auto\n' });
    const settings = await control.settings();
    expect(settings.find(({ name }) => name === 'reply_mode')).toMatchObject({
      value: 'auto',
      source: 'data/customer1/responses.yaml:1',
      change: 'file',
    });
    await expect(control.changeSettings(change({ reply_mode: 'off' }))).rejects.toThrow(
      'data/customer1/responses.yaml:1 says it, and wins over reply_mode. Change it there',
    );
    expect(existsSync(one.path('config.json'))).toBe(false);
  });
});

describe('a changed setting', () => {
  test('is written to a new file of its owner, and in force', async () => {
    const { control, live, path, read } = await open();
    const report = await control.changeSettings(
      change({ messages_per_day: '20', TIMEZONE: 'Asia/Tokyo' }),
    );
    expect(report).toMatchObject({ file: 'data/customer1/config.json' });
    expect(report.changes).toContainEqual({
      name: 'MESSAGES_PER_DAY',
      from: '40',
      to: '20',
      needsRestart: false,
    });
    expect(read()).toBe('{\n  "MESSAGES_PER_DAY": 20,\n  "TIMEZONE": "Asia/Tokyo"\n}\n');
    expect(statSync(path('config.json')).mode & 0o777).toBe(0o600);
    expect(live.config.limits).toMatchObject({ messagesPerDay: 20, timeZone: 'Asia/Tokyo' });
  });

  test('is written where it stands, under the name that it has there', async () => {
    const text = '# mine\nmessages_per_day: 30 # not more\nDEBUG_MODE: true\n';
    const { control, read } = await open({ 'data/customer1/config.yaml': text });
    await control.changeSettings(change({ MESSAGES_PER_DAY: '20', DEBUG: 'false' }));
    expect(read('config.yaml')).toBe(
      '# mine\nmessages_per_day: 20 # not more\nDEBUG_MODE: false\n',
    );
  });

  test('is only told when it is only tried', async () => {
    const { control, live, path, told } = await open();
    const report = await control.changeSettings(change({ MESSAGES_PER_DAY: '20' }, true));
    expect(report).toMatchObject({ changes: [{ to: '20' }], file: null });
    expect(existsSync(path('config.json'))).toBe(false);
    expect(live.config.limits.messagesPerDay).toBe(40);
    expect(told).toEqual([]);
  });

  test('that is wrong changes nothing, and says all that is', async () => {
    const { control, live, path } = await open();
    const wrong = change({
      MESSAGES_PER_DAY: 'many',
      MESSAGES_PER_HOUR: '-1',
      TIMEZONE: 'Asia/Tokyo',
    });
    await expect(control.changeSettings(wrong)).rejects.toThrow(
      /MESSAGES_PER_DAY=many \(data\/customer1\/config\.json:2\).*MESSAGES_PER_HOUR=-1/s,
    );
    expect(existsSync(path('config.json'))).toBe(false);
    expect(live.config.limits).toMatchObject({ messagesPerDay: 40 });
    expect(live.problem).toBeNull();
  });

  test.each([
    [
      { MESAGES_PER_DAY: '3' },
      '"MESAGES_PER_DAY" is not a setting. Did you mean MESSAGES_PER_DAY?',
    ],
    [{ qwertz: '3' }, '"qwertz" is not a setting. docs/configuration.md lists them all'],
    [{ DEBUG: 'true', debug_mode: 'false' }, 'DEBUG is named twice. Give it one value'],
    [{ API_HASH: 'x' }, /API_HASH is not changed from here.*by hand in a\.env:3/],
    [{ REDIS_URL: 'redis://a' }, /REDIS_URL is not changed from here.*by hand in the env file/],
    [
      { MESSAGES_PER_DAY: null },
      /does not stand in data\/customer1\/config\.json, but in a\.env:6/,
    ],
  ])('%j is refused', async (values, says) => {
    const { control, path } = await open();
    await expect(
      control.changeSettings(change(values as Record<string, string | null>)),
    ).rejects.toThrow(says);
    expect(existsSync(path('config.json'))).toBe(false);
  });

  test('goes back to what the env file says once it is taken out', async () => {
    const { control, live, read } = await open({
      'data/customer1/config.json': '{"MESSAGES_PER_DAY": 3}',
    });
    const { changes } = await control.changeSettings(change({ MESSAGES_PER_DAY: null }));
    expect(changes).toMatchObject([{ name: 'MESSAGES_PER_DAY', from: '3', to: '40' }]);
    expect(read()).toBe('{}');
    expect(live.config.limits.messagesPerDay).toBe(40);
    expect(await control.changeSettings(change({ QUIET_HOURS: null }))).toEqual({
      changes: [],
      warnings: [],
      file: null,
    });
  });

  test('does not lose another that is made at the same time, nor one made by hand just before', async () => {
    const one = await open();
    one.write('config.json', '{"QUIET_HOURS": "22-8"}');
    const { control } = one;
    await Promise.all([
      control.changeSettings(change({ MESSAGES_PER_DAY: '20' })),
      control.changeLimits({ messagesPerHour: 4, dryRun: false }),
      control.changeAllowlist({ addGroups: ['@grup2'], dryRun: false }),
    ]);
    expect(JSON.parse(one.read())).toEqual({
      QUIET_HOURS: '22-8',
      MESSAGES_PER_DAY: 20,
      MESSAGES_PER_HOUR: 4,
      GROUP_LINKS: ['@grup1', '@grup2'],
    });
  });

  test('waits until the files are right', async () => {
    const one = await open();
    one.write('messages.yaml', '- "{nobody}"\n');
    await expect(one.control.changeSettings(change({ MESSAGES_PER_DAY: '20' }))).rejects.toThrow(
      /messages\.yaml:1/,
    );
    expect(existsSync(one.path('config.json'))).toBe(false);
  });
});

describe('limits at run time', () => {
  test('are read and changed by their own names', async () => {
    const { control, live } = await open({}, 'MIN_INTERVAL_BETWEEN_MESSAGES_SECONDS=90\n');
    expect(await control.limits()).toEqual({
      messagesPerDay: 40,
      messagesPerHour: 8,
      minIntervalSeconds: 90,
      minIntervalPerChatSeconds: 0,
      newConversationsPerDay: 10,
      answersPerDay: 300,
      activeWindows: '',
    });
    const wanted = { minIntervalSeconds: 30, activeWindows: '9-12,18:30-23' };
    await control.changeLimits({ ...wanted, dryRun: false });
    expect(live.config.limits.minIntervalMs).toBe(30_000);
    expect(await control.limits()).toMatchObject({
      minIntervalSeconds: 30,
      activeWindows: '09:00-12:00,18:30-23:00',
    });
  });

  test('can be lifted though the env file sets them', async () => {
    const { control, live } = await open({}, 'ACTIVE_WINDOWS=5-10\n');
    await control.changeLimits({ messagesPerDay: null, activeWindows: '', dryRun: false });
    expect(live.config.limits.messagesPerDay).toBeUndefined();
    expect(await control.limits()).toMatchObject({ messagesPerDay: null, activeWindows: '' });
  });

  test('that are none are refused', async () => {
    const { control } = await open();
    await expect(control.changeLimits({ messagesPerDay: 2.5, dryRun: false })).rejects.toThrow(
      /MESSAGES_PER_DAY=2.5 .* is not a whole number/,
    );
  });
});

describe('the allowlist at run time', () => {
  const FILES = {
    'data/customer1/messages.yaml': 'targets: ["@dosya1"]\ntemplates: [Merhaba]\n',
  };

  test('gets places and loses them, however they are written, and the env file’s stay', async () => {
    const { control, read } = await open(FILES, 'ALLOWLIST_CHAT_IDS=-1001234567890\n');
    expect(await control.allowlist()).toEqual({
      groups: ['@grup1', '@dosya1'],
      channels: ['-1001234567890'],
    });
    const report = await control.changeAllowlist({
      addGroups: ['https://t.me/grup2', 'GRUP1'],
      removeGroups: [],
      addChannels: ['@kahve_gunlugu'],
      dryRun: false,
    });
    expect(report.changes.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'GROUP_LINKS',
        'target https://t.me/grup2',
        'channel @kahve_gunlugu',
      ]),
    );
    expect(JSON.parse(read())).toEqual({
      GROUP_LINKS: ['@grup1', 'https://t.me/grup2'],
      ALLOWLIST_CHAT_IDS: [-1001234567890, '@kahve_gunlugu'],
    });
    await control.changeAllowlist({ removeGroups: ['t.me/Grup1'], dryRun: false });
    expect((await control.allowlist()).groups).toEqual(['https://t.me/grup2', '@dosya1']);
  });

  test.each([
    [
      { removeGroups: ['@dosya1'] },
      /stands in data\/customer1\/messages\.yaml:1.*Take it out there/,
    ],
    [{ removeGroups: ['@nobody'] }, /"@nobody" is none of the groups. There are: @grup1, @dosya1/],
    [{ removeChannels: ['@nobody'] }, /none of the channels. There is none/],
    [{ removeGroups: ['@grup1'] }, /would leave no group in GROUP_LINKS.*pause message/],
    [{ addGroups: ['+905551234567'] }, /as a group, `\+905551234567`/],
    [{ addChannels: ['-5'] }, /ALLOWLIST_CHAT_IDS.*basic group/],
  ])('%j is refused', async (wanted, says) => {
    const { control, path } = await open(FILES);
    await expect(control.changeAllowlist({ ...wanted, dryRun: false })).rejects.toThrow(says);
    expect(existsSync(path('config.json'))).toBe(false);
  });
});
