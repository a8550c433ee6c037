import type { ConsentBasis, ConversationState } from './people.js';

/** One thing to say to a person, in texts of equal standing. */
export interface DmText {
  readonly id: string;
  /** At least one. */
  readonly variants: readonly string[];
}

/** Said once to each person whose consent has one of the bases. */
export interface Invite extends DmText {
  readonly bases: readonly ConsentBasis[];
  /** From consent to the invite. */
  readonly afterMs: number;
}

/** Said when a conversation fell silent for so long after the account's last word. */
export interface FollowUp extends DmText {
  readonly afterMs: number;
}

/** The dm service's whole configuration: `invites.{json,yaml}`. */
export interface DmSettings {
  /** The first thing that a person who agreed hears. */
  readonly welcome?: DmText & { readonly bases: readonly ConsentBasis[] };
  readonly invites: readonly Invite[];
  /** In order; each counts from the account's last word in the conversation. Empty: none. */
  readonly followUps: Readonly<Record<ConversationState, readonly FollowUp[]>>;
  /** The operator's own variables, beside the built-in ones. */
  readonly variables: Readonly<Record<string, string>>;
  /** What could not go within this time is not sent any more. */
  readonly expireAfterMs: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** S3's conservative schedules: how long after the account's last word each follow-up may come. */
export const FOLLOW_UP_AFTER_MS: Readonly<Record<ConversationState, readonly number[]>> = {
  'first-contact': [6 * HOUR_MS, DAY_MS, 3 * DAY_MS],
  manual: [DAY_MS, 2 * DAY_MS, 7 * DAY_MS],
  active: [DAY_MS, 3 * DAY_MS, 7 * DAY_MS],
};

/** Nothing is written that could be said to people. */
export const NO_MESSAGES_TO_PEOPLE: DmSettings = {
  invites: [],
  followUps: { 'first-contact': [], manual: [], active: [] },
  variables: {},
  expireAfterMs: DAY_MS,
};
