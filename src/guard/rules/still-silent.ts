import { allow, type Rule, refuse } from './rule.js';

/** What is said into a silence is not said any more once the person has written. */
export const stillSilent: Rule = ({ lastHeardId }, { precondition }) => {
  if (precondition?.kind !== 'still-silent') return allow();
  const { heardId } = precondition;
  const mark = heardId === 0 ? null : heardId;
  if (lastHeardId === null || lastHeardId <= heardId) {
    return allow({ kind: 'silent', heard: lastHeardId, mark });
  }
  return refuse('the person has answered', { kind: 'spoke', heard: lastHeardId, mark });
};
