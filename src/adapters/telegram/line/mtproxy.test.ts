import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type MtProxy, startMtProxy } from '../../../../test/support/mtproxy.js';
import { pushedMessages } from '../../../../test/support/pushed-messages.js';
import { type SandboxAccount, sandboxAccount } from '../../../../test/support/sandbox-account.js';
import { silentLogger } from '../../../../test/support/silent-logger.js';
import { accountAt, IMPATIENT, until } from '../../../../test/support/telegram-account.js';
import type { AccountSettings } from '../../../core/config.js';
import type { Messenger } from '../../../core/messenger.js';
import { secret } from '../../../lib/secret.js';
import { systemClock } from '../../../lib/system-clock.js';
import { login } from '../login/login.js';
import { createTelegramMessenger } from '../messenger.js';
import { MemoryPeerStore } from '../peers/memory-peer-store.js';

const never = new AbortController().signal;
const WORD = '0123456789abcdef0123456789abcdef';
const common = { clock: systemClock, logger: silentLogger, signal: never };

describe.each([
  ['a plain secret', WORD, 'efefefef'],
  ['a dd secret', `dd${WORD}`, 'dddddddd'],
])('through an MTProxy with %s', (_kind, word, tag) => {
  let account: SandboxAccount;
  let proxy: MtProxy;
  let messenger: Messenger;

  beforeEach(async () => {
    account = await sandboxAccount();
    proxy = await startMtProxy(word, account.sandbox.ready.mtproto.port);
    messenger = messengerWith(settings(word));
  });
  afterEach(async () => {
    await messenger.disconnect();
    await proxy.stop();
    await account.dispose();
  });

  /** The data centre's own address leads nowhere: the proxy is the only way. */
  function settings(proxySecret: string): AccountSettings {
    const { port, host } = { port: proxy.port, host: '127.0.0.1' };
    return {
      ...accountAt({ ...account.sandbox.ready.mtproto, port: 1 }, '+9996620002'),
      proxy: { type: 'mtproxy', host, port, secret: secret(proxySecret) },
    };
  }

  const messengerWith = (own: AccountSettings) =>
    createTelegramMessenger({
      ...common,
      account: own,
      session: account.session,
      peers: new MemoryPeerStore(),
      timings: IMPATIENT,
    });

  test('an account logs in, with a key made on the way', async () => {
    const { self } = await login({
      ...common,
      account: settings(word),
      prompts: {
        phone: async () => '',
        code: async () => '22222',
        password: async () => 'çok gizli',
        notify: () => undefined,
      },
    });
    expect(self.firstName).toBe('Umut');
    expect(proxy.passed).toEqual([{ dcId: 2, tag }]);
  });

  test('messages go out and come in, long and short', async () => {
    await messenger.connect(never);
    const group = account.chat('Group').id;
    const texts = Array.from({ length: 24 }, (_, index) => 'ş'.repeat(1 + index * 150));
    for (const [index, text] of texts.entries()) {
      const content = { kind: 'text', text } as const;
      const delivery = { peer: group, content, randomIds: [BigInt(index + 1)] };
      expect(await messenger.deliver(delivery, never)).toMatchObject({ status: 'sent' });
    }
    expect(account.arrived(group).map(({ text }) => text)).toEqual(texts);
    const heard: (string | undefined)[] = [];
    messenger.updates.onPush((push) => {
      for (const { text } of pushedMessages(push)) heard.push(text);
    });
    account.say(account.person('Anna'), group, 'a'.repeat(4_000));
    await until(() => heard.length > 0, 'what Anna said');
    expect(heard).toEqual(['a'.repeat(4_000)]);
  });

  test('a server that has forgotten the key is understood', async () => {
    await messenger.connect(never);
    for (const { id } of account.sandbox.wire.keysOf(account.selfId)) {
      account.sandbox.wire.forgetKey(id);
    }
    account.sandbox.wire.cut();
    await until(() => messenger.connection === 'stopped', 'stopped');
  });

  test('a line that breaks behind the proxy is replaced', async () => {
    await messenger.connect(never);
    account.sandbox.wire.cut();
    await until(() => proxy.passed.length > 1, 'the second line');
    await until(() => messenger.connection === 'online', 'online again');
  });

  test('a wrong secret is an unreachable Telegram, and the proxy is named', async () => {
    const wrong = messengerWith(settings(word.replace('0', '1')));
    await expect(wrong.connect(never)).rejects.toMatchObject({
      code: 'TELEGRAM_UNREACHABLE',
      remedy: expect.stringContaining('PROXY'),
    });
    expect(proxy.turnedAway()).toBeGreaterThan(0);
    expect(proxy.passed).toEqual([]);
  });
});
