import { afterAll } from '@jest/globals';
import { describeUpdatesContract } from '../../../../test/contracts/updates.js';
import type { UpdatesHands } from '../../../../test/contracts/updates-hands.js';
import { type SandboxAccount, sandboxAccount } from '../../../../test/support/sandbox-account.js';
import { sandboxUpdatesHands } from '../../../../test/support/sandbox-updates.js';
import { silentLogger } from '../../../../test/support/silent-logger.js';
import { PATIENT } from '../../../../test/support/telegram-account.js';
import { systemClock } from '../../../lib/system-clock.js';
import { createTelegramMessenger } from '../messenger.js';
import { MemoryPeerStore } from '../peers/memory-peer-store.js';

/** One sandbox serves all tests: each has chats of its own. */
let shared: Promise<SandboxAccount> | undefined;
let personId = 5_100_000_000;

async function setup(): Promise<UpdatesHands> {
  shared ??= sandboxAccount();
  const account = await shared;
  const messenger = createTelegramMessenger({
    account: account.settings,
    session: account.session,
    peers: new MemoryPeerStore(),
    clock: systemClock,
    logger: silentLogger,
    timings: PATIENT,
  });
  personId++;
  return sandboxUpdatesHands(account, { messenger, source: messenger.updates, personId });
}

afterAll(async () => {
  await (await shared)?.dispose();
});

describeUpdatesContract('GramJS and the sandbox', setup);
