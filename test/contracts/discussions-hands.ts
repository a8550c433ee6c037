import type { Messenger } from '../../src/core/messenger.js';
import type { PeerId } from '../../src/core/peer.js';

/** A channel, and where it is discussed. */
export interface ContractChannel {
  readonly id: PeerId;
  readonly group: PeerId;
}

/**
 * The channels that the suite expects, new for each test and without a post. The account is in all of them
 * but `foreign`, and in none of their groups but `muted` and `slow`.
 */
export interface ContractChannels {
  /** Public; everybody may comment. */
  readonly open: ContractChannel & { readonly username: string };
  /** The same, but the account is not in it. */
  readonly foreign: ContractChannel & { readonly username: string };
  /** Only members of its group may comment. */
  readonly strict: ContractChannel;
  /** Nobody but admins may write in its group. */
  readonly muted: ContractChannel;
  readonly slow: ContractChannel & { readonly slowModeSeconds: number };
  /** Without a username, and so is its group. */
  readonly closed: ContractChannel;
  /** It has no group. */
  readonly silent: { readonly id: PeerId };
}

/** What goes wrong with the next question, once. */
export type QuestionFault =
  | { readonly kind: 'error'; readonly code: number; readonly text: string }
  | { readonly kind: 'silence' };

/** The suite's hands on the account and on the world around it. Made anew for each test. */
export interface DiscussionsHands {
  /** Logged in before, not connected. */
  readonly messenger: Messenger;
  readonly channels: ContractChannels;
  /** A supergroup that is no discussion group. */
  readonly plainGroup: PeerId;
  /** The time that the messenger lives in. */
  now(): number;
  /** Lets time pass until `work` has settled. Where time is real: just `work`. */
  during<T>(work: Promise<T>): Promise<T>;
  /** The channel posts a text. Returns its id. */
  post(channel: PeerId, text: string): Promise<number>;
  /** The channel posts photos as one album, one for each caption. Returns their ids. */
  album(channel: PeerId, captions: readonly string[]): Promise<readonly number[]>;
  editPost(channel: PeerId, id: number, text: string): Promise<void>;
  /** Somebody who may deletes a message. */
  erase(chat: PeerId, id: number): Promise<void>;
  /** A person answers a message in a group. Returns the answer's id. */
  answer(group: PeerId, id: number, text: string): Promise<number>;
  /** So many people react to a message. */
  react(group: PeerId, id: number, people: 1 | 2): Promise<void>;
  /** The account is thrown out of a channel. */
  throwOut(channel: PeerId): Promise<void>;
  /** The next question about channels, of whatever kind, meets this. */
  injectFault(fault: QuestionFault): Promise<void>;
  /** Disconnects and takes the world down. */
  dispose(): Promise<void>;
}
