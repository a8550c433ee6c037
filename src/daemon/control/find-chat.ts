import type { Database } from '../../core/database.js';
import type { PeerId } from '../../core/peer.js';
import { isUnreadable, parseTarget } from '../../core/peer-ref.js';

/** A person or a chat, as an operator writes it; undefined when nothing is known of it. */
export async function findChat(
  database: Database,
  account: string,
  who: string,
): Promise<PeerId | undefined> {
  const parsed = parseTarget(who);
  if (isUnreadable(parsed) || parsed.peer.by === 'invite') return undefined;
  if (parsed.peer.by === 'id') return parsed.peer.id;
  const [known] = await database.query<{ peer_id: PeerId }>(
    `select peer_id from ${database.schema}.peers
     where account = $1 and username is not null and lower(username) = lower($2)`,
    [account, parsed.peer.username],
  );
  return known?.peer_id;
}
