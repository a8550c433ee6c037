import { afterEach, describe, expect, test } from '@jest/globals';
import { makeWorkspace, type Workspace } from '../../test/support/workspace.js';
import { describeConfig } from './describe.js';
import { loadConfig } from './load.js';

describe('the settings of alerts', () => {
  let workspace: Workspace | undefined;
  afterEach(() => workspace?.remove());

  const load = (lines: string) => {
    workspace = makeWorkspace({
      'a.env': `API_ID=1\nAPI_HASH=${'0a'.repeat(16)}\nPHONE_NUMBER=+905551234567\nGROUP_LINKS=grup1\nMESSAGES_PER_DAY=1\n${lines}`,
      'data/messages.yaml': '- Merhaba',
    });
    return loadConfig({ envFile: 'a.env', environment: {}, cwd: workspace.path });
  };

  test('without any, alerts go to Saved Messages and to no webhook', async () => {
    const { config } = await load('');
    expect(config.alerts).toEqual({ savedMessages: true, silentAfterMs: 86_400_000 });
  });

  test.each([
    ['6h', { silentAfterMs: 21_600_000 }],
    ['OFF', {}],
  ])('a silence is worth an alert after %s', async (written, expected) => {
    const { config } = await load(`ALERT_SILENT_AFTER=${written}`);
    expect(config.alerts).toEqual({ savedMessages: true, ...expected });
  });

  test('a silence that every slow afternoon has is refused', async () => {
    await expect(load('ALERT_SILENT_AFTER=5m')).rejects.toThrow(
      /ALERT_SILENT_AFTER=5m .* is shorter than 1h/,
    );
  });

  test('a webhook is kept secret wherever it could be shown', async () => {
    const url = 'https://example.com/postaci?token=gizli';
    const loaded = await load(`ALERT_WEBHOOK_URL=${url}\nALERT_SAVED_MESSAGES=hayır`);
    const { savedMessages, webhookUrl } = loaded.config.alerts;
    expect(savedMessages).toBe(false);
    expect(webhookUrl?.reveal()).toBe(url);
    expect(loaded.secrets.map((one) => one.reveal())).toContain(url);
    const rows = describeConfig(loaded);
    expect(rows).toContainEqual({ name: 'ALERT_WEBHOOK_URL', value: '***', source: 'a.env:6' });
    expect(JSON.stringify([loaded.config, rows])).not.toContain('gizli');
  });

  test.each(['ftp://example.com', 'example.com/hook', 'https://'])(
    'what is no address of a web server is refused: %s',
    async (url) => {
      await expect(load(`ALERT_WEBHOOK_URL=${url}`)).rejects.toThrow(
        /ALERT_WEBHOOK_URL.*https:\/\/example\.com\/postaci/s,
      );
    },
  );
});
