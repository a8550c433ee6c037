import type { Clock } from '../../src/core/clock.js';
import type { Database } from '../../src/core/database.js';
import type { Messenger } from '../../src/core/messenger.js';
import type { Outbox } from '../../src/core/outbox.js';
import type { PeerId } from '../../src/core/peer.js';
import type { Limits } from '../../src/core/settings.js';
import { createGuard } from '../../src/guard/guard.js';
import { createInbox } from '../../src/inbox/inbox.js';
import { createEventBus } from '../../src/lib/event-bus.js';
import { createOutbox } from '../../src/outbox/outbox.js';
import { createSender } from '../../src/outbox/sender.js';
import { silentLogger } from '../support/silent-logger.js';

export interface BareRoadOptions {
  readonly account: string;
  readonly clock: Clock;
  readonly database: Database;
  readonly messenger: Messenger;
  readonly limits: Limits;
  readonly targets: readonly PeerId[];
}

/** The road without a service on it: what is proposed comes from the test. */
export interface BareRoad {
  readonly outbox: Outbox;
  /** Connects, learns what the targets' chats are like, and sends until the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
}

export function bareRoad(options: BareRoadOptions): BareRoad {
  const { account, clock, database, messenger, limits, targets } = options;
  const events = createEventBus();
  const logger = silentLogger;
  const allowed = new Set(targets);
  const guard = createGuard({
    limits: () => limits,
    allowedPeers: () => allowed,
    ownPeers: () => new Set(),
    forgottenHash: () => undefined,
  });
  const onHalt = ({ code }: { readonly code: string }) => {
    throw new Error(`halted: ${code}`);
  };
  const common = { account, clock, database, messenger, events, logger };
  const sender = createSender({ ...common, guard, onHalt });
  const inbox = createInbox({
    ...common,
    handlers: [],
    onSpoke: (peer) => sender.wakePeer(peer),
    onWork: () => undefined,
  });
  return {
    outbox: createOutbox({ clock, events, kick: () => sender.kick() }),
    async run(signal) {
      const listening = inbox.run(signal);
      await messenger.connect(signal);
      for (const peer of targets) {
        const { slowModeSeconds } = await messenger.inspect(peer, signal);
        await database.query(
          `insert into ${database.schema}.chats (account, peer_id, slow_mode_seconds) values ($1, $2, $3)`,
          [account, peer, slowModeSeconds],
        );
        await inbox.refresh(peer, signal);
      }
      await Promise.all([listening, sender.run(signal)]);
    },
  };
}
