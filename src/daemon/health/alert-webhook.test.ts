import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { silentLogger } from '../../../test/support/silent-logger.js';
import { secret } from '../../lib/secret.js';
import { systemClock } from '../../lib/system-clock.js';
import { VirtualClock } from '../../lib/virtual-clock.js';
import { type AlertBody, AlertWebhook } from './alert-webhook.js';

const START = Date.UTC(2026, 4, 1, 12);
const HOUR = 3_600_000;

const body = (code = 'ACCOUNT_FROZEN'): AlertBody => ({
  version: 1,
  customer: '1',
  account: 'user:7',
  code,
  key: 'frozen:1',
  severity: 'critical',
  text: 'frozen',
  at: new Date(START).toISOString(),
});

/** An endpoint as the test says; what was posted to it, and when. */
function endpoint(answer: () => Promise<Response>) {
  const clock = new VirtualClock(START);
  const posted: { readonly at: number; readonly body: AlertBody }[] = [];
  const fetch: typeof globalThis.fetch = (_url, init) => {
    posted.push({ at: clock.now(), body: JSON.parse(String(init?.body)) });
    return answer();
  };
  const url = secret('https://example.com/hook?token=s3cret-token');
  const webhook = new AlertWebhook({ url, clock, logger: silentLogger, fetch });
  return { clock, posted, webhook };
}

const ok = () => Promise.resolve(new Response(null, { status: 204 }));

describe('a webhook', () => {
  test('is POSTed the alert as JSON, over HTTP', async () => {
    const requests: { readonly method?: string; readonly type?: string; readonly text: string }[] =
      [];
    const server = createServer(async (request, response) => {
      let text = '';
      for await (const chunk of request) text += chunk;
      const { method = '', headers } = request;
      requests.push({ method, type: headers['content-type'] ?? '', text });
      response.end('thanks');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const url = secret(`http://127.0.0.1:${port}/hook`);
    const webhook = new AlertWebhook({ url, clock: systemClock, logger: silentLogger });
    expect(await webhook.post(body())).toBe(true);
    await webhook.close(0);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(requests).toEqual([
      { method: 'POST', type: 'application/json', text: JSON.stringify(body()) },
    ]);
  });

  test('that refuses or is away is tried again, less and less often, until it takes it', async () => {
    let tries = 0;
    const { clock, posted, webhook } = endpoint(() => {
      tries++;
      if (tries === 1) return Promise.reject(new TypeError('fetch failed'));
      return tries < 5 ? Promise.resolve(new Response(null, { status: 500 })) : ok();
    });
    expect(await clock.during(webhook.post(body()))).toBe(true);
    expect(posted).toHaveLength(5);
    const pauses = posted.slice(1).map(({ at }, index) => at - (posted[index]?.at ?? 0));
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    expect(pauses[0]).toBeGreaterThan(500);
  });

  test('that never answers is given up after its deadline each time, and for good after a day', async () => {
    const { clock, posted, webhook } = endpoint(() => new Promise<Response>(() => undefined));
    const posting = webhook.post(body());
    await clock.run(START + 9_999);
    expect(posted).toHaveLength(1);
    await clock.run(START + 12_000);
    expect(posted).toHaveLength(2);
    expect(await clock.during(posting)).toBe(true);
    expect(clock.now() - START).toBeGreaterThan(23 * HOUR);
    expect(clock.now() - START).toBeLessThanOrEqual(24 * HOUR);
  });

  test('gets the alerts in their order', async () => {
    let tries = 0;
    const { clock, posted, webhook } = endpoint(() =>
      ++tries < 3 ? Promise.reject(new TypeError('fetch failed')) : ok(),
    );
    const first = webhook.post(body('ACCOUNT_FROZEN'));
    const second = webhook.post(body('ACCOUNT_OK'));
    await clock.during(Promise.all([first, second]));
    expect(posted.map((one) => one.body.code)).toEqual([
      'ACCOUNT_FROZEN',
      'ACCOUNT_FROZEN',
      'ACCOUNT_FROZEN',
      'ACCOUNT_OK',
    ]);
  });

  test('holds a stop up for its grace only, and says that it was cut short', async () => {
    const { clock, webhook } = endpoint(() => new Promise<Response>(() => undefined));
    const posting = webhook.post(body());
    await clock.during(webhook.close(5_000));
    expect(clock.now()).toBe(START + 5_000);
    expect(await posting).toBe(false);
    expect(clock.sleeping).toBe(0);
  });

  test('with nothing on its way holds nothing up', async () => {
    const { clock, webhook } = endpoint(ok);
    await webhook.post(body());
    await webhook.close(5_000);
    expect(clock.now()).toBe(START);
  });

  test('keeps its address out of the log', async () => {
    const lines: string[] = [];
    const warn = (message: string, fields?: unknown) => void lines.push(message + String(fields));
    const clock = new VirtualClock(START);
    const fetch = () => Promise.reject(new TypeError('fetch failed'));
    const url = secret('https://example.com/hook?token=s3cret-token');
    const webhook = new AlertWebhook({ url, clock, logger: { ...silentLogger, warn }, fetch });
    const posting = webhook.post(body());
    await clock.run(START + 60_000);
    await clock.during(webhook.close(0));
    await posting;
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join()).not.toContain('s3cret');
  });
});
