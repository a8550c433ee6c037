import { DatabasePeerStore } from '../adapters/postgres/peer-store.js';
import { createTelegramMessenger } from '../adapters/telegram/messenger.js';
import { MemoryPeerStore } from '../adapters/telegram/peers/memory-peer-store.js';
import { sessionKey } from '../adapters/telegram/session/session.js';
import { PostaciError } from '../core/errors.js';
import type { FloodWaits } from '../core/flood-waits.js';
import type { FreezeSource } from '../core/health.js';
import type { Messenger } from '../core/messenger.js';
import type { PeerStore } from '../core/peers.js';
import type { Releasers } from '../lib/releasers.js';
import { accountKey, accountOfSession, readAccount } from './account-record.js';
import { connectPatiently } from './connect-patiently.js';
import { KeptFloodWaits } from './flood-waits.js';
import type { Ground } from './ground.js';
import type { HealthMonitor } from './health/monitor.js';
import { ENDS } from './health/words.js';

/** A customer's account before it connects. */
export interface Account {
  /** As the tables name it. */
  readonly key: string;
  readonly messenger: Messenger & FreezeSource;
  /** What an earlier run was told is in it already. */
  readonly floodWaits: KeptFloodWaits;
}

/** Prepares the account of the session. Connects only where the session does not say whose it is. */
export async function prepareAccount(
  ground: Ground,
  releasers: Releasers,
  signal: AbortSignal,
): Promise<Account> {
  const { database, session, clock } = ground;
  const userId =
    session.userId ??
    (await accountOfSession(database, sessionKey(session))) ??
    (await askTelegram(ground, signal));
  const key = accountKey(userId);
  const floodWaits = await KeptFloodWaits.load({ ...ground, account: key });
  releasers.add('the flood waits', () => floodWaits.close());
  const peers = new DatabasePeerStore(database, key, clock);
  return { key, messenger: messengerOf(ground, peers, floodWaits), floodWaits };
}

/**
 * Refuses a session that is known to be over, without a word to Telegram. An alert about it that has not
 * arrived is on its way again then.
 * @throws PostaciError `LOGIN_REQUIRED`
 */
export async function refuseEnded(
  { database, session }: Ground,
  { key }: Account,
  monitor: HealthMonitor,
): Promise<void> {
  const record = await readAccount(database, key, sessionKey(session));
  if (!record || !ENDS.includes(record.health)) return;
  const { health, reason } = record;
  await monitor.end({ health, reason });
  throw new PostaciError(
    'LOGIN_REQUIRED',
    `this session has ended: ${reason}`,
    'Log in again: postaci login',
  );
}

/**
 * A session string does not say whose it is: one connection finds out, once. Until then its flood waits are
 * kept under the session's own name.
 */
async function askTelegram(ground: Ground, signal: AbortSignal): Promise<number> {
  const { config, session, clock, logger } = ground;
  const floodWaits = await KeptFloodWaits.load({ ...ground, account: sessionKey(session) });
  const messenger = messengerOf(ground, new MemoryPeerStore(), floodWaits);
  const { timeZone } = config.limits;
  try {
    await connectPatiently({ messenger, floodWaits, clock, logger, timeZone }, signal);
    return messenger.self.id;
  } finally {
    await messenger.disconnect();
    await floodWaits.close();
  }
}

function messengerOf(
  { config, session, clock, logger }: Ground,
  peers: PeerStore,
  floodWaits: FloodWaits,
): Messenger & FreezeSource {
  const { account } = config;
  return createTelegramMessenger({ account, session, peers, clock, logger, floodWaits });
}
