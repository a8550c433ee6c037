import { describeDuration } from '../../lib/duration.js';
import { allow, type Rule } from './rule.js';

/** A pause between two answers in one chat. */
export const answerInterval: Rule = ({ limits, lastAnswerHereAt }, { budget }, now) => {
  const interval = limits.people.answerIntervalMs;
  if (budget !== 'answer' || interval <= 0) return allow();
  if (lastAnswerHereAt === null) return allow('the first answer here');
  const figure = `${describeDuration(now - lastAnswerHereAt)} since the last answer here`;
  const until = lastAnswerHereAt + interval;
  if (until <= now) return allow(figure);
  const reason = `${describeDuration(interval)} between two answers in one chat`;
  return { type: 'wait', until, scope: 'peer', reason, figure };
};
