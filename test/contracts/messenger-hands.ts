import type { Messenger } from '../../src/core/messenger.js';
import type { PeerId } from '../../src/core/peer.js';

/** What goes wrong with the next delivery, once. */
export type DeliveryFault =
  /** Telegram answers this error; the message has no effect. */
  | { readonly kind: 'error'; readonly code: number; readonly text: string }
  /** The message has its effect, and Telegram answers this error all the same. */
  | { readonly kind: 'error-after-effect'; readonly code: number; readonly text: string }
  /** The call is never answered and has no effect. */
  | { readonly kind: 'silence' }
  /** The message has its effect; its answer never comes, and the line stays up. */
  | { readonly kind: 'answer-lost' }
  /** The line breaks before the call has an effect. New connections are accepted. */
  | { readonly kind: 'cut' };

/** What goes wrong with the next typing, once. */
export type TypingFault =
  /** Telegram answers this error. */
  | { readonly kind: 'error'; readonly code: number; readonly text: string }
  /** The call is never answered. */
  | { readonly kind: 'silence' };

/** A message of the account as the world has it. */
export interface Arrived {
  readonly id: number;
  readonly text: string;
  readonly topicId?: number;
  /** The message that it is shown as a reply to. */
  readonly replyToId?: number;
  readonly randomId?: bigint;
  /** Server date in milliseconds (whole seconds). */
  readonly at: number;
}

/**
 * The world that the suite expects. The account is a member everywhere but in `foreign`; each chat is
 * new for each test, with no message in it.
 */
export interface ContractChats {
  /** A public supergroup in which everybody may write. */
  readonly group: { readonly id: PeerId; readonly title: string; readonly username: string };
  /** A supergroup without a username; `inviteHash` is of a link to it. */
  readonly invited: { readonly id: PeerId; readonly inviteHash: string };
  /** A basic group. */
  readonly basic: { readonly id: PeerId };
  /** A supergroup with slow mode. */
  readonly slow: { readonly id: PeerId; readonly slowModeSeconds: number };
  /** A forum with an open and a closed topic. */
  readonly forum: {
    readonly id: PeerId;
    readonly openTopicId: number;
    readonly closedTopicId: number;
  };
  /** A supergroup in which members may not write. */
  readonly muted: { readonly id: PeerId };
  /** A public supergroup that the account is not in and may not write to, and a link to it. */
  readonly foreign: {
    readonly id: PeerId;
    readonly username: string;
    readonly inviteHash: string;
  };
  /** A person with a username. */
  readonly person: { readonly id: PeerId; readonly username: string };
  /** A program with a username, to which the account has never written. */
  readonly bot: { readonly id: PeerId; readonly username: string };
}

/**
 * The suite's hands on the account and on the world around it. Made anew for each test. The functions
 * are taken apart from the object: they must not use `this`.
 */
export interface MessengerHands {
  /** Logged in before, not connected. */
  readonly messenger: Messenger;
  /** The account's id. */
  readonly selfId: PeerId;
  readonly chats: ContractChats;
  /** How long a delivery may take at most; short, where time is real. */
  readonly deadlineMs: number;
  /** The time that the messenger lives in. */
  now(): number;
  /** Lets time pass until `work` has settled. Where time is real: just `work`. */
  during<T>(work: Promise<T>): Promise<T>;
  /** Lets time pass until the condition holds; rejects after 20 s of it. */
  until(condition: () => boolean, what: string): Promise<void>;
  /** A person who is a member speaks. Returns the message's id. */
  say(chat: PeerId, text: string, topicId?: number): Promise<number>;
  /** Somebody speaks in the group of whom the account never heard. Returns the message's id. */
  sayAsStranger(text: string): Promise<number>;
  /** Somebody who may deletes a message for everybody; the id is as the account counts. */
  erase(chat: PeerId, id: number): Promise<void>;
  /** The account's owner speaks, from another device. Returns the message's id. */
  sayFromOtherDevice(chat: PeerId, text: string): Promise<number>;
  /** The person blocks the account, or takes messages only from people whom they wrote to. */
  closePerson(how: 'blocked' | 'private'): Promise<void>;
  /** Telegram holds the account back from writing to strangers. */
  limitAccount(): Promise<void>;
  /** How often the account was seen writing in a chat, and in which topics. */
  typings(chat: PeerId): Promise<readonly { readonly topicId?: number }[]>;
  /** The next typing meets this. */
  spoilTyping(fault: TypingFault): Promise<void>;
  /** The account's messages in a chat, oldest first. */
  arrived(chat: PeerId): Promise<readonly Arrived[]>;
  /** The next delivery meets this. */
  injectFault(fault: DeliveryFault): Promise<void>;
  /** How the world answers a random id that it has already. */
  answerDuplicatesWith(form: 'original' | 'error'): Promise<void>;
  /** The operator ends this session from another device. */
  endSession(): Promise<void>;
  /** Disconnects and takes the world down. */
  dispose(): Promise<void>;
}
