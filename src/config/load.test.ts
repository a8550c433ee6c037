import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from '@jest/globals';
import { makeWorkspace, type Workspace } from '../../test/support/workspace.js';
import { describeConfig } from './describe.js';
import { type LoadedConfig, loadConfig } from './load.js';

const HASH = 'abcdef1234567890abcdef1234567890';
const ENV = `API_ID=12345\nAPI_HASH=${HASH}\nPHONE_NUMBER=+905551234567\nGROUP_LINKS=grup1\n`;

let workspace: Workspace | undefined;
afterEach(() => workspace?.remove());

interface Given {
  readonly env?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
}

function load({ env = '', environment = {}, files = {} }: Given = {}): Promise<LoadedConfig> {
  workspace = makeWorkspace({ 'a.env': ENV + env, ...files });
  return loadConfig({ envFile: 'a.env', environment, cwd: workspace.path });
}

const row = (loaded: LoadedConfig, name: string) =>
  describeConfig(loaded).find((one) => one.name === name);

describe('where a value comes from', () => {
  test('the environment wins over the env file, with a warning when they differ', async () => {
    const loaded = await load({
      env: 'MESSAGES_PER_DAY=40\nLOG_LEVEL=warn\n',
      environment: { MESSAGES_PER_DAY: '30', LOG_LEVEL: 'warn' },
    });
    expect(loaded.config.limits.messagesPerDay).toBe(30);
    expect(row(loaded, 'MESSAGES_PER_DAY')).toMatchObject({ value: '30', source: 'environment' });
    expect(loaded.warnings.filter((one) => one.includes('in the environment too'))).toEqual([
      'MESSAGES_PER_DAY is set in the environment too, with another value: that counts, not a.env:5',
    ]);
  });

  test('the customer’s file wins over both, in any letter case and as a list', async () => {
    const loaded = await load({
      environment: { MESSAGES_PER_DAY: '30' },
      files: {
        'data/customerdefault/config.yaml':
          'messages_per_day: 20\ngroup_links: [grup5, -1001234567890]\nactive_windows:\n  - 5-10\n  - 22-2\n',
      },
    });
    expect(row(loaded, 'MESSAGES_PER_DAY')).toMatchObject({
      value: '20',
      source: 'data/customerdefault/config.yaml:1',
    });
    expect(loaded.config.message.targets.map(({ written }) => written)).toEqual([
      'grup5',
      '-1001234567890',
    ]);
    expect(row(loaded, 'ACTIVE_WINDOWS')?.value).toBe('05:00-10:00,22:00-02:00');
  });

  test('an empty value is none: the next place counts', async () => {
    const { config } = await load({ env: 'TIMEZONE=Asia/Tokyo\n', environment: { TIMEZONE: '' } });
    expect(config.limits.timeZone).toBe('Asia/Tokyo');
  });

  test('another name is shown as it was written', async () => {
    const loaded = await load({ env: 'DATABASE_URL=postgres://bot:opensesame@db/x\n' });
    expect(row(loaded, 'DB_CONNECTION')).toEqual({
      name: 'DB_CONNECTION',
      value: 'postgresql://bot:***@db/x',
      source: 'a.env:5 as DATABASE_URL',
    });
  });

  test('without --env-file the .env of the folder is read', async () => {
    workspace = makeWorkspace({ '.env': ENV });
    const loaded = await loadConfig({ environment: {}, cwd: workspace.path });
    expect(row(loaded, 'API_ID')?.source).toBe('.env:1');
  });

  test('the environment alone is enough', async () => {
    workspace = makeWorkspace();
    const environment = {
      API_ID: '1',
      API_HASH: HASH,
      PHONE_NUMBER: '+905551234567',
      GROUP_LINKS: 'grup1',
    };
    const loading = loadConfig({ environment, cwd: workspace.path });
    await expect(loading).resolves.toMatchObject({ config: { account: { apiId: 1 } } });
  });

  test('a misspelt name in the environment is only a warning, and DEBUG of other programs is passed over', async () => {
    const { config, warnings } = await load({
      environment: { MESAGES_PER_DAY: '3', DEBUG: 'express:*', HOME: '/root' },
    });
    expect(config.log.level).toBe('info');
    expect(warnings).toEqual(
      expect.arrayContaining([
        'MESAGES_PER_DAY in the environment is not a setting: did you mean MESSAGES_PER_DAY?',
        'DEBUG in the environment is neither yes nor no; it was passed over',
      ]),
    );
  });
});

describe('the customer', () => {
  test.each(['data/7', 'data/customer7'])('%s holds the files', async (folder) => {
    const { config } = await load({
      env: 'CUSTOMER_ID=7\n',
      files: { [`${folder}/messages.json`]: '["Merhaba"]' },
    });
    expect(config.dataDirectory).toBe(join(workspace?.path ?? '', folder));
    expect(config.controlSocket).toBe(join(workspace?.path ?? '', folder, 'control.sock'));
    expect(config.message.templates).toEqual([
      { id: 'template-1', variants: ['Merhaba'], targets: [] },
    ]);
  });

  test('without an id it is "default", and its files may stand in data/ itself', async () => {
    const { config } = await load({ files: { 'data/messages.json': '["Merhaba"]' } });
    expect(config).toMatchObject({
      customer: 'default',
      dataDirectory: join(workspace?.path ?? '', 'data/default'),
      storage: { kind: 'embedded', schema: 'customerdefault' },
      account: { sessionFile: join(workspace?.path ?? '', 'sessions/default.session') },
    });
    expect(config.message.templates).toHaveLength(1);
  });
});

