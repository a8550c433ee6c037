import type { PeerId } from '../../core/peer.js';

/** More names than any screen shows; those that were dropped are learnt again where they are seen. */
export const KEPT_NAMES = 2_000;

/** With what was learnt last; a terminal that is attached for weeks does not keep everybody who ever wrote. */
export function withNames(
  known: ReadonlyMap<PeerId, string>,
  learnt: readonly (readonly [PeerId, string])[],
): ReadonlyMap<PeerId, string> {
  const names = new Map(known);
  for (const [peer, name] of learnt) {
    names.delete(peer);
    names.set(peer, name);
  }
  return names.size <= KEPT_NAMES ? names : new Map([...names].slice(-KEPT_NAMES / 2));
}
