import type { Clock } from '../core/clock.js';
import type { Database, Queryable } from '../core/database.js';
import type { EventBus } from '../core/events.js';
import type { IncomingHandler } from '../core/incoming-handler.js';
import type { IntakeStep } from '../core/intake-step.js';
import type { Logger } from '../core/logger.js';
import type { Messenger } from '../core/messenger.js';
import type { PeerId } from '../core/peer.js';
import type { UpdateSource } from '../core/updates.js';
import { Held } from './held.js';
import { Intake } from './intake.js';
import { Keeper } from './keeper.js';
import { Lines } from './lines.js';
import { Pump } from './pump.js';
import { SentIds } from './sent-ids.js';

/** How many of a chat's newest messages a refresh reads: the most that one call gives. */
const REFRESH_MESSAGES = 100;
/** Channels and supergroups are marked `-100…`. */
const LARGEST_CHANNEL = -1_000_000_000_000;

/** What the inbox stands on. */
export interface InboxDependencies {
  readonly account: string;
  readonly messenger: Pick<Messenger, 'connection' | 'onConnection' | 'history'> & {
    readonly updates: UpdateSource;
  };
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly events: EventBus;
  readonly handlers: readonly IncomingHandler[];
  /** What must be known in the transaction that says that something was heard. @default nothing */
  readonly steps?: readonly IntakeStep[];
  /** In every transaction: throws `LEASE_LOST` when the session is another's by now, which ends the run. */
  readonly fence?: (tx: Queryable) => Promise<void>;
  /** Somebody else spoke in the chat, and the database knows it: what waited for that may go on. */
  readonly onSpoke: (peer: PeerId) => void;
  /** There is work for a handler, and the database knows it. */
  readonly onWork: () => void;
}

/** Hears everything once, in order per chat, whatever the line, Telegram or the database do. */
export interface Inbox {
  /**
   * Hears until the signal aborts; resolves when what was heard is written (or could not be, in a last
   * attempt: a difference brings it later). Start it before the messenger connects.
   * @throws PostaciError `LEASE_LOST` from the fence
   */
  run(signal: AbortSignal): Promise<void>;
  /**
   * Reads a chat's newest messages, so that what was said while nobody listened counts for who spoke last;
   * resolves when it is written. From then on a channel is caught up with after each reconnect.
   * @throws what `Messenger.history` or the database throws
   */
  refresh(peer: PeerId, signal: AbortSignal): Promise<void>;
  /** How far behind it is. */
  readonly state: {
    /** What is being made up for, or has to be. */
    readonly catchingUp: readonly (PeerId | 'common')[];
    /** When anything was pushed last; milliseconds since the epoch. */
    readonly lastHeardAt: number | undefined;
    /** Updates that were pushed and are not in the database yet. */
    readonly pending: number;
  };
}

/** Makes the account's inbox; one for each messenger. */
export function createInbox(dependencies: InboxDependencies): Inbox {
  const { messenger, account, database } = dependencies;
  const held = new Held();
  const lines = new Lines();
  const sentIds = new SentIds();
  const intake = new Intake({ ...dependencies, sentIds });
  const keeper: Keeper = new Keeper({
    account,
    database,
    intake,
    onRead: (figures) => pump.resume(figures),
  });
  const pump = new Pump({
    ...dependencies,
    source: messenger.updates,
    keeper,
    held,
    lines,
    sentIds,
    unknown: new Set(),
    progress: new Map(),
  });
  return {
    run: (signal) => pump.run(signal),
    async refresh(peer, signal) {
      const history = await messenger.history(peer, { limit: REFRESH_MESSAGES }, signal);
      await keeper.note(history.map(({ id, at, own }) => ({ peer, messageId: id, at, own })));
      if (peer < LARGEST_CHANNEL || keeper.figures?.channels.has(peer)) pump.watch(peer);
    },
    get state() {
      return {
        catchingUp: lines.behind.filter((id) => id !== 'dialogs'),
        lastHeardAt: pump.lastHeardAt,
        pending: pump.pending,
      };
    },
  };
}
