import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Fault, FaultReporter } from '../../core/faults.js';
import { createLogger } from '../../lib/logger.js';
import { secret } from '../../lib/secret.js';
import { createSentryReporter } from './reporter.js';

const AT = Date.UTC(2026, 4, 1, 12);

let server: Server;
let bodies: string[];
let heard: { url: string; headers: string }[];
let answer: (response: ServerResponse) => void;
let reporter: FaultReporter | undefined;
/** Settles with the first report that arrives. */
let requested: Promise<void>;

beforeEach(async () => {
  let first = () => {};
  requested = new Promise((resolve) => {
    first = resolve;
  });
  bodies = [];
  heard = [];
  answer = (response) => response.end('{}');
  server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    bodies.push(text);
    first();
    heard.push({ url: request.url ?? '', headers: JSON.stringify(request.headers) });
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  await reporter?.close(1);
  reporter = undefined;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Settles once the reporter has read the first answer. */
let taken: Promise<void>;

function open(customer = 'ada-shop'): FaultReporter {
  const { port } = server.address() as AddressInfo;
  const dsn = secret(`http://publickey@127.0.0.1:${port}/42`);
  let first = () => {};
  taken = new Promise((resolve) => {
    first = resolve;
  });
  reporter = createSentryReporter({
    ...{ dsn, customer, version: '1.2.3', deadlineMs: 10_000 },
    fetch: async (...call) => {
      const response = await fetch(...call);
      return new Proxy(response, {
        get: (target, name) => {
          // The last thing that is read of an answer.
          if (name === 'headers') setImmediate(first);
          return Reflect.get(target, name, target);
        },
      });
    },
  });
  return reporter;
}

const fault = (changes: Partial<Fault> = {}): Fault => ({
  at: AT,
  message: 'the sender failed',
  error: {
    name: 'TypeError',
    message: 'x is undefined',
    stack: 'TypeError: x is undefined\n    at run (/opt/p/dist/outbox/sender.js:1:2)',
  },
  fields: {},
  ...changes,
});

const events = () => bodies.map((body) => JSON.parse(body.split('\n')[2] ?? ''));

describe('a report to Sentry', () => {
  test('is one envelope with the error, its place and the part, from the customer’s id', async () => {
    const faults = open();
    const cause = { name: 'Error', message: 'why', stack: 'Error: why', code: 'ECONNRESET' };
    const error = { ...fault().error, code: 'COMMIT_UNKNOWN', cause };
    faults.report(fault({ error, fields: { part: 'sender', peer: -1001, text: 'hello' } }));
    await faults.close(10_000);
    expect(heard[0]?.url).toContain('/api/42/envelope/');
    expect(events()).toEqual([
      {
        event_id: expect.any(String),
        level: 'error',
        timestamp: AT / 1000,
        platform: 'node',
        message: 'the sender failed',
        exception: {
          values: [
            { type: 'Error', value: 'why' },
            {
              type: 'TypeError',
              value: 'x is undefined',
              stacktrace: {
                frames: [
                  {
                    filename: 'dist/outbox/sender.js',
                    function: 'run',
                    lineno: 1,
                    colno: 2,
                    in_app: true,
                  },
                ],
              },
            },
          ],
        },
        tags: { part: 'sender', code: 'COMMIT_UNKNOWN' },
        fingerprint: ['TypeError', 'COMMIT_UNKNOWN', 'the sender failed', expect.any(String)],
        server_name: 'ada-shop',
        release: 'postaci@1.2.3',
        environment: 'production',
        contexts: { trace: expect.anything() },
        sdk: {
          name: 'postaci',
          version: '1.2.3',
          settings: { infer_ip: 'never' },
          integrations: [],
          packages: [],
        },
      },
    ]);
  });

  test('of the log’s errors holds no secret, no phone number, no id, name or text', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'postaci-faults-'));
    const faults = open();
    const plants = {
      token: 'hunter2-hunter2',
      session: `1${'Ab9_'.repeat(90)}`,
      phone: '+905551234567',
      text: 'meet me at Main Street',
      username: 'ada_lovelace',
      peer: '-1009876543210',
      quoted: 'gizli sözler',
    };
    const { logger, close } = createLogger(
      { level: 'info', directory: folder, console: 'json' },
      [secret(plants.token)],
      { console: new PassThrough(), onFault: (one) => faults.report(one) },
    );
    const cause = Object.assign(new Error(`no "${plants.text}" for @${plants.username}`), plants);
    const error = new SyntaxError(
      `Unexpected token in "${plants.quoted}" of ${plants.peer}, ${plants.phone}, ${plants.token}`,
      { cause },
    );
    error.stack = `${error.stack}\n    at ${plants.session} (/home/${plants.username}/x.js:1:2)`;
    Object.assign(error, { detail: plants.text, code: plants.quoted });
    logger
      .child({ part: 'handling', service: plants.text })
      .error(`handling of "${plants.text}" by ${plants.phone} failed`, { error, ...plants });
    logger.warn('only a warning', { error });
    logger.error('without an error', plants);
    close();
    await faults.close(10_000);
    rmSync(folder, { recursive: true });
    expect(bodies).toHaveLength(1);
    const [sent] = events();
    expect(sent.tags).toEqual({ part: 'handling' });
    expect(sent.exception.values).toHaveLength(2);
    for (const plant of Object.values(plants)) {
      expect(bodies[0]).not.toContain(plant);
      expect(heard[0]?.headers).not.toContain(plant);
    }
    expect(bodies[0]).not.toMatch(/9876543210|905551234567|Main Street|hostname/);
  });

  test('is made five times an hour of a kind, and the next says how many were not', async () => {
    const faults = open();
    for (let count = 0; count < 20; count++) {
      faults.report(fault({ message: `message ${count} failed` }));
    }
    faults.report(fault({ message: 'something else failed' }));
    await faults.close(10_000);
    expect(bodies).toHaveLength(6);
    expect(events().at(-1)).toMatchObject({ extra: { dropped: 15 } });
  });

  test('never throws, whatever it is given, and nothing is reported after the close', async () => {
    const faults = open();
    const broken = Object.defineProperty(fault(), 'error', {
      get: () => {
        throw new Error('unreadable');
      },
    });
    expect(() => faults.report(broken)).not.toThrow();
    await faults.close(100);
    faults.report(fault());
    await faults.close(100);
    expect(bodies).toEqual([]);
  });

  test('to an endpoint that does not answer holds a stop up for its grace only', async () => {
    answer = () => undefined;
    const faults = open();
    faults.report(fault());
    await requested;
    const began = performance.now();
    await faults.close(100);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  test('rests when Sentry asks for it', async () => {
    answer = (response) => response.writeHead(429, { 'retry-after': '60' }).end();
    const faults = open();
    faults.report(fault());
    await taken;
    faults.report(fault({ message: 'another' }));
    await faults.close(500);
    expect(bodies).toHaveLength(1);
  });

  test('to an endpoint that is not there is dropped', async () => {
    const dsn = secret('http://publickey@127.0.0.1:1/42');
    reporter = createSentryReporter({ dsn, customer: '1', version: '1', deadlineMs: 200 });
    reporter.report(fault());
    await reporter.close(500);
  });
});
