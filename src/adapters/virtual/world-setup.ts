import type { Self } from '../../core/messenger.js';
import type { VirtualChat } from './chat.js';
import type { DifferenceRules } from './update-log.js';

/** How the world is when it begins. */
export interface WorldSetup {
  readonly self: Self;
  readonly chats: readonly VirtualChat[];
  /** How long random ids are remembered. Default: an hour. */
  readonly rememberRandomIdsMs?: number;
  /** How much of what was missed is told. Default: `USUAL_DIFFERENCES`. */
  readonly differences?: Partial<DifferenceRules>;
}
