import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { untilTrue } from '../sandbox/until-true.js';
import { Customer } from '../support/customer.js';
import { describePostgres } from '../support/databases.js';
import { PostaciProcess } from '../support/postaci-process.js';
import { QUICK } from '../support/quick-sandbox.js';

// Each start is a process of its own: seconds on a busy machine.
jest.setTimeout(90_000);

let sandbox: Sandbox;
let customer: Customer;
beforeAll(async () => {
  sandbox = await startSandbox(QUICK);
  customer = new Customer(sandbox);
  await customer.logIn();
});
afterAll(async () => {
  await customer.dispose();
  await sandbox.stop();
});
afterEach(() => sandbox.faults.clear());

const inFlight = async () => (await customer.control.status()).queue.states.sending > 0;

describePostgres('a daemon that is asked to stop', () => {
  beforeAll(() => customer.write('customer.env', customer.postgres()));

  // That SIGINT is heard as well shows where a second signal ends it; here it is for the long form.
  test.each(process.env.CAMPAIGN_RUNS ? (['SIGTERM', 'SIGINT'] as const) : (['SIGTERM'] as const))(
    'by %s finishes the send in flight, and exits with 0',
    async (signal) => {
      sandbox.faults.add({ method: 'messages.sendMessage', effect: { kind: 'delay', ms: 700 } });
      const daemon = await customer.startDaemon();
      await untilTrue(inFlight);
      daemon.signal(signal);
      const { code, stderr } = await daemon.ended;
      expect(code).toBe(0);
      expect(stderr).toContain(`${signal}: stopping in order`);

      // What was in flight is in the world, and in the books: nothing is in doubt, nothing sent again.
      const before = customer.arrived().length;
      sandbox.faults.clear();
      const next = await customer.startDaemon([], { environment: { BOT_ENABLED: 'false' } });
      const { states } = (await customer.control.status()).queue;
      expect(states).toMatchObject({ sending: 0, unknown: 0, sent: before });
      next.signal('SIGTERM');
      await next.ended;
      expect(customer.arrived()).toHaveLength(before);
    },
  );

  test('ends at once on a second signal', async () => {
    sandbox.faults.add({ method: 'messages.sendMessage', effect: { kind: 'silence' } });
    const daemon = await customer.startDaemon();
    await untilTrue(inFlight);
    daemon.signal('SIGINT');
    await daemon.says('SIGINT: stopping in order');
    await daemon.says('once more stops at once');
    daemon.signal('SIGTERM');
    expect(await daemon.ended).toMatchObject({ code: 130 });
  });

  test('while it still starts, exits with 0', async () => {
    // A database of its own: in the other one the lease of the daemon that ended at once still runs.
    customer.write('customer.env', customer.postgres());
    sandbox.faults.add({ method: '*', effect: { kind: 'silence' } });
    const daemon = customer.start(['run']);
    await untilTrue(() => sandbox.faults.list().some(({ struck }) => struck > 0));
    daemon.signal('SIGTERM');
    expect(await daemon.ended).toMatchObject({ code: 0 });
  });
});

describePostgres('BOT_ENABLED', () => {
  test('=false starts the daemon paused; a start with true lifts that pause, and no other', async () => {
    customer.write('customer.env', { ...customer.postgres(), BOT_ENABLED: 'false' });
    const before = customer.arrived().length;
    const paused = await customer.startDaemon();
    expect((await customer.control.status()).pauses).toMatchObject([
      { service: '*', by: 'BOT_ENABLED' },
    ]);
    await customer.control.pause('reply');
    await untilTrue(async () => {
      const { waiting } = (await customer.control.status()).queue;
      return (waiting.paused ?? 0) > 0;
    });
    paused.signal('SIGTERM');
    await paused.ended;
    expect(customer.arrived()).toHaveLength(before);

    const on = await customer.startDaemon([], { environment: { BOT_ENABLED: 'true' } });
    await customer.posts();
    expect((await customer.control.status()).pauses).toMatchObject([
      { service: 'reply', by: 'operator' },
    ]);
    on.signal('SIGTERM');
    await on.ended;
  });
});

describePostgres('a fault that nobody caught', () => {
  /** Stands for a bug anywhere in the process. */
  const faulty = (what: string) => ({
    environment: {
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(
        `process.once('SIGUSR2', () => { ${what} })`,
      )}`,
    },
  });

  test.each([
    ['unheard', "Promise.reject(new Error('unheard'))"],
    ['uncaught', "throw new Error('uncaught')"],
  ])('(%s) is logged, and ends the daemon with 1', async (text, what) => {
    customer.write('customer.env', customer.postgres());
    const daemon = await customer.startDaemon([], faulty(what));
    daemon.signal('SIGUSR2');
    const { code, stderr } = await daemon.ended;
    expect(code).toBe(1);
    expect(stderr).toContain('this is a bug, please report it');
    const log = customer.read('logs/customer1/bot.log').split('\n');
    const line = log.find(
      (one) => one.includes('a fault that nobody caught') && one.includes(text),
    );
    expect(line).toContain('"level":"error"');
  });
});

describe('an older Node.js', () => {
  const manifest = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'),
  );
  const asNode = (version: string) =>
    new PostaciProcess(['--version'], customer.workspace.path, {
      input: '',
      environment: {
        NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(
          `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`,
        )}`,
      },
    }).ended;

  test('is told which one is needed', async () => {
    const needed = manifest.engines.node.replace('>=', '');
    const [tooOld, oldest] = await Promise.all([asNode('20.18.3'), asNode(`${needed}.0`)]);
    expect(tooOld.code).toBe(2);
    expect(tooOld.stderr).toContain(`needs Node.js ${needed} or newer, and this is 20.18.3`);
    expect(oldest).toMatchObject({ code: 0, stdout: `${manifest.version}\n` });
  });
});
