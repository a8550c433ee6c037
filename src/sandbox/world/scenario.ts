import type { Right } from './chat.js';
import type { Language, Privacy, Sanction } from './person.js';

/** A world in words: who lives in it, and where they meet. Plain JSON. */
export interface Scenario {
  readonly accounts: readonly AccountPlan[];
  readonly bots: readonly BotPlan[];
  /** Simulated people; those without privacy settings of their own may be written to by anybody. */
  readonly people: readonly PersonPlan[];
  readonly chats: readonly ChatPlan[];
}

/** Somebody who can log in. */
export interface AccountPlan {
  readonly firstName: string;
  readonly lastName?: string;
  readonly username?: string;
  /** With or without the leading plus. */
  readonly phone: string;
  readonly code: string;
  readonly password?: string;
  readonly language?: Language;
  readonly sanctions?: readonly Sanction[];
}

export interface BotPlan {
  readonly firstName: string;
  readonly username: string;
  /** What follows the bot's id and the colon. */
  readonly secret: string;
  /** It runs here, and says what it is told. @default it waits for its owner's program to log in */
  readonly echoes?: true;
}

export interface PersonPlan {
  readonly firstName: string;
  readonly lastName?: string;
  readonly username?: string;
  readonly language: Language;
  readonly privacy?: Privacy;
  /** Has written to every account, which may therefore answer. */
  readonly wroteFirst?: boolean;
}

export interface ChatPlan {
  readonly kind: 'group' | 'supergroup' | 'channel';
  readonly title: string;
  /** Without one the chat is private. */
  readonly username?: string;
  readonly about?: string;
  /** Usernames or phones of the accounts in it, or `all`. */
  readonly accounts: 'all' | readonly string[];
  /** The account that made it, by username or phone; else a simulated person did. */
  readonly owner?: string;
  /** How many simulated people are in it, chosen by the seed. */
  readonly people: number;
  readonly language?: Language;
  readonly forbidden?: readonly Right[];
  readonly slowModeSeconds?: number;
  readonly protected?: boolean;
  readonly joinToSend?: boolean;
  readonly joinRequest?: boolean;
  /** Makes it a forum; General is always there. */
  readonly topics?: readonly { readonly title: string; readonly closed?: boolean }[];
  /** The username of the channel whose discussion group this is. */
  readonly discusses?: string;
  /** Messages an hour that the simulated people say here. @default 30 */
  readonly talkPerHour?: number;
}
