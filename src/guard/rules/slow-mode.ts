import { describeDuration } from '../../lib/duration.js';
import { allow, type Rule } from './rule.js';

/**
 * The chat's own pause between two messages of one member.
 * @see https://core.telegram.org/method/channels.toggleSlowMode
 */
export const slowMode: Rule = ({ slowModeMs, lastOwnAt }, _intent, now) => {
  if (slowModeMs <= 0) return allow();
  const figure = describeDuration(slowModeMs);
  if (lastOwnAt === null || lastOwnAt + slowModeMs <= now) return allow(figure);
  return {
    type: 'wait',
    until: lastOwnAt + slowModeMs,
    scope: 'peer',
    reason: `slow mode: one message every ${figure}`,
    figure: `${describeDuration(now - lastOwnAt)} since the last one here`,
  };
};
