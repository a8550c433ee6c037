import type { Clock } from '../core/clock.js';
import type { Queryable } from '../core/database.js';
import type { Intent } from '../core/intent.js';
import type { Logger } from '../core/logger.js';
import type { Messenger } from '../core/messenger.js';
import type { Outcome } from '../core/outcome.js';
import type { Attempt, Settlement } from './attempt.js';
import { type Finding, lookUp, otherMessageIds } from './look-up.js';

/**
 * How long a random id is trusted to be remembered by Telegram, which publishes no figure. After that,
 * what is in doubt is looked for in the chat before it is sent again. Short enough that a message which
 * is under way for minutes still comes within five: what is sent late arrives later.
 */
export const IDS_REMEMBERED_MS = 2 * 60_000;

/** After so long an unreadable history is given up. */
const GIVE_UP_AFTER_MS = 24 * 3_600_000;

/** What an attempt needs. */
export interface Hands {
  readonly database: Queryable;
  readonly messenger: Pick<Messenger, 'deliver' | 'history'>;
  readonly clock: Clock;
  readonly logger: Logger | undefined;
}

/** Does on the network what was claimed; outside any transaction. Never throws for what the network does. */
export async function perform(
  hands: Hands,
  attempt: Attempt,
  signal: AbortSignal,
): Promise<Settlement> {
  const { intent } = attempt;
  if (attempt.type === 'look-up') {
    const finding = await find(hands, intent, signal);
    if (finding.status !== 'absent') return settleFinding(hands, intent, finding);
    return { type: 'absent', intent, decision: attempt.decision };
  }
  const { inDoubt } = attempt;
  if (inDoubt && hands.clock.now() - (intent.firstAttemptAt ?? 0) > IDS_REMEMBERED_MS) {
    const finding = await find(hands, intent, signal);
    if (finding.status !== 'absent') return settleFinding(hands, intent, finding);
  }
  const began = hands.clock.now();
  const outcome = await deliver(hands, intent, signal);
  const answeredInMs = Math.max(0, hands.clock.now() - began);
  if (inDoubt && outcome.status === 'refused') {
    // Refused now; the attempt in doubt may have arrived before that.
    const finding = await find(hands, intent, signal);
    if (finding.status === 'arrived') return settleFinding(hands, intent, finding);
    if (finding.status === 'unreadable') return settleFinding(hands, intent, finding);
  }
  return { type: 'outcome', intent, inDoubt, outcome, answeredInMs };
}

async function deliver(
  { messenger, logger }: Hands,
  { peer, topicId, replyTo, content, randomIds, id }: Intent,
  signal: AbortSignal,
): Promise<Outcome> {
  const place = {
    peer,
    ...(topicId !== undefined && { topicId }),
    ...(replyTo !== undefined && { replyTo }),
  };
  try {
    return await messenger.deliver({ ...place, content, randomIds }, signal);
  } catch (error) {
    // The port promises not to; what is thrown all the same tells nothing about the message.
    logger?.error('the delivery failed in an unforeseen way', { intent: id, error: String(error) });
    return { status: 'unknown', code: 'UNFORESEEN' };
  }
}

async function find(
  { database, messenger }: Hands,
  intent: Intent,
  signal: AbortSignal,
): Promise<Finding> {
  return lookUp(messenger, intent, await otherMessageIds(database, intent), signal);
}

function settleFinding(
  { clock, logger }: Hands,
  intent: Intent,
  finding: Exclude<Finding, { status: 'absent' }>,
): Settlement {
  if (finding.status === 'arrived') {
    const { messageId, at } = finding;
    const outcome = {
      status: 'sent',
      messageIds: [messageId],
      sentAt: at,
      duplicate: true,
    } as const;
    return { type: 'outcome', intent, inDoubt: true, outcome };
  }
  logger?.warn('it is not known whether a message arrived', { intent: intent.id, ...finding });
  const age = clock.now() - (intent.firstAttemptAt ?? intent.createdAt);
  if (finding.status === 'out-of-reach' || age > GIVE_UP_AFTER_MS) {
    return { type: 'lost-track', intent, reason: finding.reason };
  }
  const outcome = { status: 'unknown', code: 'HISTORY_UNREADABLE' } as const;
  return { type: 'outcome', intent, inDoubt: true, outcome };
}
