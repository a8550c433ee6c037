import { describeDuration } from '../../lib/duration.js';
import { allow, type Rule } from './rule.js';

/** A pause between two unsolicited messages to the same chat. */
export const peerInterval: Rule = ({ limits, lastSentToPeerAt }, { budget }, now) => {
  const interval = limits.minIntervalPerPeerMs;
  if (budget !== 'unsolicited' || interval <= 0) return allow();
  if (lastSentToPeerAt === null) return allow('the first one here');
  const figure = `${describeDuration(now - lastSentToPeerAt)} since the last one here`;
  const until = lastSentToPeerAt + interval;
  if (until <= now) return allow(figure);
  const reason = `${describeDuration(interval)} between two messages to this chat`;
  return { type: 'wait', until, scope: 'peer', reason, figure };
};
