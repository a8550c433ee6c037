import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '../../src/adapters/postgres/open.js';
import type { StorageSettings } from '../../src/core/config.js';
import { secret } from '../../src/lib/secret.js';
import { drawInteger, type Random, seededRandom } from '../../src/lib/seeded-random.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { placeEmbedded } from '../support/embedded-template.js';
import { PostaciProcess } from '../support/postaci-process.js';
import { QUICK } from '../support/quick-sandbox.js';
import { makeWorkspace, type Workspace } from '../support/workspace.js';
import { type BookedRow, type BooksVerdict, judgeBooks, readBooks } from './books.js';
import { arrivedIn } from './offered.js';

export interface KillCampaign {
  readonly kills: number;
  readonly seed: number;
  /** A PostgreSQL URL; the embedded database without one. */
  readonly databaseUrl?: string;
  readonly schema: string;
}

/** What the world holds against the books, after everything. */
export interface KillReport extends BooksVerdict {
  readonly kills: number;
  /** Kills while a message was on its way. */
  readonly killedInFlight: number;
}

const GROUPS = 'grup1,grup2,grup3,grupA,grupB,grupC';

/** More than the longest time between two attempts of a message that is in doubt. */
const LONGEST_DOUBT_MS = 75_000;

/** The same few words again and again: nothing may depend on texts being different. */
const MESSAGES = `
schedule: every 1s
templates: ["Merhaba", "Yeni ürünler geldi", "Bugün açığız"]
`;

/**
 * Kills the daemon (SIGKILL) again and again, at moments drawn from the seed, while the sandbox loses
 * answers after the effect and cuts lines; then lets it run in peace, stops it in order, and holds its books
 * against the sandbox's world.
 */
export async function runKillCampaign(campaign: KillCampaign): Promise<KillReport> {
  const random = seededRandom(campaign.seed);
  const sandbox = await startSandbox({ ...QUICK, seed: campaign.seed });
  const workspace = makeCustomer(sandbox, campaign);
  try {
    if (!campaign.databaseUrl) await placeEmbedded(`${workspace.path}/data/chaos/database`);
    await logIn(sandbox, workspace);
    addFaults(sandbox);
    let killedInFlight = 0;
    for (let kill = 0; kill < campaign.kills; kill++) {
      if (await runAndKill(sandbox, workspace, random)) killedInFlight++;
    }
    sandbox.faults.clear();
    const books = await settledBooks(sandbox, workspace, storageOf(campaign, workspace));
    return { kills: campaign.kills, killedInFlight, ...judgeBooks(books, messagesIn(sandbox)) };
  } finally {
    await sandbox.stop();
    await dropSchema(campaign);
    workspace.remove();
  }
}

function makeCustomer({ ready }: Sandbox, { databaseUrl, schema }: KillCampaign): Workspace {
  const lines = [
    'CUSTOMER_ID=chaos',
    'API_ID=12345',
    'API_HASH=0123456789abcdef0123456789abcdef',
    `PHONE_NUMBER=${ready.accounts[0]?.phone}`,
    `GROUP_LINKS=${GROUPS}`,
    'SERVICES=message',
    'MESSAGE_ONLY_AFTER_OTHERS=false',
    'MESSAGE_MISSED_RUNS=once',
    'MIN_INTERVAL_BETWEEN_MESSAGES_SECONDS=0',
    'MIN_INTERVAL_PER_CHAT_SECONDS=0',
    'LEASE_TTL_SECONDS=1',
    `TELEGRAM_DC_HOST=${ready.mtproto.host}`,
    `TELEGRAM_DC_PORT=${ready.mtproto.port}`,
    `TELEGRAM_DC_ID=${ready.mtproto.dcId}`,
    'TELEGRAM_DC_KEY=sandbox.pem',
    ...(databaseUrl ? [`DB_CONNECTION=${databaseUrl}?schema=${schema}`] : []),
  ];
  return makeWorkspace({
    'chaos.env': `${lines.join('\n')}\n`,
    'sandbox.pem': ready.mtproto.publicKeyPem,
    'data/chaos/messages.yaml': MESSAGES,
  });
}

