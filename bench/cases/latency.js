// From the moment at which an intent is due to its receipt in the sandbox's world.
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../dist/lib/system-clock.js';
import { accountOnSandbox } from '../support/account.js';
import { buildRoad, draft, freshDatabase } from '../support/road.js';
import { summarise } from '../support/statistics.js';

const MESSAGES = 100;
const GAP_MS = 50;

/** @returns milliseconds */
export async function measureLatency(ready) {
  const { database, drop } = await freshDatabase();
  try {
    const due = new Map();
    await accountOnSandbox(ready, async (messenger, peers) => {
      const account = 'user:1';
      const { outbox, sender } = buildRoad({ database, messenger, account, peers });
      const stopping = new AbortController();
      const running = sender.run(stopping.signal);
      for (let number = 0; number < MESSAGES; number++) {
        const dueAt = systemClock.now() + GAP_MS;
        const one = draft(account, peers[number % peers.length], `late ${number}`, dueAt);
        await database.transaction((tx) => outbox.propose(tx, one));
        outbox.kick();
        due.set(one.content.text, dueAt);
        await pause(GAP_MS * 2);
      }
      stopping.abort();
      await running;
    });
    const response = await fetch(new URL('/world/messages', ready.control.url));
    const arrived = await response.json();
    const figures = arrived
      .filter((message) => due.has(message.text))
      .map((message) => Date.parse(message.time) - due.get(message.text));
    return summarise(figures);
  } finally {
    await drop();
  }
}
