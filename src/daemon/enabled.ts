import type { Queryable } from '../core/database.js';
import { addPause, liftPausesBy } from '../outbox/pauses.js';
import type { Ground } from './ground.js';

/** Names the pause that the configuration made; operators' own are theirs to lift. */
const BY = 'BOT_ENABLED';

/**
 * `BOT_ENABLED=false` pauses every service; `true`, in a later start or a reload, lifts that pause.
 * To be called at the start before anything is sent, and whenever it changes.
 */
export async function applyEnabled(
  {
    config,
    database,
    logger,
    clock,
  }: Pick<Ground, 'config' | 'logger' | 'clock'> & { readonly database: Queryable },
  account: string,
): Promise<void> {
  if (!config.enabled) {
    await addPause(database, account, '*', BY, clock.now());
    logger.warn('paused by BOT_ENABLED=false: nothing is posted before `postaci resume`');
  } else if ((await liftPausesBy(database, account, BY)) > 0) {
    logger.info('BOT_ENABLED is true again: its pause is lifted');
  }
}
