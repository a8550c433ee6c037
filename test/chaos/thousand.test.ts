import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { migrate } from '../../src/adapters/postgres/migrate.js';
import { openDatabase } from '../../src/adapters/postgres/open.js';
import { type LoadedConfig, loadConfig } from '../../src/config/load.js';
import { type RunningDaemon, startDaemon } from '../../src/daemon/start.js';
import { drawInteger, drawOne, seededRandom } from '../../src/lib/seeded-random.js';
import type { Fault } from '../../src/sandbox/faults/fault.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { defaultRules, type Rules } from '../../src/sandbox/world/rules.js';
import { postgresReachable, TEST_DATABASE_URL } from '../support/databases.js';
import { PostaciProcess } from '../support/postaci-process.js';
import { QUICK } from '../support/quick-sandbox.js';
import { makeWorkspace, type Workspace } from '../support/workspace.js';
import { judgeHearing } from './judge.js';
import { OfferedNotes } from './offered.js';
import { peopleOf, seatsOf } from './people.js';
import { createProbe, handledRows, makeProbeTable } from './probe.js';
import { POSTED, scenario } from './scenario.js';

const SEED = Number(process.env.CHAOS_SEED ?? 1);
const MESSAGES = 1_000;
const LONGEST_DRAIN_MS = 60_000;

/** What is wrong while a tenth of the messages is said. */
interface Spell {
  readonly name: string;
  /** The daemon is stopped before, and started after. */
  readonly away?: boolean;
  readonly rules?: Partial<Rules>;
  readonly faults?: readonly Fault[];
  /** Every so many messages all lines are cut. */
  readonly cutEvery?: number;
}

const update = (effect: Fault['effect'], probability: number): Fault => {
  return { method: 'update*', effect, probability };
};

const SPELLS: readonly Spell[] = [
  { name: 'nothing' },
  { name: 'gaps', faults: [update({ kind: 'push-lost' }, 0.3)] },
  { name: 'restart', away: true },
  { name: 'disconnections', cutEvery: 25 },
  {
    name: 'disorder',
    faults: [
      update({ kind: 'push-swapped' }, 0.2),
      update({ kind: 'push-late', ms: 100 }, 0.2),
      update({ kind: 'push-twice' }, 0.2),
    ],
  },
  { name: 'restart and slices', away: true, rules: { differenceSlice: 7 } },
  {
    name: 'too long',
    faults: [update({ kind: 'push-too-long' }, 0.2), update({ kind: 'push-undecodable' }, 0.1)],
  },
  {
    name: 'restart and differences too long',
    away: true,
    rules: { differenceTooLong: 10, channelDifferenceTooLong: 5 },
  },
  {
    name: 'disconnections and differences too long',
    cutEvery: 50,
    rules: { differenceTooLong: 10, channelDifferenceTooLong: 5 },
    faults: [update({ kind: 'push-lost' }, 0.5)],
  },
  {
    name: 'answers lost',
    faults: [{ method: 'updates.*', effect: { kind: 'answer-lost', cut: true }, probability: 0.3 }],
  },
];

describe(`a thousand messages over disconnections, restarts, gaps and too-longs (seed ${SEED})`, () => {
  test('are each handled exactly once, in the order of their chats', async () => {
    const sandbox = await startSandbox({ ...QUICK, seed: SEED, scenario });
    const workspace = makeCustomer(sandbox);
    try {
      await logIn(sandbox, workspace);
      const loaded = await loadConfig({
        envFile: 'x.env',
        environment: {},
        cwd: workspace.path,
      });
      const verdict = await hear(sandbox, loaded);
      expect(verdict).toMatchObject({ missed: [], doubled: [], outOfOrder: [], invented: [] });
      expect(verdict.handledOnce).toBe(MESSAGES);
    } finally {
      await sandbox.stop();
      workspace.remove();
    }
  }, 120_000);
});

