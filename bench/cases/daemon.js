// Cold start and idle memory of the daemon, beside the bare imported stack and a plain Telethon program.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { makeCustomer, startProcess } from '../support/customer.js';
import { memoryOf } from '../support/memory.js';
import { DATABASE_URL, freshDatabase } from '../support/road.js';
import { summarise } from '../support/statistics.js';

const STACK = fileURLToPath(new URL('./imported-stack.js', import.meta.url));
const PEER = fileURLToPath(new URL('../peers/telethon_scheduler.py', import.meta.url));
const PYTHON = '/usr/bin/python3';

export async function measureDaemon(ready, { idleMs, starts }) {
  const { database, drop } = await freshDatabase();
  const schema = database.schema.replaceAll('"', '');
  const postgres = await makeCustomer(ready, [`DB_CONNECTION=${DATABASE_URL}?schema=${schema}`]);
  const embedded = await makeCustomer(ready);
  try {
    const readyMs = [];
    for (let start = 0; start < starts; start++) {
      const daemon = await postgres.startDaemon();
      readyMs.push(daemon.readyMs);
      await daemon.stop();
    }
    // Idle side by side, so that the machine is the same for all.
    const idle = {
      withPostgres: await postgres.startDaemon(),
      importedStack: await startProcess(process.execPath, [STACK]),
      withEmbedded: await embedded.startDaemon(),
      ...(hasPeer() ? { telethonPeer: await startPeer(ready, postgres.directory) } : {}),
    };
    await pause(idleMs);
    const memory = {};
    for (const [name, running] of Object.entries(idle)) memory[name] = memoryOf(running.pid);
    await Promise.all(Object.values(idle).map((running) => running.stop()));
    return {
      coldStartMs: summarise(readyMs),
      ...(idle.telethonPeer ? { telethonPeerStartMs: Math.round(idle.telethonPeer.readyMs) } : {}),
      idle: memory,
      aboveStackMb: round(memory.withPostgres.privateMb - memory.importedStack.privateMb),
    };
  } finally {
    postgres.remove();
    embedded.remove();
    await drop();
  }
}

const round = (figure) => Math.round(figure * 10) / 10;

function hasPeer() {
  if (!existsSync(PYTHON)) return false;
  try {
    execFileSync(PYTHON, ['-c', 'import telethon, fastapi, sqlalchemy, redis'], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}

/** The same account's neighbour: it logs in by itself, says ready, sends a few and idles. */
async function startPeer(ready, directory) {
  const account = ready.accounts.find((one) => one.password === null && one !== ready.accounts[0]);
  const { host, port, dcId, publicKeyPem } = ready.mtproto;
  const settings = {
    host,
    port,
    dcId,
    publicKeyPem,
    directory,
    ...account,
    messages: 20,
    chat: 'grup1',
  };
  const startedAt = performance.now();
  const peer = await startProcess(PYTHON, [PEER, JSON.stringify(settings)]);
  return { ...peer, readyMs: performance.now() - startedAt };
}
