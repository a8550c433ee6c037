import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SandboxServer } from '../../../test/mtproto/sandbox-server.js';
import { VirtualClock } from '../../lib/virtual-clock.js';
import type { TlObject } from '../rpc.js';

const getState: TlObject = { _: 'updates.getState' };

describe('sessions and keys', () => {
  let sandbox: SandboxServer;

  beforeEach(async () => {
    sandbox = await SandboxServer.start();
  });

  afterEach(async () => {
    await sandbox.stop();
    expect(sandbox.faults).toEqual([]);
  });

  test('a session is destroyed once, and never from within', async () => {
    const client = await sandbox.connectReady();
    const other = await sandbox.reconnect(client);
    other.sessionId = 42n;
    await other.call(getState);
    client.send({ _: 'destroy_session', session_id: 42n });
    await client.expect('destroy_session_ok');
    client.send({ _: 'destroy_session', session_id: client.sessionId });
    await client.expect('destroy_session_none');
  });

  test('an unknown key is answered -404, and so is one that was destroyed', async () => {
    const stranger = await sandbox.connect();
    stranger.key = { id: 77n, key: randomBytes(256) };
    stranger.send(getState);
    expect(await stranger.until(() => stranger.transportErrors[0])).toBe(-404);
    const client = await sandbox.connectReady();
    client.send({ _: 'destroy_auth_key' });
    await client.expect('destroy_auth_key_ok');
    client.send(getState);
    expect(await client.until(() => client.transportErrors[0])).toBe(-404);
  });

  test('a packet that was tampered with closes the connection', async () => {
    const client = await sandbox.connectReady();
    client.key = { ...client.key, key: randomBytes(256) };
    client.send(getState);
    expect(await client.until(() => client.closed || undefined)).toBe(true);
  });
});

test('ping_delay_disconnect closes the connection when no further ping comes', async () => {
  const clock = new VirtualClock(Date.now());
  const sandbox = await SandboxServer.start({ clock });
  try {
    const client = await sandbox.connectReady();
    client.send({ _: 'ping_delay_disconnect', ping_id: 1n, disconnect_delay: 60 });
    await client.expect('pong');
    await clock.run(clock.now() + 50_000);
    client.send({ _: 'ping_delay_disconnect', ping_id: 2n, disconnect_delay: 60 });
    await client.until(() => (client.received.length > 3 ? true : undefined));
    await clock.run(clock.now() + 59_000);
    expect(client.closed).toBe(false);
    await clock.run(clock.now() + 2_000);
    await client.until(() => client.closed || undefined);
    expect(client.closed).toBe(true);
  } finally {
    await sandbox.stop();
  }
});
