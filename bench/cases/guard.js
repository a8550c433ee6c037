// The time of one decision with more and more in the ledger: it must not grow with it. The smallest ledger
// fills the caps already, so that every size counts as far. For a group message, an invite to a stranger,
// a follow-up and an answer.
import { DEFAULT_PEOPLE_LIMITS } from '../../dist/core/settings.js';
import { createGuard } from '../../dist/guard/guard.js';
import { freshDatabase } from '../support/road.js';
import { summarise } from '../support/statistics.js';

const DECISIONS = 300;
const PEER = -1001;
const PERSON = 5001;
const STRANGER = 4000;
const ACCOUNT = 'user:1';
const LIMITS = {
  timeZone: 'Europe/Istanbul',
  activeWindows: [{ startMinute: 0, endMinute: 1440 }],
  blackoutDays: [],
  messagesPerDay: 500,
  messagesPerHour: 60,
  minIntervalMs: 1000,
  minIntervalPerPeerMs: 60_000,
  people: { ...DEFAULT_PEOPLE_LIMITS, warmUpDays: 0 },
};
const INTENTS = {
  group: {},
  invite: { service: 'dm', peer: STRANGER },
  followUp: { service: 'dm', peer: PERSON, precondition: { kind: 'still-silent', heardId: 1 } },
  answer: { service: 'reply', budget: 'answer', peer: PERSON },
};

/** @returns milliseconds for each number of ledger rows, by what is decided about */
export async function measureGuard(sizes) {
  const { database, drop } = await freshDatabase();
  const results = {};
  try {
    let rows = 0;
    await meet(database);
    for (const size of sizes) {
      await fill(database, rows, size);
      rows = size;
      results[size] = {};
      for (const [what, changes] of Object.entries(INTENTS)) {
        results[size][what] = await decide(database, changes);
      }
    }
    return results;
  } finally {
    await drop();
  }
}

/** What one statement may insert within the database's patience. */
const ROWS_AT_ONCE = 250_000;

/** Ten thousand people who may be written to; the stranger never wrote. */
async function meet(database) {
  await database.query(
    `insert into ${database.schema}.people
       (account, person_id, first_seen_at, heard, basis, source, consented_at)
     select $1, n, now(), case when n > $2 then 1 else 0 end, 'imported', 'a list', now()
     from generate_series($2::bigint, $2 + 10000) n`,
    [ACCOUNT, STRANGER],
  );
  await database.query(`analyze ${database.schema}.people`);
}

/**
 * A row a second into the past: of four, two to a thousand groups, an invite that began a conversation and
 * an answer to a thousand people.
 */
async function fill(database, from, to) {
  for (let first = from; first < to; first += ROWS_AT_ONCE) {
    await database.query(
      `insert into ${database.schema}.ledger 
         (intent_id, account, service, budget, peer_id, at, outcome, begins)
       select n, $1, 'message', case when n % 4 = 3 then 'answer' else 'unsolicited' end,
         case when n % 4 < 2 then -1000 - n % 1000 else 5000 + n % 1000 end,
         now() - n * interval '1 second', 'sent', n % 4 = 2
       from generate_series($2::bigint + 1, $3::bigint) n`,
      [ACCOUNT, first, Math.min(to, first + ROWS_AT_ONCE)],
    );
  }
  await database.query(`analyze ${database.schema}.ledger`);
}

async function decide(database, changes) {
  const guard = createGuard({
    limits: () => LIMITS,
    allowedPeers: () => new Set([PEER]),
    ownPeers: () => new Set(),
    forgottenHash: () => undefined,
  });
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
    ...changes,
  };
  const figures = [];
  for (let number = 0; number < DECISIONS; number++) {
    const began = performance.now();
    await guard.decide(database, intent, now);
    figures.push(performance.now() - began);
  }
  return summarise(figures);
}
