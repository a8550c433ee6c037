import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { handlers, STATUS } from '../../../test/support/control-handlers.js';
import { freePort } from '../../../test/support/throwaway-server.js';
import { makeWorkspace } from '../../../test/support/workspace.js';
import { serveControl } from '../../control/server.js';
import { createEventBus } from '../../lib/event-bus.js';
import { secret } from '../../lib/secret.js';
import { systemClock } from '../../lib/system-clock.js';
import { ControlDoor } from './door.js';

test('before it opens, a daemon says that it is starting, and is not ready', async () => {
  const door = new ControlDoor();
  await expect(door.handlers.status()).rejects.toMatchObject({ code: 'DAEMON_STARTING' });
  await expect(door.handlers.pause('*')).rejects.toMatchObject({ code: 'DAEMON_STARTING' });
  expect(await door.handlers.ready()).toMatchObject({ ready: false, connected: false });
});

test('open, it leads to what answers', async () => {
  const door = new ControlDoor();
  const asked: unknown[] = [];
  door.open(handlers(asked));
  await door.handlers.pause('dm');
  expect(asked).toEqual([['pause', 'dm']]);
  expect(await door.handlers.status()).toEqual(STATUS);
});

test('over HTTP, too, it leads to what answers once it is open', async () => {
  const workspace = makeWorkspace();
  const port = await freePort();
  const token = 'x'.repeat(16);
  const door = new ControlDoor();
  const stop = await serveControl({
    socketPath: join(workspace.path, 'control.sock'),
    handlers: door.handlers,
    events: createEventBus(),
    clock: systemClock,
    http: { host: '127.0.0.1', port, metricsOpen: true, token: secret(token) },
  });
  try {
    const ask = (path: string) =>
      fetch(`http://127.0.0.1:${port}${path}`, { headers: { authorization: `Bearer ${token}` } });
    expect(await (await ask('/v1/status')).json()).toMatchObject({ code: 'DAEMON_STARTING' });
    door.open(handlers());
    expect(await (await ask('/v1/status')).json()).toEqual(STATUS);
    expect((await ask('/metrics')).status).toBe(200);
  } finally {
    await stop();
    workspace.remove();
  }
});
