import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { describePostgres, TEST_DATABASE_URL } from '../../../test/support/databases.js';
import { placeEmbedded } from '../../../test/support/embedded-template.js';
import { PROJECT } from '../../../test/support/postaci-process.js';
import type { Database } from '../../core/database.js';
import { systemClock } from '../../lib/system-clock.js';
import { acquireLease } from './lease.js';
import { openDatabase } from './open.js';

/** Making a database takes seconds, more on a busy machine. */
jest.setTimeout(120_000);

/** How much later a busy machine may notice that a lease has run out. */
const BUSY_MS = 5_000;

/** What every process of these tests begins with; `settings` comes as JSON in its first argument. */
const PRELUDE = `
  import { openDatabase } from './dist/adapters/postgres/open.js';
  import { migrate } from './dist/adapters/postgres/migrate.js';
  import { acquireLease } from './dist/adapters/postgres/lease.js';
  import { systemClock } from './dist/lib/system-clock.js';
  import { secret } from './dist/lib/secret.js';
  import { writeSync } from 'node:fs';
  const { url, lease: leaseOptions, first = 0, ...settings } = JSON.parse(process.argv[1]);
  const db = await openDatabase(url ? { ...settings, url: secret(url) } : settings);
  const applied = await migrate(db);
  const say = (text) => writeSync(1, text + '\\n');
`;
const HOLD_AND_WRITE = `${PRELUDE}
  const lease = await acquireLease(db, { account: 'a', clock: systemClock, ...leaseOptions });
  for (let number = first; ; number++) {
    await db.transaction(async (tx) => {
      await lease.fence(tx);
      await tx.query(\`insert into \${tx.schema}.pauses values ('a', $1, to_timestamp(0), 'me')\`, [
        String(number),
      ]);
    });
    say(number);
  }
`;
const MIGRATE = `${PRELUDE}
  say(applied.length);
  await db.close();
`;

const children: ChildProcessByStdio<null, Readable, Readable>[] = [];

afterEach(async () => {
  await Promise.all(children.splice(0).map(kill));
});

function start(script: string, settings: object) {
  const child = spawn(
    process.execPath,
    ['--input-type=module', '-e', script, JSON.stringify(settings)],
    { cwd: PROJECT, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  children.push(child);
  let errors = '';
  child.stderr.on('data', (data) => {
    errors += data;
  });
  return { child, errors: () => errors };
}

async function kill(child: ChildProcessByStdio<null, Readable, Readable>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
}

/** Kills the process once it has acknowledged `count` writes; gives the number of the last one. */
async function killAfter(count: number, process: ReturnType<typeof start>): Promise<number> {
  let last = -1;
  for await (const line of createInterface(process.child.stdout)) {
    last = Number(line);
    // What it said before it died is read to the end.
    if (last === count - 1) process.child.kill('SIGKILL');
  }
  if (last < count - 1) throw new Error(`the process ended early: ${process.errors()}`);
  await kill(process.child);
  return last;
}

async function written(db: Database): Promise<Set<number>> {
  const rows = await db.query<{ service: string }>(`select service from ${db.schema}.pauses`);
  return new Set(rows.map(({ service }) => Number(service)));
}

function expectAll(numbers: Set<number>, last: number): void {
  const missing = Array.from({ length: last + 1 }, (_, number) => number).filter(
    (number) => !numbers.has(number),
  );
  expect(missing).toEqual([]);
}

describe('kill -9 of a process with an embedded database', () => {
  test('frees the directory at once and loses nothing that was acknowledged', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'postaci-crash-'));
    const settings = {
      kind: 'embedded',
      directory: join(folder, 'database'),
      schema: 'customer1',
    } as const;
    await placeEmbedded(settings.directory);
    try {
      for (let round = 0; round < 3; round++) {
        const process = start(HOLD_AND_WRITE, {
          ...settings,
          first: round * 50,
          lease: { alone: true },
        });
        await once(process.child.stdout, 'readable');
        await expect(openDatabase(settings)).rejects.toMatchObject({
          code: 'DIRECTORY_LOCKED',
          problem: expect.stringContaining(`process ${process.child.pid} on `),
        });
        const last = await killAfter((round + 1) * 50, process);
        const db = await openDatabase(settings);
        try {
          expectAll(await written(db), last);
          await expect(
            acquireLease(db, { account: 'a', clock: systemClock }),
          ).rejects.toMatchObject({
            code: 'LEASE_HELD',
            problem: expect.stringContaining(`process ${process.child.pid} on `),
          });
          await db.query(`delete from ${db.schema}.pauses where service::integer >= $1`, [
            (round + 1) * 50,
          ]);
        } finally {
          await db.close();
        }
      }
    } finally {
      await Promise.all(children.map(kill));
      await rm(folder, { recursive: true });
    }
  });
});

describePostgres('several processes on one server', (open) => {
  test('kill -9 of the owner leaves the account free within the lease time', async () => {
    const db = await open();
    const ttlMs = 1_000;
    const owner = start(HOLD_AND_WRITE, {
      kind: 'postgres',
      url: TEST_DATABASE_URL,
      schema: db.schemaName,
      lease: { ttlMs },
    });
    const last = await killAfter(20, owner);
    const killedAt = Date.now();
    const acquire = () => acquireLease(db, { account: 'a', clock: systemClock });
    let lease = await acquire().catch(() => undefined);
    while (!lease) lease = await acquire().catch(() => undefined);
    expect(lease.token).toBe(2);
    expect(Date.now() - killedAt).toBeLessThan(ttlMs + BUSY_MS);
    expectAll(await written(db), last);
  });

  test('migrate one schema at once: one does it, all go on', async () => {
    const db = await open();
    const count = await db.query(`select 1 from ${db.schema}.migrations`);
    await db.query(`drop schema ${db.schema} cascade`);
    const outputs = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const { child, errors } = start(MIGRATE, {
          kind: 'postgres',
          url: TEST_DATABASE_URL,
          schema: db.schemaName,
        });
        const [line] = await once(createInterface(child.stdout), 'line');
        const [code] = await once(child, 'close');
        return { applied: Number(line), code, errors: errors() };
      }),
    );
    expect(outputs.map(({ code, errors }) => ({ code, errors }))).toEqual(
      outputs.map(() => ({ code: 0, errors: '' })),
    );
    expect(outputs.reduce((sum, { applied }) => sum + applied, 0)).toBe(count.length);
  });
});
