import { describeDuration } from '../../lib/duration.js';
import { allow, type Rule, refuse } from './rule.js';

/** A pause between two unsolicited messages to one person (S3): what comes sooner is not said at all. */
export const personInterval: Rule = ({ limits, lastSentToPeerAt }, { budget, peer }, now) => {
  const { cooldownMs } = limits.people;
  if (budget !== 'unsolicited' || peer < 0 || cooldownMs <= 0) return allow();
  if (lastSentToPeerAt === null) return allow('the first one to this person');
  const figure = `${describeDuration(now - lastSentToPeerAt)} since the last one to this person`;
  if (lastSentToPeerAt + cooldownMs <= now) return allow(figure);
  return refuse(`${describeDuration(cooldownMs)} between two messages to one person`, figure);
};
