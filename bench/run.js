// `npm run bench`: the figures that postaci answers for, as one JSON object. `--quick` leaves out the minute
// of idling, the ten million rows and the ten thousand people. Needs PostgreSQL (TEST_DATABASE_URL).
import { cpus, release, totalmem } from 'node:os';
import { measureAttached } from './cases/attached.js';
import { measureComments } from './cases/comments.js';
import { measureDaemon } from './cases/daemon.js';
import { measureGuard } from './cases/guard.js';
import { measureHearing } from './cases/hearing.js';
import { measureLatency } from './cases/latency.js';
import { measurePeople } from './cases/people.js';
import { measureThroughput } from './cases/throughput.js';
import { startSandbox } from './support/customer.js';

const quick = process.argv.includes('--quick');
const sandbox = await startSandbox();
try {
  const result = {
    machine: {
      cpu: cpus()[0]?.model,
      cores: cpus().length,
      memoryGb: Math.round(totalmem() / 2 ** 30),
      kernel: release(),
      node: process.version,
    },
  };
  const measure = async (name, figures) => {
    result[name] = await figures();
    process.stderr.write(`${name}: ${JSON.stringify(result[name])}\n`);
  };
  const { ready } = sandbox;
  const [idleMs, starts] = quick ? [5_000, 3] : [60_000, 10];
  await measure('daemon', () => measureDaemon(ready, { idleMs, starts }));
  await measure('dueToReceiptMs', () => measureLatency(ready));
  await measure('attached', () =>
    measureAttached(ready, quick ? { rounds: 2, sends: 50 } : { rounds: 10, sends: 100 }),
  );
  await measure('throughput', () => measureThroughput(ready));
  await measure('hearing', () =>
    measureHearing({
      events: quick ? 10_000 : 100_000,
      people: quick ? 1_000 : 10_000,
      settleMs: idleMs / 4,
    }),
  );
  await measure('guardDecisionMs', () => measureGuard(quick ? [1e3, 1e5] : [1e3, 1e5, 1e7]));
  await measure('comments', () => measureComments([10, 1e4]));
  await measure('people', () => measurePeople(quick ? [1e2, 1e3] : [1e2, 1e3, 1e4]));
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
} finally {
  await sandbox.stop();
}
