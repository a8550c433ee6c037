import { describeDuration } from '../../lib/duration.js';
import { allow, looked, type Rule } from './rule.js';

/** A pause between two answers in one chat. */
export const answerInterval: Rule = ({ limits, lastAnswerHereAt }, { budget }, now) => {
  const interval = limits.people.answerIntervalMs;
  if (budget !== 'answer' || interval <= 0) return allow();
  const sinceMs = lastAnswerHereAt === null ? null : now - lastAnswerHereAt;
  const found = { kind: 'since-last', of: 'answers', sinceMs, leastMs: interval } as const;
  if (lastAnswerHereAt === null) return allow(found);
  const until = lastAnswerHereAt + interval;
  if (until <= now) return allow(found);
  const reason = `${describeDuration(interval)} between two answers in one chat`;
  return { type: 'wait', until, scope: 'peer', reason, ...looked(found) };
};
