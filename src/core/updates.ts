import type { Incoming, IncomingMessage } from './incoming.js';
import type { PeerId } from './peer.js';

/**
 * Where the sequences stand that all of an account's people and basic groups share. Opaque figures of
 * Telegram's; `date` is in its seconds.
 * @see https://core.telegram.org/api/updates
 */
export interface CommonState {
  readonly pts: number;
  readonly qts: number;
  readonly seq: number;
  readonly date: number;
}

/** What orders an update: the account's common count, its second one, or a channel's own. */
export type Sequence =
  | { readonly of: 'pts' }
  | { readonly of: 'qts' }
  | { readonly of: 'channel'; readonly channel: PeerId };

/** One thing that Telegram tells. */
export type Update =
  /** It stands at `pts` of a sequence, which it moved by `count`. */
  | {
      readonly kind: 'sequenced';
      readonly sequence: Sequence;
      readonly pts: number;
      /** 0 for what only tells where the sequence stands. */
      readonly count: number;
      /** Undefined when it is nothing that anybody listens for: it moves the sequence all the same. */
      readonly incoming?: Incoming;
    }
  /** Too much happened in a channel to be told one by one: its difference has to be asked for. */
  | { readonly kind: 'channel-too-long'; readonly channel: PeerId }
  /** The message that one of the account's own random ids became. */
  | { readonly kind: 'message-id'; readonly randomId: bigint; readonly messageId: number };

/** What arrives by itself. A hint: the difference is the truth. */
export type Push =
  | {
      readonly kind: 'updates';
      /** The first and the last number of the push in the sequence of pushes; 0 where it has none. */
      readonly seqStart: number;
      readonly seq: number;
      /** In Telegram's seconds. */
      readonly date: number;
      readonly updates: readonly Update[];
    }
  /**
   * Something was not told, nobody knows what: `updatesTooLong`, a session that the server made anew, an
   * update that could not be decoded.
   */
  | { readonly kind: 'too-long'; readonly reason: string };

/** Telegram wants patience before it answers this. */
export interface Wait {
  readonly kind: 'wait';
  /** Telegram's own error text. */
  readonly code: string;
  readonly waitMs: number;
}

/** What the account missed. */
export type Difference =
  | {
      readonly kind: 'part';
      /** New messages, which carry no number of the sequence here; in their order. */
      readonly messages: readonly IncomingMessage[];
      /** All else, in its order. */
      readonly updates: readonly Update[];
      /** Where the sequences stand after this part. */
      readonly state: CommonState;
      /** False: ask again from `state`. */
      readonly final: boolean;
    }
  /** Too much to tell. The messages have to be read from the chats' histories. */
  | { readonly kind: 'too-long'; readonly pts: number };

/** What was missed of a channel. */
export type ChannelDifference =
  | {
      readonly kind: 'part';
      readonly messages: readonly IncomingMessage[];
      readonly updates: readonly Update[];
      readonly pts: number;
      readonly final: boolean;
    }
  /** Too much to tell: the sequence stands at `pts` now, the newest message is `topMessageId`. */
  | { readonly kind: 'too-long'; readonly pts: number; readonly topMessageId: number }
  /** The account is not there any more, or never was: CHANNEL_PRIVATE and its like. */
  | { readonly kind: 'gone'; readonly code: string };

/** One line of the account's list of chats. */
export interface Dialog {
  readonly peer: PeerId;
  readonly topMessageId: number;
  /** Server date of its newest message in milliseconds. */
  readonly at: number;
  /** Where the sequence of a channel or supergroup stands; undefined for people and basic groups. */
  readonly pts?: number;
}

/**
 * What Telegram tells one account, and the ways to ask for what it did not. A contract suite
 * (`test/contracts/updates.ts`) holds every implementation to this. Calls have a deadline of their own.
 * All of them throw when Telegram cannot be reached or refuses in a way that is not named here, and the
 * signal's reason when it aborts.
 */
export interface UpdateSource {
  /**
   * Hears what arrives, in order of arrival, and what the account's own calls moved: their answers count in
   * the sequences too. Returns the way to stop.
   */
  onPush(handler: (push: Push) => void): () => void;
  /** Where the common sequences stand now. */
  state(signal: AbortSignal): Promise<CommonState | Wait>;
  /** What happened since, at most some thousand updates of it. */
  difference(since: CommonState, signal: AbortSignal): Promise<Difference | Wait>;
  /** What happened in a channel or supergroup since, at most 100 updates of it. */
  channelDifference(
    channel: PeerId,
    pts: number,
    signal: AbortSignal,
  ): Promise<ChannelDifference | Wait>;
  /** The account's chats in pages, those with the newest messages first. @throws what ends the listing */
  dialogs(signal: AbortSignal): AsyncIterable<readonly Dialog[]>;
  /** The oldest messages of a chat that are newer than `afterId`, oldest first; `limit` at most 100. */
  messagesAfter(
    peer: PeerId,
    afterId: number,
    limit: number,
    signal: AbortSignal,
  ): Promise<readonly IncomingMessage[] | Wait>;
}
