import { allow, looked, type Rule, refuse } from './rule.js';

/** While the groups are still looked up (after a start), they are asked about this often. */
const LOOK_AGAIN_MS = 10_000;

/** Of the chats, what nobody asked for goes to the configured targets only; people are consent's matter. */
export const allowedTarget: Rule = ({ allowedPeers }, { budget, peer }, now) => {
  if (budget !== 'unsolicited' || peer > 0) return allow();
  if (!allowedPeers) {
    const reason = 'the configured groups are still looked up';
    const found = looked({ kind: 'groups-unknown' });
    return { type: 'wait', until: now + LOOK_AGAIN_MS, scope: 'account', reason, ...found };
  }
  if (allowedPeers.has(peer)) return allow();
  return refuse('it is not one of the configured groups (any more)', { kind: 'no-target', peer });
};
