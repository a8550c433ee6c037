import type { WritingRules } from './author.js';
import type { PeerRef } from './peer.js';
import type { DayWindow } from './settings.js';

/**
 * Who answers in private chats: `off` nobody (nor in groups), `manual` the operator, `manualplus` the operator
 * or, after a while, the service, `auto` the service.
 */
export const REPLY_MODES = ['off', 'manual', 'manualplus', 'auto'] as const;
export type ReplyMode = (typeof REPLY_MODES)[number];

/** Where and when a rule answers. Whoever has none of these conditions answers always. */
export interface ReplyConditions {
  readonly id: string;
  readonly chats: 'all' | 'private' | 'groups';
  /** Two-letter codes. Empty: any. */
  readonly languages: readonly string[];
  /** Hours of the local day. Empty: always. */
  readonly hours: readonly DayWindow[];
  /** So long it does not answer in the same chat again. */
  readonly cooldownMs: number;
}

/** One rule of `responses.{json,yaml}`. All its conditions have to hold; one without any holds always. */
export interface ReplyRule extends ReplyConditions {
  /** Any of these, as whole words or phrases; case, İ/ı and ё/е do not count. Empty: no condition. */
  readonly keywords: readonly string[];
  /** Diacritics do not count either: `siparis` for `sipariş`. */
  readonly loose: boolean;
  /** Any of these (RE2 syntax, case-insensitive) is found in the text. Empty: no condition. */
  readonly patterns: readonly string[];
  /** Texts of equal standing. At least one. */
  readonly variants: readonly string[];
}

/** The last rule: a language model answers what no rule and no menu did. */
export interface WrittenRule extends ReplyConditions {
  readonly writing: WritingRules;
}

/** What a person may choose from, by number or by label. */
export interface ReplyMenu {
  readonly text: string;
  readonly items: readonly { readonly label: string; readonly answer: string }[];
}

/** The reply service's whole configuration. */
export interface ReplySettings {
  readonly mode: ReplyMode;
  /** Modes of single private chats. */
  readonly chatModes: readonly {
    readonly written: string;
    readonly peer: PeerRef;
    readonly mode: ReplyMode;
  }[];
  /** How long `manualplus` leaves it to the operator. */
  readonly manualPlusTimeoutMs: number;
  /** Hours of the local day in which nothing is answered: private answers wait for their end. */
  readonly quietHours: readonly DayWindow[];
  /** In order: the first that holds answers. */
  readonly rules: readonly ReplyRule[];
  /** Absent: nothing is answered that nobody wrote an answer for. */
  readonly written?: WrittenRule;
  readonly menu?: ReplyMenu;
  /** The menu comes by itself after so many messages that no rule answered; absent: only on `menu`. */
  readonly menuAfter?: number;
  /** The operator's own variables, beside the built-in ones. */
  readonly variables: Readonly<Record<string, string>>;
  /** An answer that could not go within this time is not sent any more. */
  readonly expireAfterMs: number;
}

/** What answers are like that a model writes, unless the configuration says something else. */
export const DEFAULT_REPLY_WRITING: WritingRules = {
  minLength: 1,
  maxLength: 500,
  maxEmojis: 2,
  languages: [],
  strict: false,
  allowed: [],
};

/** Nothing is written that could be answered with. */
export const NO_REPLIES: ReplySettings = {
  mode: 'manualplus',
  chatModes: [],
  manualPlusTimeoutMs: 300_000,
  quietHours: [],
  rules: [],
  variables: {},
  expireAfterMs: 900_000,
};
