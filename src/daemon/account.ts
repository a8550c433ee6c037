import { DatabasePeerStore } from '../adapters/postgres/peer-store.js';
import { MemoryPeerStore } from '../adapters/telegram/memory-peer-store.js';
import { createTelegramMessenger } from '../adapters/telegram/messenger.js';
import { sessionKey } from '../adapters/telegram/session.js';
import { PostaciError } from '../core/errors.js';
import type { Messenger } from '../core/messenger.js';
import type { PeerStore } from '../core/peers.js';
import { accountKey, accountOfSession, readAccount } from './account-record.js';
import type { Ground } from './ground.js';

/** States in which only a new login helps: the server is not asked again with the same session. */
const ENDED = new Set(['logged-out', 'banned', 'taken']);

/** A customer's account before it connects. */
export interface Account {
  /** As the tables name it. */
  readonly key: string;
  readonly messenger: Messenger;
}

/**
 * Prepares the account of the session, and refuses a session that is known to be over.
 * @throws PostaciError `LOGIN_REQUIRED`
 */
export async function prepareAccount(ground: Ground, signal: AbortSignal): Promise<Account> {
  const { database, session, clock } = ground;
  const userId =
    session.userId ??
    (await accountOfSession(database, sessionKey(session))) ??
    (await askTelegram(ground, signal));
  const key = accountKey(userId);
  const record = await readAccount(database, key, sessionKey(session));
  if (record && ENDED.has(record.health)) {
    throw new PostaciError(
      'LOGIN_REQUIRED',
      `this session has ended: ${record.healthReason}`,
      'Log in again: postaci login',
    );
  }
  return { key, messenger: messengerOf(ground, new DatabasePeerStore(database, key, clock)) };
}

/** A session string does not say whose it is: one connection finds out, once. */
async function askTelegram(ground: Ground, signal: AbortSignal): Promise<number> {
  const messenger = messengerOf(ground, new MemoryPeerStore());
  try {
    await messenger.connect(signal);
    return messenger.self.id;
  } finally {
    await messenger.disconnect();
  }
}

function messengerOf({ config, session, clock, logger }: Ground, peers: PeerStore): Messenger {
  return createTelegramMessenger({ account: config.account, session, peers, clock, logger });
}
