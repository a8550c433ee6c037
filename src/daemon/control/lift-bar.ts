import type { Database } from '../../core/database.js';
import { PostaciError } from '../../core/errors.js';
import {
  activeRestrictions,
  liftRestriction,
  liftRestrictionsOf,
} from '../../outbox/restrictions.js';

/** Our own silence after Telegram's word that the account writes to too many strangers. */
export const SPAM_LIMIT = 'PEER_FLOOD';

/**
 * Ends a bar that stands until an operator does it: a chat that refused, for instance, once the right to write
 * there is back. A wait that Telegram asked for has its own end, and nobody ends it before. The silence after
 * PEER_FLOOD is our own: lifting one part of it lifts all.
 * @throws PostaciError `USAGE` when there is no such bar
 */
export async function liftBar(
  database: Database,
  account: string,
  id: number,
  now: number,
): Promise<void> {
  const active = await activeRestrictions(database, account, now);
  const restriction = active.find((one) => one.id === id);
  if (!restriction) {
    throw new PostaciError(
      'USAGE',
      `there is no restriction ${id} that binds now`,
      'postaci status lists them with their numbers.',
    );
  }
  if (restriction.code === SPAM_LIMIT) {
    await liftRestrictionsOf(database, account, SPAM_LIMIT, now);
    return;
  }
  if (Number.isFinite(restriction.until)) {
    throw new PostaciError(
      'USAGE',
      `restriction ${id} (${restriction.code}) ends by itself, at ${new Date(restriction.until).toISOString()}`,
      'Wait for it: only bars without an end can be lifted.',
    );
  }
  await liftRestriction(database, account, id, now);
}