async function hear(sandbox: Sandbox, loaded: LoadedConfig) {
  const { world, ready } = sandbox;
  const accountId = ready.accounts[0]?.id ?? 0;
  await withDatabase(loaded, makeProbeTable);
  const handled = new Set<string>();
  const probe = createProbe((incoming) => {
    if (incoming.kind === 'message') handled.add(incoming.text);
  });
  const options = { handlers: [probe], serveControl: false };
  const start = () => startDaemon(loaded, options);
  let daemon: RunningDaemon | undefined = await start();
  try {
    const notes = new OfferedNotes(world, accountId);
    world.watch((changes) => notes.note(changes));
    await firstWords(sandbox, accountId, handled);
    notes.counting = true;
    handled.clear();
    const speak = speaker(sandbox, accountId);
    for (const spell of SPELLS) {
      if (spell.away) await daemon.stop();
      world.rules = { ...defaultRules, ...spell.rules };
      for (const fault of spell.faults ?? []) sandbox.faults.add(fault);
      for (let count = 1; count <= MESSAGES / SPELLS.length; count++) {
        await speak();
        if (spell.cutEvery && count % spell.cutEvery === 0) sandbox.wire.cut();
      }
      if (spell.away) daemon = await start();
      sandbox.faults.clear();
    }
    const giveUpAt = Date.now() + LONGEST_DRAIN_MS;
    while (handled.size < MESSAGES && Date.now() < giveUpAt) await pause(20);
    await daemon.stop();
    daemon = undefined;
    const rows = await withDatabase(loaded, handledRows, { drop: true });
    return judgeHearing(notes.offered, rows);
  } finally {
    await daemon?.stop();
  }
}

/** Resolves once something of every chat has been handled: from then on nothing may be missed. */
async function firstWords({ world }: Sandbox, accountId: number, handled: ReadonlySet<string>) {
  const people = peopleOf(world);
  const seats = seatsOf(world, accountId);
  const chats = new Map(seats.map((seat) => [seat.chat > 0 ? seat.from : seat.chat, seat]));
  for (let round = 1; ; round++) {
    const words = [...chats].map(([chat, seat]) => {
      people.say(seat, `round ${round} in ${chat}`);
      return `round ${round} in ${chat}`;
    });
    const giveUpAt = Date.now() + 1_000;
    while (Date.now() < giveUpAt) {
      if (words.every((text) => handled.has(text))) return;
      await pause(10);
    }
  }
}

/** Somebody speaks somewhere, now at once and now after a moment. */
function speaker({ world }: Sandbox, accountId: number): () => Promise<void> {
  const random = seededRandom(SEED);
  const people = peopleOf(world);
  const seats = seatsOf(world, accountId);
  let count = 0;
  return async () => {
    people.say(drawOne(random, seats), `message ${++count}`);
    await pause(drawInteger(random, 0, 4));
  };
}

async function withDatabase<T>(
  { config }: LoadedConfig,
  work: (database: Awaited<ReturnType<typeof openDatabase>>) => Promise<T>,
  { drop = false } = {},
): Promise<T> {
  const database = await openDatabase(config.storage);
  try {
    await migrate(database);
    const result = await work(database);
    if (drop) await database.query(`drop schema ${database.schema} cascade`);
    return result;
  } finally {
    await database.close();
  }
}

function makeCustomer({ ready }: Sandbox): Workspace {
  const { accounts, mtproto } = ready;
  const schema = `thousand_${randomBytes(6).toString('hex')}`;
  const lines = [
    'API_ID=12345',
    'API_HASH=0123456789abcdef0123456789abcdef',
    `PHONE_NUMBER=${accounts[0]?.phone}`,
    `GROUP_LINKS=${POSTED.join(',')}`,
    'SERVICES=message',
    'MESSAGE_ONLY_AFTER_OTHERS=false',
    'MIN_INTERVAL_BETWEEN_MESSAGES_SECONDS=0',
    'LEASE_TTL_SECONDS=5',
    'LOG_LEVEL=error',
    `TELEGRAM_DC_HOST=${mtproto.host}`,
    `TELEGRAM_DC_PORT=${mtproto.port}`,
    `TELEGRAM_DC_ID=${mtproto.dcId}`,
    'TELEGRAM_DC_KEY=sandbox.pem',
    ...(postgresReachable ? [`DB_CONNECTION=${TEST_DATABASE_URL}?schema=${schema}`] : []),
  ];
  return makeWorkspace({
    'x.env': lines.map((line) => `${line}\n`).join(''),
    'sandbox.pem': mtproto.publicKeyPem,
    // The account's own words move the sequences too.
    'data/default/messages.yaml': 'schedule: every 1s\ntemplates: ["Merhaba"]\n',
  });
}

async function logIn({ ready }: Sandbox, { path }: Workspace): Promise<void> {
  const args = ['--interactive', '--env-file', 'x.env'];
  const input = `${ready.accounts[0]?.code}\n`;
  const { code, stderr } = await new PostaciProcess(args, path, { input }).ended;
  if (code !== 0) throw new Error(`the login failed:\n${stderr}`);
}
