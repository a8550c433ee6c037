import { allow, looked, type Rule } from './rule.js';

/** Never twice in a row: after the account's own last message somebody else must have written. */
export const somebodySpoke: Rule = ({ lastHeardId, lastOwnId }, { precondition }) => {
  if (precondition?.kind !== 'somebody-spoke') return allow();
  if (lastOwnId === null) return allow({ kind: 'nothing-of-ours' });
  if (lastHeardId !== null && lastHeardId > lastOwnId) {
    return allow({ kind: 'spoke', heard: lastHeardId, mark: lastOwnId });
  }
  return {
    type: 'hold',
    scope: 'peer',
    reason: 'nobody has written since our last message',
    ...looked({ kind: 'silent', heard: lastHeardId, mark: lastOwnId }),
  };
};