describe('messages', () => {
  test('the file’s targets join those of GROUP_LINKS, with schedules of their own', async () => {
    const loaded = await load({
      env: 'MESSAGE_EVERY=30m+-5m\n',
      files: {
        'data/default/messages.yaml': `
schedule: every 2h
targets:
  - '@GRUP1'
  - group: grup2
    topic: 42
    schedule: { cron: 0 9 * * 1-5 }
  - group: -1001234567890
    schedule: { traffic: { min: 10m, max: 2h } }
templates: ["Merhaba {group}, {shop}"]
variables: { shop: Çarşı }
`,
      },
    });
    const rows = describeConfig(loaded).filter(({ name }) => name.startsWith('target '));
    expect(rows).toEqual([
      { name: 'target @GRUP1', value: 'every 2h', source: 'data/default/messages.yaml:4' },
      {
        name: 'target grup2',
        value: 'cron 0 9 * * 1-5 topic 42',
        source: 'data/default/messages.yaml:5',
      },
      {
        name: 'target -1001234567890',
        value: 'traffic 10m-2h',
        source: 'data/default/messages.yaml:8',
      },
    ]);
  });

  test('the examples of docs/configuration.md are good ones', async () => {
    const document = readFileSync(join(import.meta.dirname, '../../docs/configuration.md'), 'utf8');
    const fence = (language: string, first: string) =>
      new RegExp(`\`\`\`${language}\n(${first}[\\s\\S]*?)\`\`\``).exec(document)?.[1] ?? '';
    const { config } = await load({
      files: {
        'data/default/config.json': fence('json', ''),
        'data/default/messages.yaml': fence('yaml', 'schedule'),
        'data/default/media/offer.jpg': 'x',
      },
    });
    expect(config.limits.messagesPerDay).toBe(40);
    expect(config.message.templates).toEqual([
      { id: 'template-1', variants: ['Good morning {group}!'], targets: [] },
      {
        id: 'offer',
        variants: ['{shop}: new today, {weekday}', '{shop} is open until 19:00'],
        media: { kind: 'photo', path: join(workspace?.path ?? '', 'data/default/media/offer.jpg') },
        targets: ['@grup1'],
      },
    ]);
  });

  test('without templates there is a warning, not an error: S0 brings none', async () => {
    const { warnings } = await load();
    expect(warnings.join()).toContain('There are no templates');
  });
});

describe('a loaded configuration', () => {
  test('is frozen all the way down', async () => {
    const { config } = await load();
    expect(Object.isFrozen(config.message.targets[0]?.peer)).toBe(true);
    expect(() => Object.assign(config.limits, { messagesPerDay: 1_000 })).toThrow(TypeError);
  });

  test('shows no secret, however it is printed', async () => {
    const loaded = await load({
      env: 'DB_CONNECTION=postgresql://u:opensesame@db/x\nENCRYPTION_KEY=a-long-passphrase\nREDIS_URL=redis://:hushhush@r:6379\n',
    });
    const printed = [
      JSON.stringify(loaded),
      inspect(loaded, { depth: 20 }),
      `${loaded.config.account.apiHash}`,
      JSON.stringify(describeConfig(loaded)),
    ].join('\n');
    for (const hidden of [HASH, 'opensesame', 'a-long-passphrase', 'hushhush']) {
      expect(printed).not.toContain(hidden);
      expect(loaded.secrets.some((one) => one.reveal().includes(hidden))).toBe(true);
    }
    expect(row(loaded, 'PHONE_NUMBER')?.value).toBe('+90********67');
  });

  test('loading writes nothing; the session’s key is made when it is first asked for, and stays', async () => {
    const { config } = await load();
    const path = workspace?.path ?? '';
    expect(readdirSync(path)).toEqual(['a.env']);
    const key = config.account.encryptionKey?.reveal() ?? '';
    expect(Buffer.from(key, 'base64')).toHaveLength(32);
    expect(readdirSync(join(path, 'sessions'))).toEqual(['default.key']);
    const again = await loadConfig({ envFile: 'a.env', environment: {}, cwd: path });
    expect(again.config.account.encryptionKey?.reveal()).toBe(key);
  });

  test('with a session that is there no phone number is needed', async () => {
    workspace = makeWorkspace({
      'a.env': ENV.replace(/PHONE.*\n/, ''),
      'sessions/default.session': 'x',
      'sessions/default.key': 'a-key-of-some-length',
    });
    const { config } = await loadConfig({ envFile: 'a.env', environment: {}, cwd: workspace.path });
    expect(config.account.phone).toBeUndefined();
  });

  test('SQLite is understood: the embedded database, with the offer to take the data over', async () => {
    const { config, warnings } = await load({ env: 'DB_CONNECTION=sqlite:///data/users.db\n' });
    expect(config.storage).toMatchObject({ kind: 'embedded' });
    expect(warnings.join()).toContain('SQLite (data/users.db) is not used');
  });

  test('an MTProxy and a data centre of one’s own are understood', async () => {
    const { generateKeyPairSync } = await import('node:crypto');
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = publicKey.export({ type: 'pkcs1', format: 'pem' }).toString();
    const spki = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const { config } = await load({
      env: `TG_PROXY_HOST=::1\nTG_PROXY_PORT=443\nTG_PROXY_SECRET=dd${'a'.repeat(32)}\nTELEGRAM_DC_HOST=127.0.0.1\nTELEGRAM_DC_PORT=9000\nTELEGRAM_DC_KEY="${spki}"\n`,
    });
    expect(config.account.proxy).toMatchObject({ type: 'mtproxy', host: '::1', port: 443 });
    expect(config.account.dataCentre).toEqual({
      host: '127.0.0.1',
      port: 9000,
      dcId: 2,
      publicKeyPem: pem,
    });
  });
});
