import type { Clock } from '../core/clock.js';
import type { Database, Queryable } from '../core/database.js';
import type { EventBus } from '../core/events.js';
import type { IncomingHandler } from '../core/incoming-handler.js';
import type { Logger } from '../core/logger.js';
import type { Messenger } from '../core/messenger.js';
import type { Outbox } from '../core/outbox.js';
import type { Outcome } from '../core/outcome.js';
import type { PeerId } from '../core/peer.js';
import type { Limits, MessageSettings, SpamBreakerSettings } from '../core/settings.js';
import { createGuard } from '../guard/guard.js';
import { createDispatcher, type Dispatcher } from '../inbox/dispatcher.js';
import { createInbox, type Inbox } from '../inbox/inbox.js';
import { createOutbox } from '../outbox/outbox.js';
import { createSender, type Sender } from '../outbox/sender.js';
import { createMessageService, type MessageService } from '../services/message/message.js';

/** @SpamBot, which is asked how the account stands. */
const SPAM_BOT: PeerId = 178_220_800;

/** What the road from a service to Telegram is made of: the same for a daemon and for a simulation. */
export interface RoadOptions {
  readonly account: string;
  readonly customer: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly database: Database;
  readonly events: EventBus;
  readonly messenger: Messenger;
  readonly limits: () => Limits;
  readonly messageSettings: () => MessageSettings;
  /** @default the sender's */
  readonly spamBreaker?: () => SpamBreakerSettings;
  /** Who is told what was heard, beside the services. @default nobody */
  readonly handlers?: readonly IncomingHandler[];
  /** In each transaction that counts: throws when the session is another's by now. */
  readonly fence: (tx: Queryable) => Promise<void>;
  /** The account can't go on without a person. */
  readonly onHalt: (outcome: Extract<Outcome, { status: 'halt' }>) => void;
  /** How often the sender looks at the queue without being told, in milliseconds. @default the sender's */
  readonly pollMs?: number;
}

export interface Road {
  readonly outbox: Outbox;
  readonly sender: Sender;
  readonly inbox: Inbox;
  readonly dispatcher: Dispatcher;
  readonly message: MessageService;
}

/** Builds the road; nothing runs yet. */
export function buildRoad(options: RoadOptions): Road {
  const { account, customer, clock, logger, database, events, messenger } = options;
  const guard = createGuard({
    limits: options.limits,
    allowedPeers: () => message.allowedPeers(),
    // Who the account is shows once it has connected, and the sender decides nothing before.
    ownPeers: () => new Set([messenger.self.id, SPAM_BOT]),
    forgottenHash: () => undefined,
  });
  const sender: Sender = createSender({
    account,
    clock,
    logger: logger.child({ part: 'sender' }),
    database,
    events,
    guard,
    messenger,
    fence: options.fence,
    onHalt: options.onHalt,
    ...(options.spamBreaker ? { spamBreaker: options.spamBreaker } : {}),
    ...(options.pollMs === undefined ? {} : { pollMs: options.pollMs }),
  });
  const outbox = createOutbox({ clock, events, kick: () => sender.kick() });
  const handlers = options.handlers ?? [];
  const dispatcher = createDispatcher(handlers, {
    account,
    clock,
    logger: logger.child({ part: 'handling' }),
    database,
    fence: options.fence,
  });
  const inbox = createInbox({
    account,
    clock,
    logger: logger.child({ part: 'hearing' }),
    database,
    events,
    messenger,
    handlers,
    fence: options.fence,
    onSpoke: (peer) => sender.wakePeer(peer),
    onWork: () => dispatcher.kick(),
  });
  const message: MessageService = createMessageService({
    account,
    customer,
    clock,
    logger: logger.child({ part: 'message' }),
    database,
    messenger,
    outbox,
    settings: options.messageSettings,
    timeZone: () => options.limits().timeZone,
    refresh: (peer, signal) => inbox.refresh(peer, signal),
    onAllowedPeers: () => sender.wakeAll(),
  });
  return { outbox, sender, inbox, dispatcher, message };
}
