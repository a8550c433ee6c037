// The customer's daemon as it is composed for users, with a probe among its handlers and a clock that can jump.
import { inspect } from 'node:util';
import { loadConfig } from '../../src/config/load.js';
import { PostaciError } from '../../src/core/errors.js';
import type { Incoming } from '../../src/core/incoming.js';
import { startDaemon } from '../../src/daemon/start.js';
import { clockOf } from '../../src/lib/system-clock.js';
import { createProbe } from './probe.js';

/** What it is started with. */
export interface DaemonPlan {
  readonly envFile: string;
  /** How far its clock is ahead of the machine's. */
  readonly aheadMs: number;
}

/** What it tells. */
export type DaemonNews =
  | { readonly news: 'ready' }
  | { readonly news: 'handled'; readonly incoming: Incoming };

const plan: DaemonPlan = JSON.parse(process.argv[2] ?? '');
let aheadMs = plan.aheadMs;

const clock = clockOf(() => Date.now() + aheadMs);

const tell = (news: DaemonNews) => {
  if (process.connected) process.send?.(news, () => undefined);
};
const stopping = new AbortController();
process.on('message', ({ jumpMs }: { readonly jumpMs: number }) => {
  aheadMs += jumpMs;
});
process.on('SIGTERM', () => stopping.abort());
// Nobody is left to lead it.
process.on('disconnect', () => process.exit());

async function run(): Promise<void> {
  const { signal } = stopping;
  const cwd = process.cwd();
  const loaded = await loadConfig({ envFile: plan.envFile, environment: {}, cwd });
  const probe = createProbe((incoming) => tell({ news: 'handled', incoming }));
  const options = { clock, handlers: [probe], serveControl: true, signal };
  const daemon = await startDaemon(loaded, options);
  tell({ news: 'ready' });
  const stopped = new Promise((resolve) => signal.addEventListener('abort', resolve));
  try {
    if (!signal.aborted) await Promise.race([daemon.failed, stopped]);
  } finally {
    await daemon.stop().catch((error: unknown) => {
      process.stderr.write(`not everything ended in order: ${String(error)}\n`);
    });
  }
}

try {
  await run();
  process.exitCode = 0;
} catch (error) {
  if (!stopping.signal.aborted) {
    const known = error instanceof PostaciError;
    process.stderr.write(`${known ? `${error.code}: ${error.message}` : inspect(error)}\n`);
    process.exitCode = known ? error.exitCode : 1;
  }
} finally {
  process.disconnect();
}
