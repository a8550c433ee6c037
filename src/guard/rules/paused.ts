import { allow, looked, type Rule } from './rule.js';

/** An operator's pause holds the service, or everything, until it is resumed; but not the operator's own words. */
export const paused: Rule = ({ pausedBy }, { budget }) => {
  if (pausedBy === null || budget === 'operator') return allow();
  const what = pausedBy === '*' ? 'everything' : `the service ${pausedBy}`;
  const found = looked({ kind: 'paused', what: pausedBy });
  return { type: 'hold', scope: 'account', reason: `${what} is paused`, ...found };
};
