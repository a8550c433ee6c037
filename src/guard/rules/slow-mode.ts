import { describeDuration } from '../../lib/duration.js';
import { allow, looked, type Rule } from './rule.js';

/**
 * The chat's own pause between two messages of one member.
 * @see https://core.telegram.org/method/channels.toggleSlowMode
 */
export const slowMode: Rule = ({ slowModeMs, lastOwnAt }, _intent, now) => {
  if (slowModeMs <= 0) return allow();
  const found = { kind: 'slow-mode', everyMs: slowModeMs, sinceMs: null } as const;
  if (lastOwnAt === null || lastOwnAt + slowModeMs <= now) return allow(found);
  return {
    type: 'wait',
    until: lastOwnAt + slowModeMs,
    scope: 'peer',
    reason: `slow mode: one message every ${describeDuration(slowModeMs)}`,
    ...looked({ ...found, sinceMs: now - lastOwnAt }),
  };
};
