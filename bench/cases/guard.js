// The time of one decision with more and more in the ledger: it must not grow with it. The smallest ledger
// fills the caps already, so that every size counts as far.
import { createGuard } from '../../dist/guard/guard.js';
import { freshDatabase } from '../support/road.js';
import { summarise } from '../support/statistics.js';

const DECISIONS = 300;
const PEER = -1001;
const ACCOUNT = 'user:1';
const LIMITS = {
  timeZone: 'Europe/Istanbul',
  activeWindows: [{ startMinute: 0, endMinute: 1440 }],
  blackoutDays: [],
  messagesPerDay: 500,
  messagesPerHour: 60,
  minIntervalMs: 1000,
  minIntervalPerPeerMs: 60_000,
};

/** @returns milliseconds for each number of ledger rows */
export async function measureGuard(sizes) {
  const { database, drop } = await freshDatabase();
  const results = {};
  try {
    let rows = 0;
    for (const size of sizes) {
      await fill(database, rows, size);
      rows = size;
      results[size] = await decide(database);
    }
    return results;
  } finally {
    await drop();
  }
}

/** What one statement may insert within the database's patience. */
const ROWS_AT_ONCE = 250_000;

/** A row a second into the past, over a thousand chats. */
async function fill(database, from, to) {
  for (let first = from; first < to; first += ROWS_AT_ONCE) {
    await database.query(
      `insert into ${database.schema}.ledger (intent_id, account, service, budget, peer_id, at, outcome)
       select n, $1, 'message', 'unsolicited', -1000 - n % 1000, now() - n * interval '1 second', 'sent'
       from generate_series($2::bigint + 1, $3::bigint) n`,
      [ACCOUNT, first, Math.min(to, first + ROWS_AT_ONCE)],
    );
  }
  await database.query(`analyze ${database.schema}.ledger`);
}

async function decide(database) {
  const guard = createGuard({ limits: () => LIMITS, allowedPeers: () => new Set([PEER]) });
  const now = Date.now();
  const intent = {
    id: 2 ** 40,
    account: ACCOUNT,
    service: 'message',
    budget: 'unsolicited',
    op: 'send',
    peer: PEER,
    content: { kind: 'text', text: 'Merhaba' },
    lane: ACCOUNT,
    priority: 'scheduled',
    notBefore: now,
    dedupeKey: 'bench',
    state: 'queued',
    randomIds: [1n],
    attempts: 0,
    nextAt: now,
    createdAt: now,
  };
  const figures = [];
  for (let number = 0; number < DECISIONS; number++) {
    const began = performance.now();
    await guard.decide(database, intent, now);
    figures.push(performance.now() - began);
  }
  return summarise(figures);
}
