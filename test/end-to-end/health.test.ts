import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { loadConfig } from '../../src/config/load.js';
import type { HealthReport } from '../../src/control/contract/health.js';
import type { Status } from '../../src/control/contract/status.js';
import type { AlertBody } from '../../src/daemon/health/alert-webhook.js';
import { startDaemon } from '../../src/daemon/start.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import type { Sanction } from '../../src/sandbox/world/person.js';
import { untilTrue } from '../sandbox/until-true.js';
import { Customer } from '../support/customer.js';
import { describePostgres } from '../support/databases.js';
import { QUICK } from '../support/quick-sandbox.js';

// Each start is a process of its own: seconds on a busy machine.
jest.setTimeout(90_000);

/** Where alerts are POSTed. */
class Endpoint {
  readonly alerts: AlertBody[] = [];
  readonly #server: Server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    this.alerts.push(JSON.parse(text));
    response.end();
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/alerts?token=webhook-token`;
  }

  stop(): Promise<unknown> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(resolve));
  }

  get codes(): readonly string[] {
    return this.alerts.map(({ code }) => code);
  }
}

const endpoint = new Endpoint();
let sandbox: Sandbox;
let customer: Customer;
let webhookUrl: string;
beforeAll(async () => {
  webhookUrl = await endpoint.start();
  sandbox = await startSandbox(QUICK);
  customer = new Customer(sandbox, { ALERT_WEBHOOK_URL: webhookUrl });
  await customer.logIn();
});
afterEach(() => sandbox.faults.clear());
afterAll(async () => {
  await customer.dispose();
  await sandbox.stop();
  await endpoint.stop();
});

const selfId = () => sandbox.ready.accounts[0]?.id ?? 0;

/** Telegram sanctions the account, or takes its sanctions back. */
function sanction(...sanctions: readonly Sanction[]): void {
  const person = sandbox.world.state.persons.get(selfId());
  if (!person) throw new Error('the account is not in the world');
  sandbox.world.commit({ is: 'person', person: { ...person, sanctions } });
}

const status = async (): Promise<Status['account']> => (await customer.control.status()).account;

describePostgres('an account that Telegram freezes', () => {
  const savedMessages = () =>
    customer
      .arrived()
      .filter(({ peer }) => peer === selfId())
      .map(({ text }) => text);

  test('stops posting, stays up, says so once, and goes on when it is over', async () => {
    customer.write('customer.env', customer.postgres());
    const first = await customer.startDaemon();
    await customer.posts();
    sanction('frozen');
    await untilTrue(async () => (await status()).healthReason.includes('t.me/spambot'));
    expect(await status()).toMatchObject({
      health: 'frozen',
      healthReason: expect.stringMatching(/can only read.*is deleted on \d{4}-\d\d-\d\d/),
      remedy: expect.stringContaining('Appeal'),
    });
    expect(first.running).toBe(true);
    const { code, stdout } = await customer.run(['health', '--json']);
    expect(code).toBe(0);
    const report: HealthReport = JSON.parse(stdout);
    expect(report).toMatchObject({
      health: 'frozen',
      connection: 'online',
      restrictions: [{ scope: 'account', code: 'FROZEN', until: null }],
    });
    await untilTrue(() => endpoint.alerts.length > 0);
    first.signal('SIGTERM');
    expect(await first.ended).toMatchObject({ code: 0 });

    const posted = customer.arrived().length;
    const second = await customer.startDaemon();
    await second.says('from before this start');
    await untilTrue(async () => (await status()).health === 'frozen');
    const people = await customer.run(['status']);
    expect(people.stdout).toMatch(/^health +frozen since \d{4}.* → Appeal/m);
    second.signal('SIGTERM');
    expect(await second.ended).toMatchObject({ code: 0 });
    expect(customer.arrived()).toHaveLength(posted);
    expect(endpoint.codes).toEqual(['ACCOUNT_FROZEN']);
    expect(endpoint.alerts[0]).toMatchObject({ version: 1, customer: '1', severity: 'critical' });
    expect(JSON.stringify(endpoint.alerts)).not.toMatch(/9996620001/);

    sanction();
    const third = await customer.startDaemon();
    await customer.posts();
    await untilTrue(() => savedMessages().length > 0 && endpoint.alerts.length > 1);
    expect(await status()).toMatchObject({ health: 'ok', healthReason: '' });
    third.signal('SIGTERM');
    expect(await third.ended).toMatchObject({ code: 0 });
    expect(endpoint.codes).toEqual(['ACCOUNT_FROZEN', 'ACCOUNT_OK']);
    expect(savedMessages()).toEqual([expect.stringMatching(/ok again/)]);
    const logs = customer.read('logs/customer1/bot.log');
    expect(logs).not.toContain('webhook-token');
  });
});

describePostgres('the question to @SpamBot', () => {
  test('is asked by the running daemon, answered in the bot’s own words, and asked once', async () => {
    customer.write('customer.env', { ...customer.postgres(), BOT_ENABLED: 'false' });
    const daemon = await customer.startDaemon();
    const asked = await customer.run(['health', '--ask-spambot']);
    expect(asked).toMatchObject({ code: 0, stderr: '' });
    expect(asked.stdout).toMatch(
      /@SpamBot +asked[\s\S]*│ Good news, no limits are currently applied[\s\S]*understood: not limited[\s\S]*health +ok/,
    );
    const questions = () => customer.arrived().filter(({ text }) => text === '/start');
    expect(questions()).toHaveLength(1);
    const again = await customer.run(['health', '--ask-spambot', '--json']);
    expect(JSON.parse(again.stdout)).toMatchObject({
      health: 'ok',
      spamBot: { asked: 'earlier', read: { kind: 'free' }, words: expect.stringContaining('Good') },
    });
    expect(questions()).toHaveLength(1);
    daemon.signal('SIGTERM');
    expect(await daemon.ended).toMatchObject({ code: 0 });
  });
});

describePostgres('a flood wait on the calls of connecting', () => {
  test('is waited for without a call, over ten restarts, and a stop ends the wait', async () => {
    customer.write('customer.env', customer.postgres());
    const ready = await customer.startDaemon();
    ready.signal('SIGTERM');
    await ready.ended;

    const effect = { kind: 'error', code: 420, text: 'FLOOD_WAIT_300' } as const;
    const flood = sandbox.faults.add({ method: 'users.getUsers', effect });
    const every = sandbox.faults.add({ method: '*', effect: { kind: 'delay', ms: 0 } });
    const struck = (id: number) => sandbox.faults.list().find((one) => one.id === id)?.struck;
    const daemon = customer.start(['run'], { input: '' });
    await daemon.says('Telegram wants patience until');
    expect(daemon.output).toMatch(
      /until \d{4}-\d\d-\d\d \d\d:\d\d:\d\d \(FLOOD_WAIT_300 for users\.getUsers\)/,
    );
    daemon.signal('SIGTERM');
    expect(await daemon.ended).toMatchObject({ code: 0 });
    expect(struck(flood)).toBe(1);

    const others = struck(every);
    const cwd = customer.workspace.path;
    // They are in this process, and log to its standard error.
    const quiet = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    for (let restart = 0; restart < 10; restart++) {
      const loaded = await loadConfig({ envFile: 'customer.env', environment: {}, cwd });
      const said = () => customer.read('logs/customer1/bot.log').split('wants patience').length;
      const before = said();
      const stopping = new AbortController();
      const starting = startDaemon(loaded, { signal: stopping.signal });
      starting.catch(() => undefined);
      await untilTrue(() => said() > before);
      stopping.abort(new Error('asked to stop'));
      await expect(starting).rejects.toThrow('asked to stop');
    }
    quiet.mockRestore();
    expect(struck(flood)).toBe(1);
    expect(struck(every)).toBe(others);
  });
});
