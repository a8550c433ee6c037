import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  CHANNEL_CHECKS,
  CHANNELS,
  DRAFTS,
  handlers,
} from '../../../test/support/control-handlers.js';
import { WarmPostaci } from '../../../test/support/warm-postaci.js';
import { makeWorkspace } from '../../../test/support/workspace.js';
import { serveControl } from '../../control/server.js';
import { createEventBus } from '../../lib/event-bus.js';
import { systemClock } from '../../lib/system-clock.js';

const ENV = `CUSTOMER_ID=1
API_ID=12345
API_HASH=0123456789abcdef0123456789abcdef
PHONE_NUMBER=+9996620001
ALLOWLIST_CHAT_IDS=@kahve_gunlugu
TIMEZONE=Europe/Istanbul
`;

/** The command as an operator runs it; the daemon that it finds writes down what it is asked. */
describe('commands about comments', () => {
  const asked: unknown[] = [];
  let checks = CHANNEL_CHECKS;
  const workspace = makeWorkspace({ 'customer.env': ENV });
  const postaci = new WarmPostaci(workspace.path);
  let stop = async () => {};
  beforeAll(async () => {
    stop = await serveControl({
      socketPath: join(workspace.path, 'data', 'customer1', 'control.sock'),
      handlers: { ...handlers(asked), checkChannels: async () => checks },
      events: createEventBus(),
      clock: systemClock,
    });
  });
  afterAll(async () => {
    await postaci.stop();
    await stop();
    workspace.remove();
  });
  beforeEach(() => void asked.splice(0));

  const run = (args: readonly string[], environment: Record<string, string> = {}) =>
    postaci.run([...args, '--env-file', 'customer.env'], { environment });

  test('approve lists what waits, and with a number lets it go, in other words too', async () => {
    const [list, json, plain, worded, edited] = await Promise.all([
      run(['approve']),
      run(['approve', '--json']),
      run(['approve', '41']),
      run(['approve', '42', '--text', 'Eline sağlık!']),
      run(['approve', '41', '--edit'], { EDITOR: 'sed -i s/koyu/açık/' }),
    ]);
    expect(list.stdout).toMatch(/^41 {2}Kahve Günlüğü .*\n {4}post: Bugün .*\n {4}text: Orta /);
    expect(JSON.parse(json.stdout)).toEqual(DRAFTS);
    expect(plain.stdout).toMatch(/^Approved: 41 goes as soon as the limits allow\./);
    expect([plain.code, worded.code, edited.code]).toEqual([0, 0, 0]);
    expect(asked).toHaveLength(3);
    expect(asked).toEqual(
      expect.arrayContaining([
        ['approve', 41, undefined],
        ['approve', 42, 'Eline sağlık!'],
        ['approve', 41, 'Orta kavrum mu, yoksa daha açık mu? Merak ettim doğrusu.'],
      ]),
    );
  });

  test('approve does nothing where words are for no draft, or are left out', async () => {
    const ended = await Promise.all([
      run(['approve', 'x']),
      run(['approve', '--text', 'a']),
      run(['approve', '41', '--text', 'a', '--edit']),
      run(['approve', '99', '--edit'], { EDITOR: 'true' }),
      run(['approve', '41', '--edit'], { EDITOR: ': >' }),
    ]);
    expect(ended.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2]);
    expect(ended[3]?.stderr).toContain('99 is no draft');
    expect(ended[4]?.stderr).toContain('postaci reject 41');
    expect(asked).toEqual([]);
  });

  test('reject drops one, stats and check tell of channels', async () => {
    const [rejected, stats, json, check] = await Promise.all([
      run(['reject', '41', '--reason', 'too long']),
      run(['stats', 'channels']),
      run(['stats', 'channels', '--json']),
      run(['channels', 'check']),
    ]);
    expect(rejected).toMatchObject({ code: 0, stdout: 'Rejected: 41 is not sent.\n' });
    expect(asked).toEqual([['reject', 41, 'too long']]);
    expect(stats.stdout).toContain('Kahve Günlüğü  1.5        09 18');
    expect(JSON.parse(json.stdout)).toEqual(CHANNELS);
    expect(check).toMatchObject({ code: 0, stdout: expect.stringContaining('✓ @kahve_gunlugu') });
    checks = checks.map((one) => ({ ...one, reachable: false }));
    expect(await run(['channels', 'check', '--json'])).toMatchObject({ code: 8 });
  });
});
