import type { Messenger } from '../../src/core/messenger.js';
import type { PeerId } from '../../src/core/peer.js';
import type { UpdateSource } from '../../src/core/updates.js';

/** What becomes of the next push, once; the difference has it all the same. */
export type PushMishap = 'lost' | 'twice' | 'too-long';

/** The calls of an `UpdateSource`. */
export type Question = 'state' | 'difference' | 'channelDifference' | 'dialogs' | 'messagesAfter';

/** What becomes of the next call of that kind, once. */
export type QuestionMishap =
  | { readonly kind: 'error'; readonly code: number; readonly text: string }
  | { readonly kind: 'silence' };

/** The chats that the suite expects. They are new for each test; the account is a member of all. */
export interface UpdatesChats {
  /** A supergroup in which everybody may write. */
  readonly group: PeerId;
  /** A channel of somebody else's. */
  readonly channel: PeerId;
  /** A forum with an open topic. */
  readonly forum: { readonly id: PeerId; readonly topicId: number };
  readonly basic: PeerId;
  /** A person, who may be written to. */
  readonly person: PeerId;
}

/** What a message is beside its words. */
export interface Traits {
  readonly topicId?: number;
  readonly replyToId?: number;
  /** The account is named in it. */
  readonly mentioned?: boolean;
  /** A decimal string of 64 bits. */
  readonly albumId?: string;
}

/**
 * The suite's hands on the account and on the world around it, made anew for each test. The functions are
 * taken apart from the object: they must not use `this`. Ids are as the account counts.
 */
export interface UpdatesHands {
  /** Logged in before, not connected. */
  readonly messenger: Messenger;
  /** The messenger's `updates`. */
  readonly source: UpdateSource;
  readonly selfId: PeerId;
  readonly chats: UpdatesChats;
  /** Lets time pass until `work` has settled. Where time is real: just `work`. */
  during<T>(work: Promise<T>): Promise<T>;
  /** Lets time pass until the condition holds; rejects after 20 s of it. */
  until(condition: () => boolean, what: string): Promise<void>;
  /** Somebody else speaks; in the channel its owner. Returns the message's id. */
  say(chat: PeerId, text: string, traits?: Traits): Promise<number>;
  /** The account's owner speaks, from another device. */
  sayFromOtherDevice(chat: PeerId, text: string): Promise<number>;
  /** Whoever said it says something else there. */
  edit(chat: PeerId, messageId: number, text: string): Promise<void>;
  /** Deleted for everybody. */
  delete(chat: PeerId, messageIds: readonly number[]): Promise<void>;
  /** Telegram notes in the chat that something happened: a service message. */
  note(chat: PeerId): Promise<void>;
  /** The account is thrown out of a supergroup or channel. */
  kick(chat: PeerId): Promise<void>;
  /** The account's line breaks. New connections are accepted. */
  cut(): Promise<void>;
  spoilPush(mishap: PushMishap): Promise<void>;
  spoil(question: Question, mishap: QuestionMishap): Promise<void>;
  /**
   * How many entries one part of the common difference has at most, and beyond how many the common one
   * or a channel's is too long.
   */
  limitDifferences(limits: {
    readonly slice?: number;
    readonly most?: number;
    readonly mostOfChannel?: number;
  }): Promise<void>;
  /** Disconnects, and takes down what this test has made. */
  dispose(): Promise<void>;
}
