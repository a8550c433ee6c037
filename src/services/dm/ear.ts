import type { Clock } from '../../core/clock.js';
import type { Queryable } from '../../core/database.js';
import type { DmSettings } from '../../core/dm-settings.js';
import type { Incoming, IncomingMessage } from '../../core/incoming.js';
import type { IncomingHandler } from '../../core/incoming-handler.js';
import type { Outbox } from '../../core/outbox.js';
import { type ConversationState, isTelegramsOwn, type People } from '../../core/people.js';
import type { Limits } from '../../core/settings.js';
import type { ReadTakeover } from '../../core/takeovers.js';
import { WITHDRAWALS } from '../../core/withdrawal.js';
import { type Conversation, conversationThread, TAKEN_OVER } from './conversation.js';
import { lockConversation, saveConversation } from './conversation-rows.js';
import { type Facts, readFacts } from './facts.js';
import { fateOf, isFollowUp } from './newest-intent.js';
import { lookAt } from './outlook.js';

/** What hearing stands on. */
export interface EarDependencies {
  readonly account: string;
  readonly clock: Clock;
  readonly outbox: Outbox;
  readonly people: Pick<People, 'read'>;
  readonly readTakeover: ReadTakeover;
  readonly settings: () => DmSettings;
  readonly limits: () => Limits;
  /** A plan changes with the transaction that is under way. */
  readonly onChange: () => void;
}

/**
 * Hears private messages. The person's word makes a conversation `active` and cancels a follow-up that waits;
 * the operator's own word by hand makes it `manual` and cancels whatever waits. Both begin the follow-ups anew.
 */
export function createEar(dependencies: EarDependencies): IncomingHandler {
  return {
    name: 'dm',
    wants: isPrivateMessage,
    // Everything that counts is in the database: it is read where it is changed.
    decide: async (heard) => async (tx) => {
      for (const message of heard) {
        if (isPrivateMessage(message)) await take(tx, dependencies, message);
      }
    },
  };
}

function isPrivateMessage(incoming: Incoming): incoming is IncomingMessage {
  const { kind } = incoming;
  return kind === 'message' && incoming.peer > 0 && !isTelegramsOwn({ id: incoming.peer });
}

async function take(
  tx: Queryable,
  dependencies: EarDependencies,
  message: IncomingMessage,
): Promise<void> {
  const { account, clock, people } = dependencies;
  const { peer: person, own } = message;
  if (own && !(await isByHand(tx, dependencies, message))) return;
  const before = await lockConversation(tx, account, person);
  // Read behind the lock: a refusal ends the plan there too, and what it ended stays so.
  const known = await people.read(tx, person);
  if (!known?.consent || known.refusal) return;
  const limits = dependencies.limits().people;
  const facts = await withoutWhatWaits(tx, dependencies, message);
  const conversation = entered(before, person, own ? 'manual' : 'active');
  const now = clock.now();
  const settings = dependencies.settings();
  const view = { conversation, consent: known.consent, facts, settings, limits, now };
  await saveConversation(tx, account, lookAt(view).conversation, now);
  dependencies.onChange();
}

/** The account's own messages are heard from other devices; some are this program's, after an outage. */
async function isByHand(
  tx: Queryable,
  { account, readTakeover }: EarDependencies,
  { peer, messageId }: IncomingMessage,
): Promise<boolean> {
  const takeover = await readTakeover(tx, account, peer);
  return takeover !== undefined && takeover.messageId >= messageId;
}

function entered(
  before: Conversation | undefined,
  person: number,
  state: ConversationState,
): Conversation {
  return { ...(before ?? { person, said: [] }), state, stage: 0 };
}

/** Cancels what the message made needless, and reads what is known after that. */
async function withoutWhatWaits(
  tx: Queryable,
  { account, clock, outbox, limits }: EarDependencies,
  { peer: person, own }: IncomingMessage,
): Promise<Facts> {
  const facts = await readFacts(tx, account, person, limits().people);
  const { newest } = facts;
  const open = newest && fateOf(newest, clock.now()).type === 'open';
  if (!open || !(own || isFollowUp(newest))) return facts;
  const what = { thread: conversationThread(person) };
  const reason = own ? TAKEN_OVER : WITHDRAWALS.answered;
  const cancelled = await outbox.cancel(tx, { account, what, reason });
  return cancelled > 0 ? readFacts(tx, account, person, limits().people) : facts;
}
