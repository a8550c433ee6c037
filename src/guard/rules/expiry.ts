import { allow, looked, type Rule } from './rule.js';

/** What is too late is not said any more. */
export const expiry: Rule = (_facts, { expiresAt }, now) => {
  if (expiresAt === undefined) return allow();
  if (now < expiresAt) return allow({ kind: 'time-left', leftMs: expiresAt - now });
  return {
    type: 'refuse',
    as: 'expired',
    reason: 'it could not be sent in time',
    ...looked({ kind: 'too-late', lateMs: now - expiresAt }),
  };
};
