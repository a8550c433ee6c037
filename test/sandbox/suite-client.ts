import type { SandboxAccount, SandboxReady } from '../../src/sandbox/sandbox.js';

/** What the suite reads of a message. */
export interface SeenMessage {
  readonly id: number;
  readonly text: string;
}

/** A real client, unmodified, as far as the suite needs it. Chats are named by username. */
export interface SuiteClient {
  /** Logs in with phone, code and, where asked, password. @returns the account's first name. */
  logIn(account: SandboxAccount): Promise<string>;
  /** Sends words under a random_id. @returns the message's id. */
  send(chat: string, text: string, randomId: bigint): Promise<number>;
  sendPhoto(chat: string, bytes: Buffer, caption: string): Promise<number>;
  /** What a photo's bytes are, as they come back. */
  download(chat: string, id: number): Promise<Buffer>;
  history(chat: string): Promise<readonly SeenMessage[]>;
  edit(chat: string, id: number, text: string): Promise<void>;
  delete(chat: string, id: number): Promise<void>;
  forward(from: string, id: number, to: string): Promise<number>;
  /** Comments on a channel's post in the client's own way. @returns the comment's id in the group. */
  comment(channel: string, postId: number, text: string): Promise<number>;
  dialogTitles(): Promise<readonly string[]>;
  /** Texts of the messages that came as updates, in the order of their coming. */
  readonly heard: readonly string[];
  /** Remembers where the updates stand, before something is missed. */
  markUpdates(): Promise<void>;
  /** Asks for what was missed since the mark. @returns texts. Clients that do so themselves: what they heard. */
  missed(): Promise<readonly string[]>;
  logOut(): Promise<void>;
  /** Is the account still logged in? */
  isLoggedIn(): Promise<boolean>;
  destroy(): Promise<void>;
}

export type ConnectSuiteClient = (ready: SandboxReady) => Promise<SuiteClient>;
