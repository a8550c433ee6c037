import type { Content } from '../../core/content.js';
import type { Queryable } from '../../core/database.js';
import type { DmSettings, DmText } from '../../core/dm-settings.js';
import { PostaciError } from '../../core/errors.js';
import type { Logger } from '../../core/logger.js';
import type { Outbox } from '../../core/outbox.js';
import type { Peer } from '../../core/peer.js';
import { drawOne, seededRandom } from '../../lib/seeded-random.js';
import { renderTemplate, templateValues } from '../../lib/templates/template.js';
import { type Conversation, conversationThread, type Step } from './conversation.js';
import type { LastWords } from './follow-up.js';
import type { NewestIntent } from './newest-intent.js';
import { stepKey } from './step-key.js';

/** What saying something stands on. */
export interface SayingDependencies {
  readonly account: string;
  /** `CUSTOMER_ID`, for templates. */
  readonly customer: string;
  readonly outbox: Outbox;
  readonly logger: Logger;
}

/** One thing to say. */
export interface Saying {
  readonly step: Step;
  readonly conversation: Conversation;
  /** For which it was due; milliseconds since the epoch. */
  readonly dueAt: number;
  readonly peer: Peer;
  readonly words: LastWords;
  readonly settings: DmSettings;
  readonly timeZone: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Proposes a step: which of its texts is drawn from what it is, so that doing it twice says the same.
 * @returns the intent; undefined when its text can't be said to this person
 */
export async function say(
  tx: Queryable,
  { account, customer, outbox, logger }: SayingDependencies,
  saying: Saying,
): Promise<NewestIntent | undefined> {
  const { step, conversation, dueAt, words, settings, now } = saying;
  const { person, state, stage } = conversation;
  const text = textOf(settings, conversation, step);
  if (!text) return undefined;
  const dedupeKey = stepKey(person, { ...step, state, stage }, dueAt);
  const expiresAt = now + settings.expireAfterMs;
  try {
    await outbox.propose(tx, {
      account,
      service: 'dm',
      budget: 'unsolicited',
      op: 'send',
      peer: person,
      content: render(text, dedupeKey, customer, saying),
      lane: account,
      thread: conversationThread(person),
      priority: 'scheduled',
      notBefore: now,
      expiresAt,
      dedupeKey,
      ...(step.what === 'follow-up' && {
        precondition: { kind: 'still-silent', heardId: words.heardId ?? 0 },
      }),
    });
    return { dedupeKey, state: 'queued', expiresAt };
  } catch (error) {
    // A text that can't be sent must not stop what comes after it.
    if (!isUnsendable(error)) throw error;
    logger.error(error.message, { person, text: step.id });
    return undefined;
  }
}

function textOf(
  { welcome, invites, followUps }: DmSettings,
  { state, stage }: Conversation,
  { what, id }: Step,
): DmText | undefined {
  if (what === 'follow-up') return followUps[state][stage];
  return what === 'welcome' ? welcome : invites.find((invite) => invite.id === id);
}

function render(
  { id, variants }: DmText,
  event: string,
  customer: string,
  { peer, settings, timeZone, now }: Saying,
): Content {
  const indices = variants.map((_, index) => index);
  const variant = drawOne(seededRandom(seedOf(event)), indices);
  const [name = ''] = peer.title.trim().split(/\s+/u);
  const { variables } = settings;
  const values = templateValues({ name, customer, at: now, timeZone, variables });
  return renderTemplate({ id, variants, targets: [] }, variant, values);
}

/** FNV-1a, in 32 bits. */
function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return hash;
}

/** Both are thrown before anything is written: the transaction goes on. */
function isUnsendable(error: unknown): error is PostaciError {
  return (
    error instanceof PostaciError && ['TEMPLATE_INVALID', 'INTENT_INVALID'].includes(error.code)
  );
}
