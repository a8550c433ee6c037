import { migrate } from '../../dist/adapters/postgres/migrate.js';
import { openDatabase } from '../../dist/adapters/postgres/open.js';
import { DEFAULT_PEOPLE_LIMITS } from '../../dist/core/settings.js';
import { createGuard } from '../../dist/guard/guard.js';
import { createEventBus } from '../../dist/lib/event-bus.js';
import { secret } from '../../dist/lib/secret.js';
import { systemClock } from '../../dist/lib/system-clock.js';
import { createOutbox } from '../../dist/outbox/outbox.js';
import { createSender } from '../../dist/outbox/sender.js';

export const DATABASE_URL =
  process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/test';

const NO_LIMITS = {
  timeZone: 'UTC',
  activeWindows: [],
  blackoutDays: [],
  minIntervalMs: 0,
  minIntervalPerPeerMs: 0,
  people: DEFAULT_PEOPLE_LIMITS,
};

/** A fresh, migrated schema; `drop` takes it away again. */
export async function freshDatabase() {
  const schema = `bench_${process.pid}_${Math.floor(performance.now())}`;
  const database = await openDatabase({ kind: 'postgres', url: secret(DATABASE_URL), schema });
  await migrate(database);
  return {
    database,
    async drop() {
      await database.query(`drop schema ${database.schema} cascade`);
      await database.close();
    },
  };
}

/** Outbox, guard and sender of one account, as the daemon composes them. */
export function buildRoad({ database, messenger, account, peers, limits = NO_LIMITS }) {
  const events = createEventBus();
  const guard = createGuard({
    limits: () => limits,
    allowedPeers: () => new Set(peers),
    ownPeers: () => new Set(),
    forgottenHash: () => undefined,
  });
  const sender = createSender({
    account,
    database,
    messenger,
    guard,
    events,
    clock: systemClock,
    onHalt: (outcome) => {
      throw new Error(`the account has stopped: ${outcome.code}`);
    },
  });
  const outbox = createOutbox({ clock: systemClock, events, kick: () => sender.kick() });
  return { outbox, sender, events, guard };
}

/** A message to a group, due at `dueAt`. */
export function draft(account, peer, number, dueAt) {
  return {
    account,
    service: 'message',
    budget: 'unsolicited',
    op: 'send',
    peer,
    content: { kind: 'text', text: `bench ${number}` },
    lane: account,
    priority: 'scheduled',
    notBefore: dueAt,
    dedupeKey: `bench ${number}`,
  };
}

/** Proposes all and runs the sender until all are sent; resolves with the seconds that it took. */
export async function sendAll({ database, outbox, sender, events }, drafts) {
  await database.transaction(async (tx) => {
    for (const one of drafts) await outbox.propose(tx, one);
  });
  const stopping = new AbortController();
  let sent = 0;
  const began = performance.now();
  const done = new Promise((resolve, reject) => {
    const unsubscribe = events.subscribe((event) => {
      if (event.type !== 'intent' || event.state === 'queued' || event.state === 'sending') return;
      if (event.state !== 'sent') reject(new Error(`an intent is ${event.state}: ${event.reason}`));
      sent++;
      if (sent === drafts.length) {
        unsubscribe();
        resolve((performance.now() - began) / 1000);
      }
    });
  });
  const running = sender.run(stopping.signal);
  running.catch(() => {});
  const seconds = await Promise.race([done, running.then(() => done)]);
  stopping.abort();
  await running;
  return seconds;
}
