import type { DmSettings } from '../../core/dm-settings.js';
import type { Consent } from '../../core/people.js';
import type { PeopleLimits } from '../../core/settings.js';
import type { Conversation } from './conversation.js';
import { type LastWords, type Next, nextFollowUp } from './follow-up.js';

/** What the next step follows from. Times are milliseconds since the epoch. */
export interface Circumstances {
  readonly conversation: Conversation;
  readonly consent: Consent;
  readonly words: LastWords;
  /** Nothing is said before: see `earliestAt`, and what was taken back is not said again the same day. */
  readonly notBefore: number;
  readonly settings: DmSettings;
  readonly now: number;
}

/** The newest of the unsolicited messages to a person, and the one that fills the window. */
export interface Unsolicited {
  readonly lastAt?: number;
  /** The `maxPerWindow`th newest. */
  readonly fillingAt?: number;
}

/** Before this the guard would refuse an unsolicited message to the person. */
export function earliestAt({ lastAt, fillingAt }: Unsolicited, limits: PeopleLimits): number {
  return Math.max(
    lastAt === undefined ? Number.NEGATIVE_INFINITY : lastAt + limits.cooldownMs,
    fillingAt === undefined ? Number.NEGATIVE_INFINITY : fillingAt + limits.windowMs,
  );
}

/**
 * The one next step of a conversation: the welcome as long as it is pending (it is the first thing to be
 * said, or never), else an invite or a follow-up, whichever comes first.
 */
export function nextStep(circumstances: Circumstances): Next {
  const { conversation, words, notBefore, settings, now } = circumstances;
  const followUp = nextFollowUp(conversation, words, settings.followUps, now);
  const offer = nextOffer(circumstances);
  const next = offer && (followUp.type === 'none' || offer.at <= followUp.at) ? offer : followUp;
  return next.type === 'say' ? { ...next, at: Math.max(next.at, notBefore) } : next;
}

/** The pending welcome, or the first of the invites that were not said yet. */
function nextOffer({
  conversation,
  consent,
  settings,
}: Circumstances): Extract<Next, { type: 'say' }> | undefined {
  const { said, due } = conversation;
  const isFor = (text: { readonly id: string; readonly bases: readonly Consent['basis'][] }) =>
    text.bases.includes(consent.basis) && !said.includes(text.id);
  const { welcome } = settings;
  if (due?.what === 'welcome' && welcome && isFor(welcome)) {
    return { type: 'say', step: { what: 'welcome', id: welcome.id }, at: consent.at };
  }
  const [first] = settings.invites.filter(isFor).sort((a, b) => a.afterMs - b.afterMs);
  return (
    first && {
      type: 'say',
      step: { what: 'invite', id: first.id },
      at: consent.at + first.afterMs,
    }
  );
}
