import type { Author } from '../core/author.js';
import type { Clock } from '../core/clock.js';
import type { CommentSettings } from '../core/comment-settings.js';
import type { Database, Queryable } from '../core/database.js';
import type { DmSettings } from '../core/dm-settings.js';
import type { EventBus } from '../core/events.js';
import type { IncomingHandler } from '../core/incoming-handler.js';
import type { ServiceName } from '../core/intent.js';
import type { Logger } from '../core/logger.js';
import type { Messenger } from '../core/messenger.js';
import type { Outbox } from '../core/outbox.js';
import type { Outcome } from '../core/outcome.js';
import type { PeerId } from '../core/peer.js';
import type { PeopleSettings } from '../core/people.js';
import type { ReplySettings } from '../core/reply-settings.js';
import type { KeyOnDemand } from '../core/secret.js';
import type { Limits, MessageSettings, SpamBreakerSettings } from '../core/settings.js';
import { createGuard } from '../guard/guard.js';
import { createDispatcher, type Dispatcher } from '../inbox/dispatcher.js';
import { createInbox, type Inbox } from '../inbox/inbox.js';
import { readTakeover } from '../inbox/takeover.js';
import type { Random } from '../lib/seeded-random.js';
import { createDraftDesk, type DraftDesk } from '../outbox/drafts.js';
import { createOutbox } from '../outbox/outbox.js';
import { createSender, type Sender } from '../outbox/sender.js';
import { createPeople, type PeopleDesk } from '../people/people.js';
import { type CommentService, createCommentService } from '../services/comment/comment.js';
import { createDmService, type DmService } from '../services/dm/dm.js';
import { createMessageService, type MessageService } from '../services/message/message.js';
import { createReplyService, type ReplyService } from '../services/reply/reply.js';

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
  /** Whose handlers what is heard is kept for, whether they run now or at the next start. */
  readonly services: readonly ServiceName[];
  readonly messageSettings: () => MessageSettings;
  readonly replySettings: () => ReplySettings;
  readonly dmSettings: () => DmSettings;
  readonly peopleSettings: () => PeopleSettings;
  /** Who writes what the service reply has no answer for. @default nobody */
  readonly author?: Author;
  /** What the service comment goes by, and who writes for it. @default it is not built */
  readonly commenting?: CommentingOptions;
  /** The key under which refusals of forgotten people are kept. */
  readonly forgottenKey: KeyOnDemand;
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
  /** What schedules and templates are drawn from. @default Math.random */
  readonly random?: Random;
}

/** What the service comment needs beside the road. */
export interface CommentingOptions {
  readonly settings: () => CommentSettings;
  readonly author: Author;
}

export interface Road {
  readonly outbox: Outbox;
  readonly sender: Sender;
  readonly inbox: Inbox;
  readonly dispatcher: Dispatcher;
  readonly people: PeopleDesk;
  readonly message: MessageService;
  readonly reply: ReplyService;
  readonly dm: DmService;
  /** Absent where it is not one of the services. */
  readonly comment?: CommentService;
  readonly drafts: DraftDesk;
}

/** Builds the road; nothing runs yet. */
export function buildRoad(options: RoadOptions): Road {
  const { account, customer, clock, logger, database, events, messenger } = options;
  const guard = createGuard({
    limits: options.limits,
    allowedPeers: () => allowedPeers(options.services, message, comment),
    // Who the account is shows once it has connected, and the sender decides nothing before.
    ownPeers: () => new Set([messenger.self.id, SPAM_BOT]),
    forgottenHash: (person) => people.forgottenHash(person),
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
  const people: PeopleDesk = createPeople({
    account,
    clock,
    // Whoever agreed may be due at once.
    events: {
      publish(event) {
        events.publish(event);
        if (event.type === 'consent') dm.kick();
      },
    },
    outbox,
    settings: options.peopleSettings,
    forgottenKey: options.forgottenKey,
    selfId: () => messenger.self.id,
    logger: logger.child({ part: 'people' }),
  });
  const proposing = { account, customer, clock, database, messenger, outbox, people, readTakeover };
  const { limits } = options;
  const reply = createReplyService({
    ...proposing,
    limits,
    logger: logger.child({ part: 'reply' }),
    settings: options.replySettings,
    trackingKeptMs: () => options.peopleSettings().trackingKeptMs,
    ...(options.author && { author: options.author }),
  });
  const dm: DmService = createDmService({
    ...proposing,
    limits,
    logger: logger.child({ part: 'dm' }),
    settings: options.dmSettings,
  });
  const drafts = createDraftDesk({ account, database, clock, events, kick: () => sender.kick() });
  const { commenting } = options;
  const comment =
    commenting && options.services.includes('comment')
      ? createCommentService({
          ...{ account, clock, database, messenger, outbox, guard, limits },
          ...commenting,
          logger: logger.child({ part: 'comment' }),
          expireDrafts: () => drafts.expire(),
          onAllowedPeers: () => sender.wakeAll(),
        })
      : undefined;
  const talking = [reply, dm].filter(({ name }) => options.services.includes(name));
  const listening = [...talking, ...(comment ? [comment] : [])];
  const handlers = [...listening.map(({ handler }) => handler), ...(options.handlers ?? [])];
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
    steps: [people],
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
    ...(options.random && { random: options.random }),
  });
  const built = { outbox, sender, inbox, dispatcher, people, message, reply, dm, drafts };
  return comment ? { ...built, comment } : built;
}

/** Where what nobody asked for may go: undefined until every service that runs has looked. */
function allowedPeers(
  services: readonly ServiceName[],
  message: MessageService,
  comment: CommentService | undefined,
): ReadonlySet<PeerId> | undefined {
  if (!comment) return message.allowedPeers();
  const groups = comment.allowedPeers();
  // A service that does not run never looks.
  const targets = services.includes('message') ? message.allowedPeers() : new Set<PeerId>();
  return groups && targets && new Set([...targets, ...groups]);
}
