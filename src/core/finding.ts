import type { PeerId } from './peer.js';
import type { ConsentBasis } from './people.js';

/**
 * What a rule of the guard found, as data, so that it can be told in any language. Lengths of time (`…Ms`) are
 * milliseconds, moments milliseconds since the epoch; `null` is none. Stored with each decision: a kind that
 * once was stays what it is.
 */
export type Finding =
  /** Until the message's own end, and since. */
  | { readonly kind: 'time-left'; readonly leftMs: number }
  | { readonly kind: 'too-late'; readonly lateMs: number }
  /** A service's name, or `*`. */
  | { readonly kind: 'paused'; readonly what: string }
  /** Telegram's own word; `content` is the one kind of content that is barred, null: everything. */
  | { readonly kind: 'restricted'; readonly code: string; readonly content: string | null }
  /** The operator's own words may go there, or may not. */
  | { readonly kind: 'own-chat' }
  | { readonly kind: 'not-own-chat' }
  | { readonly kind: 'agreed'; readonly basis: ConsentBasis; readonly source: string }
  | { readonly kind: 'never-agreed'; readonly known: boolean }
  | { readonly kind: 'forgotten' }
  /** `word`: what the person said; null: the operator wrote it down. */
  | { readonly kind: 'opted-out'; readonly at: number; readonly word: string | null }
  /** The operator wrote in the chat; `until` it is the operator's, null: no longer. */
  | { readonly kind: 'by-hand'; readonly agoMs: number; readonly until: number | null }
  /** Others wrote message `heard` last; what counts is whether that is newer than `mark`. */
  | { readonly kind: 'silent'; readonly heard: number | null; readonly mark: number | null }
  | { readonly kind: 'spoke'; readonly heard: number; readonly mark: number | null }
  | { readonly kind: 'nothing-of-ours' }
  | { readonly kind: 'groups-unknown' }
  | { readonly kind: 'no-target'; readonly peer: PeerId }
  /** By the wall clock; `opensAt` is when the active hours begin, null: never. */
  | { readonly kind: 'open'; readonly at: number }
  | { readonly kind: 'closed'; readonly at: number; readonly opensAt: number | null }
  /** `tooLate`: there is room, but it could arrive only on the next day. */
  | {
      readonly kind: 'sent-today';
      readonly count: number;
      readonly cap: number;
      readonly tooLate: boolean;
    }
  /** `everyMs`: there is room, and the pace below the cap asks for that much between two. */
  | {
      readonly kind: 'sent-in-hour';
      readonly count: number;
      readonly cap: number;
      readonly everyMs: number | null;
    }
  | { readonly kind: 'instant-in-hour'; readonly count: number; readonly cap: number }
  | {
      readonly kind: 'sent-to-person';
      readonly count: number;
      readonly cap: number;
      readonly windowMs: number;
    }
  /** `warmUpDay`: of an account that is still new, from 1 on. */
  | {
      readonly kind: 'begun-today';
      readonly count: number;
      readonly cap: number;
      readonly warmUpDay: number | null;
      readonly tooLate: boolean;
    }
  | {
      readonly kind: 'answers';
      readonly here: number;
      readonly hereCap: number;
      readonly today: number;
      readonly todayCap: number;
    }
  /** Since the last one of the account, of the chat, to the person, or the last answer in the chat. */
  | {
      readonly kind: 'since-last';
      readonly of: 'account' | 'chat' | 'person' | 'answers';
      readonly sinceMs: number | null;
      readonly leastMs: number;
    }
  | { readonly kind: 'slow-mode'; readonly everyMs: number; readonly sinceMs: number | null };
