import { allow, type Rule } from './rule.js';

/** While the groups are still looked up (after a start), they are asked about this often. */
const LOOK_AGAIN_MS = 10_000;

/** What nobody asked for goes to the configured targets only. */
export const allowedTarget: Rule = ({ allowedPeers }, { budget, peer }, now) => {
  if (budget !== 'unsolicited') return allow();
  if (!allowedPeers) {
    const reason = 'the configured groups are still looked up';
    return { type: 'wait', until: now + LOOK_AGAIN_MS, scope: 'account', reason };
  }
  if (allowedPeers.has(peer)) return allow();
  return {
    type: 'refuse',
    as: 'refused',
    reason: 'it is not one of the configured groups (any more)',
    figure: String(peer),
  };
};
