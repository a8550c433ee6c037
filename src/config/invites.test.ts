import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { makeWorkspace, type Workspace } from '../../test/support/workspace.js';
import { describeConfig } from './describe.js';
import { type LoadedConfig, loadConfig } from './load.js';

const ENV =
  'API_ID=12345\nAPI_HASH=abcdef1234567890abcdef1234567890\nPHONE_NUMBER=+905551234567\nGROUP_LINKS=grup1\n';
const INVITES = 'data/default/invites.yaml';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let workspace: Workspace | undefined;
afterEach(() => workspace?.remove());

function load(invites: string, env = '', file = INVITES): Promise<LoadedConfig> {
  workspace = makeWorkspace({ 'a.env': ENV + env, [file]: invites });
  return loadConfig({ envFile: 'a.env', environment: {}, cwd: workspace.path });
}

const about = ({ warnings }: LoadedConfig) =>
  warnings.filter((one) => !/MESSAGES_PER_DAY|There are no templates/.test(one));
const INVITED = ['opt_in_word', 'imported'];

describe('what is said to people who agreed', () => {
  test('the example of docs/configuration.md is a good one, and shown a line each', async () => {
    const document = readFileSync(join(import.meta.dirname, '../../docs/configuration.md'), 'utf8');
    const section = document.slice(document.indexOf('## invites.json'));
    const loaded = await load(/```yaml\n([\s\S]*?)```/.exec(section)?.[1] ?? '');
    expect(about(loaded)).toEqual([]);
    expect(loaded.config.dm).toMatchObject({
      welcome: { id: 'welcome', bases: INVITED, variants: { length: 2 } },
      invites: [{ id: 'opening', bases: INVITED, afterMs: DAY_MS, variants: { length: 1 } }],
      followUps: {
        'first-contact': [
          { id: 'first-contact-1', afterMs: 6 * HOUR_MS },
          { id: 'first-contact-2', afterMs: 2 * DAY_MS },
        ],
        manual: [],
        active: [{ id: 'active-1', afterMs: DAY_MS, variants: { length: 2 } }],
      },
      variables: { shop: 'Çarşı' },
      expireAfterMs: DAY_MS,
    });
    const rows = describeConfig(loaded).filter(({ source }) => source.startsWith('data/'));
    expect(rows).toEqual([
      { name: 'welcome', value: '2 texts to opt_in_word, imported', source: `${INVITES}:3` },
      {
        name: 'invite opening',
        value: '1 text to opt_in_word, imported, 1d after consent',
        source: `${INVITES}:8`,
      },
      { name: 'follow-ups first-contact', value: 'after 6h, then 2d', source: `${INVITES}:13` },
      { name: 'follow-ups active', value: 'after 1d', source: `${INVITES}:17` },
    ]);
  });

  test.each([
    ['data/default/invites.yaml', '- Hello\n- Hi {name}\n'],
    ['data/default/invites.json', '{"invites": ["Hello", "Hi {name}"]}'],
  ])('texts alone are one invite, of which each person hears one: %s', async (file, text) => {
    const { config } = await load(text, '', file);
    expect(config.dm.invites).toEqual([
      { id: 'invite-1', variants: ['Hello', 'Hi {name}'], bases: INVITED, afterMs: 0 },
    ]);
  });

  test('the first invite leaves the welcome an hour, the next ones come a day apart', async () => {
    const { config } = await load(
      'welcome: Hello\ninvites:\n  - text: a\n  - variants: [b, c]\n    to: [wrote_first]\n',
    );
    expect(config.dm.invites).toMatchObject([
      { id: 'invite-1', afterMs: HOUR_MS },
      { id: 'invite-2', afterMs: DAY_MS + HOUR_MS, bases: ['wrote_first'] },
    ]);
  });

  test('follow-ups come by S3’s schedules', async () => {
    const three = '[a, b, c]';
    const { config } = await load(
      `followUps: {first-contact: ${three}, manual: ${three}, active: ${three}}\n`,
      'DM_EXPIRE_AFTER=2h\n',
    );
    const hours = (state: 'first-contact' | 'manual' | 'active') =>
      config.dm.followUps[state].map(({ afterMs }) => afterMs / HOUR_MS);
    expect(hours('first-contact')).toEqual([6, 24, 72]);
    expect(hours('manual')).toEqual([24, 48, 168]);
    expect(hours('active')).toEqual([24, 72, 168]);
    expect(config.dm.expireAfterMs).toBe(2 * HOUR_MS);
  });

  test('what older bots had beside is passed over with a warning', async () => {
    const loaded = await load('invites: [Hello]\ninvites_outro: [Bye]\nredirect_messages: [Go]\n');
    expect(loaded.config.dm.invites).toHaveLength(1);
    expect(about(loaded)).toEqual([
      `${INVITES}:2 \`invites_outro\` is not used: take it out`,
      `${INVITES}:3 \`redirect_messages\` is not used: take it out`,
    ]);
  });
});
