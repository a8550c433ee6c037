import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { secret } from '../lib/secret.js';
import { openFaultReporter } from './faults.js';

describe('the way to whoever mends the program', () => {
  test('is not there without an address', async () => {
    expect(await openFaultReporter({ customer: '1' })).toBeUndefined();
  });

  test('leads to the address of the configuration, under the customer’s id', async () => {
    const bodies: string[] = [];
    const server = createServer(async (request, response) => {
      let text = '';
      for await (const chunk of request) text += chunk;
      bodies.push(text);
      response.end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const sentryDsn = secret(`http://key@127.0.0.1:${port}/1`);
    const faults = await openFaultReporter({ customer: 'shop', sentryDsn });
    const error = { name: 'Error', message: 'it broke', stack: 'Error: it broke' };
    faults?.report({ at: Date.UTC(2026, 4, 1), message: 'it broke', error, fields: {} });
    await faults?.close(10_000);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(bodies).toHaveLength(1);
    expect(bodies[0]).toContain('"server_name":"shop"');
  });
});
