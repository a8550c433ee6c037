import type { TlObject } from '../rpc.js';
import type { ServerParts } from './handle/server-parts.js';
import type { AuthKey } from './session/auth-key.js';
import type { Session } from './session/session.js';

/** What a session without a connection is owed before it is forgotten instead. */
const mostOwed = 100;
const longestOwedMs = 5 * 60 * 1000;

/**
 * A session without a connection keeps its updates for a while. One that is owed too much is
 * forgotten: the client, should it come back, is told of a new session and asks for the difference.
 */
function isForsaken(session: Session, nowMs: number): boolean {
  if (session.detachedAtMs === undefined) return false;
  return session.unacknowledged.size >= mostOwed || nowMs - session.detachedAtMs > longestOwedMs;
}

function wants(session: Session, exceptSession: bigint | undefined): boolean {
  return session.wantsUpdates && session.id !== exceptSession;
}

/** `updateShort`, which every layer has, around a constructor that none has. */
export const UNDECODABLE = Buffer.from('c1ded478dec0ad0b0000000000000000', 'hex');

/** Sends updates to the sessions of these keys, each in its key's layer, or bytes as they are. */
export function pushUpdates(
  parts: ServerParts,
  keys: Iterable<AuthKey>,
  updates: TlObject | Buffer,
  exceptSession?: bigint,
): void {
  const encoded = new Map<number, Buffer>();
  const encode = (key: AuthKey): Buffer => {
    if (Buffer.isBuffer(updates)) return updates;
    const layer = parts.codec.nearestLayer(key.record.layer);
    const body = encoded.get(layer) ?? parts.codec.encode(updates, layer);
    encoded.set(layer, body);
    return body;
  };
  const now = parts.clock.now();
  for (const key of keys) {
    for (const session of key.sessions()) {
      if (isForsaken(session, now)) key.remove(session.id);
      else if (wants(session, exceptSession)) {
        session.send(encode(key), { content: true, kind: 'push' });
      }
    }
  }
}
