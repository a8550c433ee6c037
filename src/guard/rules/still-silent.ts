import { allow, type Rule, refuse } from './rule.js';

/** What is said into a silence is not said any more once the person has written. */
export const stillSilent: Rule = ({ lastHeardId }, { precondition }) => {
  if (precondition?.kind !== 'still-silent') return allow();
  const { heardId } = precondition;
  const figure = `heard ${lastHeardId ?? 'nothing'}, then ${heardId === 0 ? 'nothing' : heardId}`;
  if (lastHeardId === null || lastHeardId <= heardId) return allow(figure);
  return refuse('the person has answered', figure);
};
