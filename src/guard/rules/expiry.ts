import { describeDuration } from '../../lib/duration.js';
import { allow, type Rule } from './rule.js';

/** What is too late is not said any more. */
export const expiry: Rule = (_facts, { expiresAt }, now) => {
  if (expiresAt === undefined) return allow();
  if (now < expiresAt) return allow(`${describeDuration(expiresAt - now)} left`);
  return {
    type: 'refuse',
    as: 'expired',
    reason: 'it could not be sent in time',
    figure: `${describeDuration(now - expiresAt)} too late`,
  };
};
