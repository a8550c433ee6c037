import type { PeerId } from '../../core/peer.js';

/** What a fault does to a call. */
export type CallEffect =
  /** Answers an error; the call has no effect. */
  | { readonly kind: 'error'; readonly code: number; readonly text: string }
  /** The call has its effect, and is answered an error all the same. */
  | { readonly kind: 'error-after-effect'; readonly code: number; readonly text: string }
  /** No effect, no answer; the line stays up. */
  | { readonly kind: 'silence' }
  /** The call has its effect; its answer never comes. `cut` breaks the line as well. */
  | { readonly kind: 'answer-lost'; readonly cut?: boolean }
  /** The line breaks before the call has an effect. */
  | { readonly kind: 'cut' }
  /** The call waits so long before it has its effect. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The server reads on but answers the account nothing any more, for a time or for good. */
  | { readonly kind: 'silent-server'; readonly ms?: number }
  /** The server forgets the caller's key: its packets are answered -404. */
  | { readonly kind: 'forget-key' }
  /** New salts, and a new server session; the call itself is answered. */
  | { readonly kind: 'rotate-salts' };

/** What a fault does to an update that is pushed. The box's log keeps it: only the push suffers. */
export type PushEffect =
  | { readonly kind: 'push-lost' }
  | { readonly kind: 'push-twice' }
  /** `updatesTooLong` or `updateChannelTooLong` comes in its place. */
  | { readonly kind: 'push-too-long' };

export type Effect = CallEffect | PushEffect;

/** Something that goes wrong, and when. */
export interface Fault {
  /**
   * A TL method (`messages.sendMessage`), for push effects an update (`updateNewChannelMessage`); `*`
   * stands for any letters.
   */
  readonly method: string;
  readonly effect: Effect;
  /** Only calls of, or pushes to, this account. */
  readonly account?: number;
  /** Only where this peer is meant. */
  readonly peer?: PeerId;
  /** How many matching calls pass unharmed first. @default 0 */
  readonly skip?: number;
  /** How often it strikes. @default for ever */
  readonly times?: number;
  /** How likely it strikes a matching call, by the seed. @default 1 */
  readonly probability?: number;
}
