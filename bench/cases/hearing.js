// What an hour of a crowd leaves in the daemon's memory, and how fast it hears.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { makeCustomer } from '../support/customer.js';
import { memoryOf } from '../support/memory.js';
import { DATABASE_URL, freshDatabase } from '../support/road.js';

const CROWD = fileURLToPath(new URL('../support/crowd.js', import.meta.url));
const BURST = 200;
/** Further ahead than this a crowd would only test how much the sandbox can hold. */
const MOST_AHEAD = 4_000;

/** @returns private memory before and after, the most seen between, and events a second */
export async function measureHearing({ events, people, settleMs }) {
  const crowd = fork(CROWD, [String(people)]);
  const [ready] = await once(crowd, 'message');
  const { database, drop } = await freshDatabase();
  const schema = database.schema.replaceAll('"', '');
  const lines = [`DB_CONNECTION=${DATABASE_URL}?schema=${schema}`, 'MESSAGE_EVERY=24h'];
  const customer = await makeCustomer(ready, lines);
  const heard = async () => {
    const [row] = await database.query(
      `select count(*)::integer as n from ${database.schema}.inbox where not own`,
    );
    return row.n;
  };
  try {
    const daemon = await customer.startDaemon();
    await pause(settleMs);
    const before = memoryOf(daemon.pid);
    let most = before.privateMb;
    const startedAt = performance.now();
    let offered = 0;
    for (let known = 0; known < events; ) {
      if (offered < events && offered - known < MOST_AHEAD) {
        crowd.send(BURST);
        [offered] = await once(crowd, 'message');
        if (offered % 2_000 !== 0) continue;
      } else await pause(50);
      known = await heard();
      most = Math.max(most, memoryOf(daemon.pid).privateMb);
      if (performance.now() - startedAt > 30 * 60_000) throw new Error(`only ${known} were heard`);
    }
    const seconds = (performance.now() - startedAt) / 1_000;
    await pause(settleMs);
    const after = memoryOf(daemon.pid);
    const twice = (await heard()) - events;
    await daemon.stop();
    return {
      events,
      people,
      heard: events + twice,
      eventsASecond: Math.round(events / seconds),
      privateMbBefore: before.privateMb,
      privateMbMost: most,
      privateMbAfter: after.privateMb,
      grownMb: Math.round((after.privateMb - before.privateMb) * 10) / 10,
    };
  } finally {
    customer.remove();
    await drop();
    crowd.disconnect();
  }
}
