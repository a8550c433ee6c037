import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { makeWorkspace, type Workspace } from '../../test/support/workspace.js';
import { describeConfig } from './describe.js';
import { type LoadedConfig, loadConfig } from './load.js';

const ENV =
  'API_ID=12345\nAPI_HASH=abcdef1234567890abcdef1234567890\nPHONE_NUMBER=+905551234567\nGROUP_LINKS=grup1\n';
const RESPONSES = 'data/default/responses.yaml';

let workspace: Workspace | undefined;
afterEach(() => workspace?.remove());

function load(responses: string, env = '', file = RESPONSES): Promise<LoadedConfig> {
  workspace = makeWorkspace({ 'a.env': ENV + env, [file]: responses });
  return loadConfig({ envFile: 'a.env', environment: {}, cwd: workspace.path });
}

const about = ({ warnings }: LoadedConfig) =>
  warnings.filter((one) => !/MESSAGES_PER_DAY|There are no templates/.test(one));
const rows = (loaded: LoadedConfig, name: RegExp) =>
  describeConfig(loaded).filter((row) => name.test(row.name));

const PLAIN = {
  keywords: [],
  loose: false,
  patterns: [],
  chats: 'all',
  languages: [],
  hours: [],
  cooldownMs: 0,
};

describe('the answers', () => {
  test('the example of docs/configuration.md is a good one, and shown a line each', async () => {
    const document = readFileSync(join(import.meta.dirname, '../../docs/configuration.md'), 'utf8');
    const section = document.slice(document.indexOf('## responses.json'));
    const yaml = /```yaml\n([\s\S]*?)```/.exec(section)?.[1] ?? '';
    const loaded = await load(yaml);
    expect(about(loaded)).toEqual([]);
    expect(loaded.config.reply).toMatchObject({
      mode: 'manualplus',
      chatModes: [
        { written: '123456789', peer: { by: 'id', id: 123_456_789 }, mode: 'auto' },
        { written: '@ayse', peer: { by: 'username', username: 'ayse' }, mode: 'manual' },
      ],
      quietHours: [{ startMinute: 1320, endMinute: 480 }],
      variables: { shop: 'Çarşı' },
      menu: { items: [{ label: 'Prices' }, { label: 'Opening hours' }] },
      rules: [
        {
          id: 'prices',
          keywords: ['fiyat', 'ne kadar', 'цена'],
          loose: true,
          chats: 'private',
          cooldownMs: 600_000,
        },
        { id: 'rule-2', patterns: ['sipariş no[: ]*\\d+'] },
        { id: 'rule-3', chats: 'groups', languages: ['tr'], hours: [{ startMinute: 540 }] },
        { ...PLAIN, id: 'rule-4', variants: ['I will write to you soon.'] },
      ],
    });
    expect(rows(loaded, /^(rule|menu|reply to) ?/)).toEqual([
      { name: 'reply to 123456789', value: 'auto', source: `${RESPONSES}:4` },
      { name: 'reply to @ayse', value: 'manual', source: `${RESPONSES}:3` },
      {
        name: 'rule prices',
        value: 'fiyat, ne kadar, цена (loose); private: 2 answers, then not for 10m',
        source: `${RESPONSES}:16`,
      },
      { name: 'rule rule-2', value: '/sipariş no[: ]*\\d+/: 1 answer', source: `${RESPONSES}:24` },
      {
        name: 'rule rule-3',
        value: 'groups; tr; 09:00-18:00: 1 answer',
        source: `${RESPONSES}:26`,
      },
      { name: 'rule rule-4', value: 'everything: 1 answer', source: `${RESPONSES}:30` },
      { name: 'menu', value: '2 items, when asked for', source: `${RESPONSES}:8` },
    ]);
    expect(rows(loaded, /reply_mode|QUIET_HOURS/).map(({ source }) => source)).toEqual([
      `${RESPONSES}:1`,
      `${RESPONSES}:5`,
    ]);
  });

  test('keywords with answers are a whole file, as older bots had it', async () => {
    const document = readFileSync(join(import.meta.dirname, '../../docs/configuration.md'), 'utf8');
    const section = document.slice(document.indexOf('## responses.json'));
    const json = /```json\n([\s\S]*?)```/.exec(section)?.[1] ?? '';
    const { config } = await load(json, '', 'data/default/responses.json');
    expect(config.reply.rules).toEqual([
      { ...PLAIN, id: 'rule-1', keywords: ['merhaba'], variants: ['Merhaba {name}!'] },
      {
        ...PLAIN,
        id: 'rule-2',
        keywords: ['fiyat'],
        variants: ['Liste geliyor.', 'Hemen gönderiyorum.'],
      },
    ]);
  });

  test('a word that is also the name of a setting is a keyword where it has an answer', async () => {
    const { config } = await load('menu: Çay, kahve\nmore: Daha fazlası yakında\n');
    expect(config.reply.rules.map(({ keywords }) => keywords[0])).toEqual(['menu', 'more']);
    expect(config.reply.menu).toBeUndefined();
  });

  test('a list of rules is a whole file too', async () => {
    const { config } = await load('- keyword: 15\n  answer: 16\n- answer: [a, b]\n');
    expect(config.reply.rules).toEqual([
      { ...PLAIN, id: 'rule-1', keywords: ['15'], variants: ['16'] },
      { ...PLAIN, id: 'rule-2', variants: ['a', 'b'] },
    ]);
  });

  test('answers to groups know the group and the person', async () => {
    const { config } = await load('- chats: groups\n  answer: "{name} in {group}"\n');
    expect(config.reply.rules[0]?.variants).toEqual(['{name} in {group}']);
  });

  test('the file’s mode wins over the variable’s, with a word about it', async () => {
    const loaded = await load('mode: off\nrules: []\n', 'reply_mode=auto\n');
    expect(loaded.config.reply.mode).toBe('off');
    expect(about(loaded)).toEqual([
      `reply_mode (a.env:5) does not count: ${RESPONSES}:1 sets \`mode\``,
    ]);
  });

  test('a model answers as the last rule, and only then its endpoint counts', async () => {
    const file =
      '- keyword: fiyat\n  answer: a\n- llm: true\n  id: model\n  chats: private\n  languages: [tr, ru]\n  hours: 9-18\n  cooldown: 1m\n  allow: links\n  disclosure: A program wrote this\n';
    const loaded = await load(file, 'LLM_STRICT_VALIDATE=true\nLLM_MODEL=small\n');
    expect(about(loaded)).toEqual([]);
    expect(loaded.config.reply.rules).toHaveLength(1);
    expect(loaded.config.reply.written).toEqual({
      id: 'model',
      chats: 'private',
      languages: ['tr', 'ru'],
      hours: [{ startMinute: 540, endMinute: 1080 }],
      cooldownMs: 60_000,
      writing: {
        minLength: 1,
        maxLength: 500,
        maxEmojis: 2,
        languages: [],
        strict: true,
        allowed: ['links'],
        disclosure: 'A program wrote this',
      },
    });
    expect(rows(loaded, /^rule model/)).toEqual([
      {
        name: 'rule model',
        value: 'private; tr; ru; 09:00-18:00: the model answers, then not for 1m',
        source: `${RESPONSES}:3`,
      },
    ]);
    expect(loaded.config.llm?.model).toBe('small');
    expect((await load(file, 'SERVICES=message\n')).config.llm).toBeUndefined();
    expect((await load('- answer: a\n')).config.llm).toBeUndefined();
  });

  test('a model alone is something to answer with', async () => {
    const loaded = await load('- llm: true\n', 'SERVICES=reply\n');
    expect(about(loaded)).toEqual([]);
    expect(loaded.config.reply.written?.writing.strict).toBe(false);
    expect(rows(loaded, /^(rule|responses)/)).toMatchObject([
      { name: 'rule rule-1', value: 'everything else: the model answers' },
    ]);
  });

  test('a model behind a rule that answers everything is named', async () => {
    const loaded = await load('- answer: a\n- llm: true\n');
    expect(about(loaded)).toEqual([
      `${RESPONSES}:2 the rule \`rule-2\` never answers: before it \`rule-1\` answers everything; put it first`,
    ]);
  });

  test('rules behind one that answers everything are named', async () => {
    const everything = '- chats: private\n  cooldown: 1h\n  answer: soon\n';
    const loaded = await load(
      `${everything}- keyword: a\n  answer: a\n- chats: private\n  keyword: b\n  answer: b\n- chats: groups\n  answer: c\n- id: last\n  keyword: d\n  answer: d\n`,
    );
    expect(about(loaded)).toEqual([
      `${RESPONSES}:6 the rule \`rule-3\` never answers: before it \`rule-1\` answers everything; put it first`,
      `${RESPONSES}:11 the rule \`last\` never answers: before it \`rule-1\` and \`rule-4\` answers everything; put it first`,
    ]);
  });

  test('rules that answer only at times, or in a language, leave others their turn', async () => {
    const loaded = await load(
      '- {hours: 9-18, answer: a}\n- {language: tr, answer: b}\n- answer: c\n',
    );
    expect(about(loaded)).toEqual([]);
  });

  test('the menu comes by itself only where that is turned on, and there is one', async () => {
    const menu = 'menu:\n  text: What?\n  items:\n    - {label: A, answer: B}\n';
    expect((await load(menu)).config.reply.menuAfter).toBeUndefined();
    workspace?.remove();
    const shown = await load(menu, 'auto_menu_enabled=true\nauto_menu_threshold=3\n');
    expect(shown.config.reply.menuAfter).toBe(3);
    expect(rows(shown, /^menu$/)[0]?.value).toBe('1 item, when asked for, by itself after 3');
    expect(about(shown)).toEqual([]);
    workspace?.remove();
    const none = await load('- answer: a\n', 'auto_menu_enabled=yes\n');
    expect(about(none)).toEqual([
      'auto_menu_enabled (a.env:5) has no menu to show: write one to data/default/responses.yaml',
    ]);
  });

  test('without the file there is a hint for all, and a warning for who named the service', async () => {
    const quiet = await load('- Merhaba', '', 'data/default/messages.yaml');
    expect(about(quiet)).toEqual([]);
    expect(rows(quiet, /^(responses|invites)$/)).toEqual([
      {
        name: 'responses',
        value: 'none: nobody is answered until there is data/default/responses.yaml',
        source: 'default',
      },
      {
        name: 'invites',
        value: 'none: nobody is written to until there is data/default/invites.yaml',
        source: 'default',
      },
    ]);
    workspace?.remove();
    const named = await load('', 'SERVICES=message,reply,dm\n');
    expect(about(named)).toEqual([
      'SERVICES (a.env:5) names reply, which has nothing to say: write data/default/responses.yaml',
      'SERVICES (a.env:5) names dm, which has nothing to say: write data/default/invites.yaml',
    ]);
  });

  test('that nobody will say are named', async () => {
    expect(about(await load('- answer: a\n', 'SERVICES=message\n'))).toEqual([
      'The responses are not used: the service reply does not run; add it to SERVICES',
    ]);
  });
});
