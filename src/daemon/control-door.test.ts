import { expect, test } from '@jest/globals';
import { handlers, STATUS } from '../../test/support/control-handlers.js';
import { ControlDoor } from './control-door.js';

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
