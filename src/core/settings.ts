import type { Target } from './peer.js';

/** Hours of the local day in which the account may speak: from `startMinute` (included) to `endMinute` (not). */
export interface DayWindow {
  /** Minutes after local midnight, 0–1439. */
  readonly startMinute: number;
  /** Minutes after local midnight, 1–1440; smaller than the start when the window passes midnight. */
  readonly endMinute: number;
}

/** What holds back the unsolicited messages of one account (S1's variables). Undefined: no such limit. */
export interface Limits {
  /** IANA name; days and windows follow it. */
  readonly timeZone: string;
  /** Empty: always. */
  readonly activeWindows: readonly DayWindow[];
  /** Local dates (`2026-01-01`) on which nothing unsolicited goes out. */
  readonly blackoutDays: readonly string[];
  readonly messagesPerDay?: number;
  /** A rolling hour. */
  readonly messagesPerHour?: number;
  readonly minIntervalMs: number;
  readonly minIntervalPerPeerMs: number;
  /** Comments on new posts in one chat in any 60 minutes; absent: no such cap. */
  readonly maxInstantPerChatPerHour?: number;
  readonly people: PeopleLimits;
}

/** What holds back messages to people, and answers anywhere (S3's variables, and ours). */
export interface PeopleLimits {
  /** Between two unsolicited messages to one person: what comes sooner is refused. */
  readonly cooldownMs: number;
  /** So many unsolicited messages to one person in any `windowMs`: what is more is refused. */
  readonly maxPerWindow: number;
  readonly windowMs: number;
  /** Conversations that the account begins, with people who never wrote to it, on one local day. */
  readonly newConversationsPerDay: number;
  /**
   * So many days a young account works its way up to `newConversationsPerDay`, evenly, from one a day on;
   * 0: it may from the first.
   */
  readonly warmUpDays: number;
  /** When the account began, by the operator's word: a local date; absent: its first login with postaci. */
  readonly accountSince?: string;
  /** Between two answers in one chat. */
  readonly answerIntervalMs: number;
  /** Answers in one chat in any 60 minutes. */
  readonly answersPerChatPerHour: number;
  /** Answers of the account on one local day. */
  readonly answersPerDay: number;
  /** How long the account is silent in a chat after the operator wrote there by hand. */
  readonly takeoverMs: number;
}

/** S3's figures, and what is careful where S3 names none. */
export const DEFAULT_PEOPLE_LIMITS: PeopleLimits = {
  cooldownMs: 300_000,
  maxPerWindow: 3,
  windowMs: 3_600_000,
  newConversationsPerDay: 10,
  warmUpDays: 14,
  answerIntervalMs: 3_000,
  answersPerChatPerHour: 20,
  answersPerDay: 300,
  takeoverMs: 6 * 3_600_000,
};

/** What follows when Telegram says that the account writes to too many strangers (S1's `SPAMBLOCK_*`). */
export interface SpamBreakerSettings {
  /** So many such errors, with nothing unsolicited sent between them, silence everything unsolicited. */
  readonly threshold: number;
  /** The first silence; each further one is twice as long. */
  readonly minCooldownMs: number;
  /** The longest silence. */
  readonly maxCooldownMs: number;
}

/** When the message service speaks in a group. */
export type Schedule =
  | {
      readonly kind: 'every';
      readonly everyMs: number;
      /** Each gap is drawn evenly from `everyMs ± jitterMs`. */
      readonly jitterMs: number;
    }
  /** Five or six fields, in `Limits.timeZone`. */
  | { readonly kind: 'cron'; readonly expression: string }
  /** Follows how lively the group is: between the two bounds, shorter the livelier. */
  | { readonly kind: 'traffic'; readonly minMs: number; readonly maxMs: number };

/** What to do with occurrences that fell into a time when the daemon was not running. */
export type MissedRunPolicy = 'skip' | 'once';

/** One template of `messages.{json,yaml}`. */
export interface MessageTemplate {
  readonly id: string;
  /** Texts of equal standing; one is drawn each time. At least one. */
  readonly variants: readonly string[];
  /** Absolute path, checked to be readable. The text is its caption then. */
  readonly media?: { readonly kind: 'photo' | 'document'; readonly path: string };
  /** Only for these targets (as written); empty: for all. */
  readonly targets: readonly string[];
}

export interface MessageTarget extends Target {
  readonly schedule: Schedule;
}

/** The message service's whole configuration. */
export interface MessageSettings {
  readonly targets: readonly MessageTarget[];
  readonly templates: readonly MessageTemplate[];
  /** The operator's own variables, beside the built-in ones. */
  readonly variables: Readonly<Record<string, string>>;
  readonly missedRuns: MissedRunPolicy;
  /** A planned message that could not go within this time is not sent any more. */
  readonly expireAfterMs: number;
  /** Never twice in a row when nobody spoke in between. */
  readonly onlyAfterOthers: boolean;
}
