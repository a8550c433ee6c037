import { createHash } from 'node:crypto';
import type { Content } from '../../core/content.js';
import type { Queryable } from '../../core/database.js';
import type { MessageFacts } from '../../core/incoming.js';
import type { IntentDraft } from '../../core/intent.js';
import type { Outbox } from '../../core/outbox.js';
import type { PeerId } from '../../core/peer.js';
import type { ReplySettings } from '../../core/reply-settings.js';
import { WITHDRAWALS } from '../../core/withdrawal.js';
import { type Random, seededRandom } from '../../lib/seeded-random.js';
import { renderTemplate, templateValues } from '../../lib/templates/template.js';
import { waitingAnswer } from './answer-rows.js';
import type { Audience } from './audience.js';
import type { Choice } from './choice.js';
import { notBefore, type Timing } from './timing.js';

/** What an answer is proposed with. */
export interface AnswerDependencies {
  readonly account: string;
  /** `CUSTOMER_ID`, for templates. */
  readonly customer: string;
  readonly outbox: Outbox;
}

/** An answer that was decided on. */
export interface Answer {
  readonly message: MessageFacts;
  readonly audience: Audience;
  readonly choice: Choice;
  readonly timing: Timing;
  readonly settings: ReplySettings;
  /** IANA name. */
  readonly timeZone: string;
}

/** What to cancel together: a chat's answers. */
export function replyThread(chat: PeerId): string {
  return `reply:${chat}`;
}

/** The same draws for the same message, whenever it is decided about. */
export function randomOf(account: string, { peer, messageId }: MessageFacts): Random {
  const seed = createHash('sha256').update(`${account}:${peer}:${messageId}`).digest();
  return seededRandom(seed.readInt32LE(0));
}

/**
 * Proposes an answer. In private it takes the place of the one that waits, and its time where that is sooner.
 * @throws PostaciError `TEMPLATE_INVALID`, `INTENT_INVALID`: nothing was changed then
 */
export async function proposeAnswer(
  tx: Queryable,
  { account, customer, outbox }: AnswerDependencies,
  { message, audience, choice, timing, settings, timeZone }: Answer,
): Promise<{ readonly intent: number; readonly at: number; readonly text: string }> {
  const { peer, topicId, messageId } = message;
  const thread = replyThread(peer);
  const alone = audience.chat === 'private';
  const waiting = alone ? await waitingAnswer(tx, account, thread) : undefined;
  const at = notBefore(timing, waiting);
  const values = templateValues({
    ...(audience.group !== undefined && { group: audience.group }),
    name: firstName(audience.person.title),
    customer,
    at,
    timeZone,
    variables: settings.variables,
  });
  const content: Content = choice.plain
    ? { kind: 'text', text: choice.template.variants[choice.variant] ?? '', linkPreview: false }
    : renderTemplate(choice.template, choice.variant, values);
  const draft: IntentDraft = {
    account,
    service: 'reply',
    budget: 'answer',
    op: 'send',
    peer,
    ...(topicId !== undefined && { topicId }),
    ...(!alone && { replyTo: messageId }),
    content,
    lane: account,
    thread,
    priority: 'interactive',
    notBefore: at,
    expiresAt: at + settings.expireAfterMs,
    dedupeKey: `${thread}:${messageId}`,
  };
  if (waiting !== undefined) {
    const reason = WITHDRAWALS['newer-message'];
    await outbox.cancel(tx, { account, what: { thread }, reason });
  }
  const { id } = await outbox.propose(tx, draft);
  return { intent: id, at, text: content.text };
}

/** How somebody is spoken to. */
export function firstName(title: string): string {
  return title.trim().split(/\s+/, 1)[0]?.slice(0, 64) ?? '';
}
