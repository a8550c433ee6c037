import type { PeerId } from '../../core/peer.js';

/** What a fault does to a call. */
export type CallEffect =
  /** Answers an error; the call has no effect. */
  | { readonly kind: 'error'; readonly code: number; readonly text: string }
  /** The call has its effect, and is answered an error all the same. */
  | { readonly kind: 'error-after-effect'; readonly code: number; readonly text: string }
  /**
   * No effect; the error waits for the next update that the account is pushed, at most `ms`, and goes
   * in front of it in one `msg_container`.
   * @default ms 5,000
   */
  | {
      readonly kind: 'error-in-container';
      readonly code: number;
      readonly text: string;
      readonly ms?: number;
    }
  /** No effect, no answer; the line stays up. */
  | { readonly kind: 'silence' }
  /** The call has its effect; its answer never comes. `cut` breaks the line as well. */
  | { readonly kind: 'answer-lost'; readonly cut?: boolean }
  /** The answer comes twice, under two message ids. */
  | { readonly kind: 'answer-twice' }
  /** The call waits so long before it has its effect. */
  | { readonly kind: 'delay'; readonly ms: number }
  | LineEffect;

/** What a fault does to an account's lines and sessions; it needs no call to strike. */
export type LineEffect =
  /** The line breaks before the call has an effect. */
  | { readonly kind: 'cut' }
  /** The server reads on but answers the account nothing any more, for a time or for good. */
  | { readonly kind: 'silent-server'; readonly ms?: number }
  /**
   * The caller's line is neither read nor answered any more, and does not break until `ms` have passed.
   * New lines are served. @default ms 60,000
   */
  | { readonly kind: 'half-open'; readonly ms?: number }
  /** The server forgets the caller's key: its packets are answered -404. */
  | { readonly kind: 'forget-key' }
  /** New salts and new server sessions for everybody; the call itself is answered. */
  | { readonly kind: 'rotate-salts' }
  /**
   * The server has forgotten the account's sessions and what they were owed: `new_session_created` comes
   * with the next packet; the call itself is answered.
   */
  | { readonly kind: 'new-session' };

/** What a fault does to an update that is pushed. The box's log keeps it: only the push suffers. */
export type PushEffect =
  | { readonly kind: 'push-lost' }
  | { readonly kind: 'push-twice' }
  /** `updatesTooLong` or `updateChannelTooLong` comes in its place. */
  | { readonly kind: 'push-too-long' }
  /** An update of a constructor that no layer has comes in its place. */
  | { readonly kind: 'push-undecodable' }
  /** Comes with a `seq` that leaves out the one before. */
  | { readonly kind: 'push-seq-gap' }
  /** Comes so much later; what is pushed meanwhile goes ahead of it. @default ms 200 */
  | { readonly kind: 'push-late'; readonly ms?: number }
  /** Comes right behind the next update of its sequence; never, when none follows. */
  | { readonly kind: 'push-swapped' };

export type Effect = CallEffect | PushEffect;

/** Which calls or pushes a fault or a mix may strike. */
export interface Aim {
  /**
   * A TL method (`messages.sendMessage`), for push effects an update (`updateNewChannelMessage`); `*`
   * stands for any letters.
   */
  readonly method: string;
  /** Only calls of, or pushes to, this account. */
  readonly account?: number;
  /** Only where this peer is meant. */
  readonly peer?: PeerId;
}

/** Something that goes wrong, and when. */
export interface Fault extends Aim {
  readonly effect: Effect;
  /** How many matching calls pass unharmed first. @default 0 */
  readonly skip?: number;
  /** How often it strikes. @default for ever */
  readonly times?: number;
  /** How likely it strikes a matching call, by the seed. @default 1 */
  readonly probability?: number;
}
