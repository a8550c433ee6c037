import type { VirtualChat } from './chat.js';
import type { RpcError } from './error-outcome.js';

/** How the account and a person stand to each other. */
export interface Acquaintance {
  /** The person has written to the account. */
  readonly wrote: boolean;
  /** The account is held back from writing to strangers. */
  readonly spamLimited: boolean;
}

/** What the server has against the account's writing to a person. */
export function personObjection(
  { blocked, privacy }: VirtualChat,
  { wrote, spamLimited }: Acquaintance,
): RpcError | undefined {
  if (blocked) return { code: 403, text: 'USER_IS_BLOCKED' };
  if (wrote) return undefined;
  if (spamLimited) return { code: 400, text: 'PEER_FLOOD' };
  return privacy === 'nobody' ? { code: 403, text: 'USER_PRIVACY_RESTRICTED' } : undefined;
}
