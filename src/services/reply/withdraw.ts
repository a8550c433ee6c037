import type { Database, Row } from '../../core/database.js';
import type { Messenger } from '../../core/messenger.js';
import type { Outbox } from '../../core/outbox.js';
import type { PeerId } from '../../core/peer.js';
import type { ReplySettings } from '../../core/reply-settings.js';
import { withdrawalText } from '../../core/withdrawal.js';
import { replyThread } from './answer.js';
import { modeOf } from './audience.js';

/**
 * Takes back what waits in chats where, by the present settings, the service does not answer.
 * @returns how many answers
 */
export async function withdrawUnwanted(
  {
    account,
    database,
    outbox,
    messenger,
  }: {
    readonly account: string;
    readonly database: Database;
    readonly outbox: Outbox;
    readonly messenger: Pick<Messenger, 'resolve'>;
  },
  settings: ReplySettings,
  signal: AbortSignal,
): Promise<number> {
  const waiting = await database.query<Row & { peer_id: PeerId }>(
    `select distinct peer_id from ${database.schema}.outbox
      where account = $1 and service = 'reply' and state = 'queued'`,
    [account],
  );
  let withdrawn = 0;
  for (const { peer_id: peer } of waiting) {
    const found = await messenger.resolve({ by: 'id', id: peer }, signal);
    if (found.status !== 'found') continue;
    const mode = peer > 0 ? modeOf(settings, found.peer) : settings.mode;
    if (mode === 'auto' || mode === 'manualplus' || (mode === 'manual' && peer < 0)) continue;
    const reason = withdrawalText({ why: 'mode', mode });
    const what = { thread: replyThread(peer) };
    withdrawn += await database.transaction((tx) => outbox.cancel(tx, { account, what, reason }));
  }
  if (withdrawn > 0) outbox.kick();
  return withdrawn;
}
