import { allow, looked, type Rule } from './rule.js';

/**
 * Flood waits, blocks and bars bind everybody. One with an end is waited for; an account that is restricted
 * for good holds until an operator lifts it; a peer that is barred for good refuses, so that nothing piles up.
 */
export const restriction: Rule = ({ restriction: binding }, _intent, now) => {
  if (!binding || binding.until <= now) return allow();
  const { content, code, reason, until } = binding;
  const found = looked({ kind: 'restricted', code, content });
  // What binds messages to people binds nothing else of the same service.
  const scope = binding.scope === 'people' ? 'intent' : binding.scope;
  if (until !== Number.POSITIVE_INFINITY) {
    return { type: 'wait', until, scope, reason, ...found };
  }
  if (scope !== 'peer') return { type: 'hold', scope, reason, ...found };
  const what = content === null ? 'nothing' : `no ${content}`;
  return { type: 'refuse', as: 'refused', reason: `${what} goes there: ${reason}`, ...found };
};
