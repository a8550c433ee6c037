import { allow, type Rule } from './rule.js';

/** Never twice in a row: after the account's own last message somebody else must have written. */
export const somebodySpoke: Rule = ({ lastHeardId, lastOwnId }, { precondition }) => {
  if (precondition?.kind !== 'somebody-spoke') return allow();
  if (lastOwnId === null) return allow('nothing of ours here yet');
  const figure = `heard ${lastHeardId ?? 'nothing'}, ours ${lastOwnId}`;
  if (lastHeardId !== null && lastHeardId > lastOwnId) return allow(figure);
  return {
    type: 'hold',
    scope: 'peer',
    reason: 'nobody has written since our last message',
    figure,
  };
};
