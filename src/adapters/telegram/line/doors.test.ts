import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Api } from 'telegram/tl/index.js';
import { type SandboxAccount, sandboxAccount } from '../../../../test/support/sandbox-account.js';
import { silentLogger } from '../../../../test/support/silent-logger.js';
import { openTcpLine, type TcpLine } from '../../../../test/support/tcp-line.js';
import { IMPATIENT, until } from '../../../../test/support/telegram-account.js';
import type { AccountSettings } from '../../../core/config.js';
import type { Messenger } from '../../../core/messenger.js';
import { systemClock } from '../../../lib/system-clock.js';
import { createTelegramMessenger } from '../messenger.js';
import { MemoryPeerStore } from '../peers/memory-peer-store.js';
import { addressesIn } from './data-centres.js';
import { Doors } from './doors.js';

const first = { dcId: 2, host: '10.0.0.1', port: 443 };
const second = { dcId: 2, host: '10.0.0.2', port: 443 };
const elsewhere = { dcId: 4, host: '10.0.0.4', port: 443 };

describe('the addresses of a data centre', () => {
  test('are the one that is known, until Telegram names others', () => {
    const doors = new Doors(first);
    expect(doors.address).toBe(first);
    doors.turn();
    expect(doors.address).toBe(first);
    doors.learn([elsewhere, second, { ...first }]);
    expect(doors.address).toBe(second);
  });

  test('take turns while nobody answers', () => {
    const doors = new Doors(first);
    doors.learn([second]);
    doors.turn();
    expect(doors.address).toBe(first);
    doors.turn();
    expect(doors.address).toBe(second);
  });

  test('leave out what a plain connection cannot use', () => {
    const option = { id: 2, port: 443 };
    const config = {
      dcOptions: [
        new Api.DcOption({ ...option, ipAddress: '::1', ipv6: true }),
        new Api.DcOption({ ...option, ipAddress: '10.0.0.5', mediaOnly: true }),
        new Api.DcOption({ ...option, ipAddress: '10.0.0.6', cdn: true }),
        new Api.DcOption({ ...option, ipAddress: '10.0.0.7', tcpoOnly: true }),
        new Api.DcOption({ ...option, ipAddress: '10.0.0.8', secret: Buffer.alloc(16) }),
        new Api.DcOption({ ...option, ipAddress: '10.0.0.2' }),
      ],
    };
    expect(addressesIn(config)).toEqual([second]);
  });
});

describe('an account whose session knows another address than Telegram names', () => {
  let account: SandboxAccount;
  let old: TcpLine;
  let oldIsGone: boolean;
  let messenger: Messenger;

  beforeEach(async () => {
    account = await sandboxAccount();
    old = await openTcpLine(account.sandbox.ready.mtproto);
    oldIsGone = false;
  });
  afterEach(async () => {
    await messenger.disconnect();
    if (!oldIsGone) await old.close();
    await account.dispose();
  });

  async function connect(settings: AccountSettings): Promise<void> {
    messenger = createTelegramMessenger({
      account: settings,
      session: { ...account.session, host: '127.0.0.1', port: old.port },
      peers: new MemoryPeerStore(),
      clock: systemClock,
      logger: silentLogger,
      timings: IMPATIENT,
    });
    await messenger.connect(new AbortController().signal);
    expect(old.heard()).not.toBe('');
  }

  test('begins at the one it knows, and is online again when that is gone', async () => {
    const { dataCentre: _, ...plain } = account.settings;
    await connect(plain);
    await old.close();
    oldIsGone = true;
    await until(() => messenger.connection === 'offline', 'the line lost');
    await until(() => messenger.connection === 'online', 'online by the other address');
  });

  test('stays with a data centre that is configured', async () => {
    await connect({
      ...account.settings,
      dataCentre: { ...account.sandbox.ready.mtproto, port: old.port },
    });
    const before = old.heard().length;
    old.cut();
    await until(() => messenger.connection === 'offline', 'the line lost');
    await until(() => messenger.connection === 'online', 'online again');
    expect(old.heard().length).toBeGreaterThan(before);
  });
});
