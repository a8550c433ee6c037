// What an attached terminal costs: the same sends with and without one, in turns, while a thousand events a second
// go over the feed; and how soon the terminal answers a key meanwhile.
import { fileURLToPath } from 'node:url';
import { spawn } from '@lydell/node-pty';
import { loadConfig } from '../../dist/config/load.js';
import { startDaemon } from '../../dist/daemon/start.js';
import { makeCustomer } from '../support/customer.js';
import { DATABASE_URL, freshDatabase } from '../support/road.js';
import { summarise } from '../support/statistics.js';

const COMMAND = fileURLToPath(new URL('../../bin/postaci.js', import.meta.url));
const EVENTS_PER_SECOND = 1_000;
const BURST_MS = 10;
/** An operator types no faster. */
const BETWEEN_KEYS_MS = 300;

/**
 * @param rounds so many pairs of a round without a terminal and one with it
 * @param sends in each round
 * @returns milliseconds from the operator's request to the receipt, and from a key to the screen that it opens
 */
export async function measureAttached(ready, { rounds, sends }) {
  const { database, drop } = await freshDatabase();
  const schema = database.schema.replaceAll('"', '');
  const customer = await makeCustomer(ready, [
    `DB_CONNECTION=${DATABASE_URL}?schema=${schema}`,
    'LOG_LEVEL=error',
  ]);
  const { directory: cwd } = customer;
  const loaded = await loadConfig({ envFile: 'bench.env', environment: {}, cwd });
  const daemon = await startDaemon(loaded, { serveControl: true });
  try {
    await daemon.control.pause('message');
    const stopEvents = letEventsHappen(daemon.events);
    const alone = [];
    const attached = [];
    const keys = [];
    // The first sends compile what all others use.
    await sendMany(daemon, sends);
    for (let round = 0; round < rounds; round++) {
      const first = round % 2 === 0;
      if (first) alone.push(...(await sendMany(daemon, sends)));
      const terminal = await attach(cwd);
      attached.push(...(await sendMany(daemon, sends)));
      for (let key = 0; key < 10; key++) keys.push(await terminal.answer());
      await terminal.leave();
      if (!first) alone.push(...(await sendMany(daemon, sends)));
    }
    stopEvents();
    const figures = { alone: summarise(alone), attached: summarise(attached) };
    const ratio = (of) => Math.round((100 * figures.attached[of]) / figures.alone[of]) / 100;
    return {
      eventsPerSecond: EVENTS_PER_SECOND,
      ...figures,
      p99Ratio: ratio('p99'),
      medianRatio: ratio('median'),
      keyMs: summarise(keys),
    };
  } finally {
    await daemon.stop();
    customer.remove();
    await drop();
  }
}

let sendsSoFar = 0;

async function sendMany({ control, events }, count) {
  const figures = [];
  for (let number = 0; number < count; number++) {
    const began = performance.now();
    const sent = new Promise((resolve) => {
      const unsubscribe = events.subscribe((event) => {
        if (event.type !== 'intent' || event.state !== 'sent') return;
        unsubscribe();
        resolve(performance.now());
      });
    });
    await control.sendTest({ target: 'grup1', text: `bench ${sendsSoFar++}` });
    figures.push((await sent) - began);
  }
  return figures;
}

/** What a lively day brings, all at once: heard messages. */
function letEventsHappen(events) {
  let count = 0;
  const each = (EVENTS_PER_SECOND * BURST_MS) / 1_000;
  const timer = setInterval(() => {
    for (let one = 0; one < each; one++) {
      const text = `message ${count++} of somebody who has a lot to say`;
      events.publish({ type: 'heard', at: Date.now(), peer: -1001, own: false, text });
    }
  }, BURST_MS);
  return () => clearInterval(timer);
}

/** `postaci attach` in a terminal of its own, which is read to the last byte. */
async function attach(cwd) {
  const args = [COMMAND, 'attach', '--env-file', 'bench.env', '--language', 'en'];
  const terminal = spawn(process.execPath, args, { cwd, cols: 120, rows: 40 });
  let shown = '';
  let look = () => {};
  terminal.onData((bytes) => {
    shown = (shown + bytes).slice(-100_000);
    look();
  });
  const ended = new Promise((resolve) => terminal.onExit(resolve));
  const untilShown = async (text) => {
    await new Promise((resolve, reject) => {
      ended.then(() => reject(new Error(`the terminal has ended:\n${shown}`)));
      look = () => shown.includes(text) && resolve();
      look();
    });
    return performance.now();
  };
  await untilShown('Events');
  return {
    /** Opens the help and closes it again. */
    async answer() {
      shown = '';
      const began = performance.now();
      terminal.write('h');
      const at = await untilShown('Keys of the overview');
      terminal.write('\u001b');
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_KEYS_MS));
      return at - began;
    },
    async leave() {
      look = () => {};
      terminal.kill('SIGTERM');
      await ended;
    },
  };
}