async function logIn({ ready }: Sandbox, { path }: Workspace): Promise<void> {
  const code = ready.accounts[0]?.code;
  const login = new PostaciProcess(['--interactive', '--env-file', 'chaos.env'], path, {
    input: `${code}\n`,
  });
  const ended = await login.ended;
  if (ended.code !== 0) throw new Error(`the login failed:\n${ended.stderr}`);
}

function addFaults({ faults }: Sandbox): void {
  const method = 'messages.sendMessage';
  faults.add({ method, effect: { kind: 'answer-lost', cut: true }, probability: 0.15 });
  faults.add({ method, effect: { kind: 'answer-lost' }, probability: 0.01 });
  faults.add({
    method,
    effect: { kind: 'error-after-effect', code: 500, text: 'INTERNAL' },
    probability: 0.05,
  });
  faults.add({ method, effect: { kind: 'delay', ms: 30 }, probability: 0.2 });
  faults.add({ method, effect: { kind: 'cut' }, probability: 0.03 });
}

/** @returns whether it was killed within moments of an arrival. */
async function runAndKill(sandbox: Sandbox, { path }: Workspace, random: Random): Promise<boolean> {
  const daemon = new PostaciProcess(['run', '--env-file', 'chaos.env'], path);
  const inFlight = random() < 0.75;
  if (inFlight) {
    const enough = messagesIn(sandbox).length + drawInteger(random, 1, 8);
    await until(() => messagesIn(sandbox).length >= enough || !daemon.running);
    if (!daemon.running) await turnedAway(daemon);
    await pause(drawInteger(random, 0, 6));
  } else {
    // While it starts: the length is the chance itself, nothing is waited for.
    await pause(drawInteger(random, 0, 1500));
  }
  daemon.signal('SIGKILL');
  await daemon.ended;
  return inFlight;
}

/** Only one reason is good: the one before it was killed a moment ago and its lease still runs. */
async function turnedAway(daemon: PostaciProcess): Promise<void> {
  const { stderr, code } = await daemon.ended;
  if (code !== 4) throw new Error(`the daemon ended by itself (${code}):\n${stderr}`);
}

/** Runs until new messages have arrived in every group, then stops in order. */
async function runInPeace(sandbox: Sandbox, { path }: Workspace): Promise<void> {
  const enough = messagesIn(sandbox).length + 20;
  while (messagesIn(sandbox).length < enough) {
    const daemon = new PostaciProcess(['run', '--env-file', 'chaos.env'], path);
    await until(() => messagesIn(sandbox).length >= enough || !daemon.running);
    if (!daemon.running) await turnedAway(daemon);
    daemon.signal('SIGTERM');
    const { code, stderr } = await daemon.ended;
    if (code !== 0 && code !== 4) throw new Error(`it did not stop in order (${code}):\n${stderr}`);
  }
}

/**
 * Runs in peace until the books are in doubt about nothing: what was asked again and again before is asked
 * the next time up to a minute later.
 */
async function settledBooks(
  sandbox: Sandbox,
  workspace: Workspace,
  storage: StorageSettings,
): Promise<readonly BookedRow[]> {
  const end = Date.now() + LONGEST_DOUBT_MS;
  for (;;) {
    await runInPeace(sandbox, workspace);
    const books = await booksIn(storage);
    if (Date.now() > end || !books.some(({ state }) => state === 'sending')) return books;
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(5);
}

const messagesIn = ({ world, ready }: Sandbox) => arrivedIn(world, ready.accounts[0]?.id ?? 0);

function storageOf({ databaseUrl, schema }: KillCampaign, { path }: Workspace): StorageSettings {
  return databaseUrl
    ? { kind: 'postgres', url: secret(databaseUrl), schema }
    : { kind: 'embedded', directory: `${path}/data/chaos/database`, schema: 'customerchaos' };
}

async function booksIn(storage: StorageSettings): Promise<readonly BookedRow[]> {
  const database = await openDatabase(storage);
  try {
    return await readBooks(database);
  } finally {
    await database.close();
  }
}

async function dropSchema({ databaseUrl, schema }: KillCampaign): Promise<void> {
  if (!databaseUrl) return;
  const database = await openDatabase({ kind: 'postgres', url: secret(databaseUrl), schema });
  await database.query(`drop schema if exists ${database.schema} cascade`);
  await database.close();
}
