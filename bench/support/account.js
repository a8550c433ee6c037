import { createTelegramMessenger } from '../../dist/adapters/telegram/messenger.js';
import { MemoryPeerStore } from '../../dist/adapters/telegram/peers/memory-peer-store.js';
import { loadSession } from '../../dist/adapters/telegram/session/session-store.js';
import { loadConfig } from '../../dist/config/load.js';
import { systemClock } from '../../dist/lib/system-clock.js';
import { makeCustomer } from './customer.js';

const silent = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };

/** Runs work with the sandbox's first account, connected through GramJS as the daemon does it. */
export async function accountOnSandbox(ready, work) {
  const customer = await makeCustomer(ready);
  const { config } = await loadConfig({
    envFile: 'bench.env',
    environment: {},
    cwd: customer.directory,
  });
  const messenger = createTelegramMessenger({
    account: config.account,
    session: await loadSession(config.account),
    peers: new MemoryPeerStore(),
    clock: systemClock,
    logger: silent,
  });
  try {
    const { signal } = new AbortController();
    await messenger.connect(signal);
    const peers = [];
    for (const username of ['grup1', 'grup2', 'grup3']) {
      const found = await messenger.resolve({ by: 'username', username }, signal);
      peers.push(found.peer.id);
    }
    await work(messenger, peers);
  } finally {
    await messenger.disconnect();
    customer.remove();
  }
}
