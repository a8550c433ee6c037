import { readdir, readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import type { Measured, MetricFamily } from '../../core/metrics.js';

/**
 * What is measured of the process, under the names that every Prometheus client gives it. prom-client's own
 * collector is not used: it keeps a timer of 10 ms going, which costs an idle daemon half a percent of a core.
 */
export const PROCESS_FAMILIES = {
  cpu: counter('process_cpu_seconds_total', 'Processor time that the process has used.'),
  started: gauge('process_start_time_seconds', 'When the process began, since the epoch.'),
  resident: gauge('process_resident_memory_bytes', 'Memory that is in RAM, shared pages included.'),
  private: gauge(
    'process_private_memory_bytes',
    'Memory that is the process’s own: what it adds to a machine that runs several.',
  ),
  heap: gauge('nodejs_heap_size_used_bytes', 'JavaScript’s heap that is in use.'),
  files: gauge('process_open_fds', 'Open files, sockets included.'),
  lag: gauge('nodejs_eventloop_lag_seconds', 'How late the event loop was when it was asked.'),
  busy: {
    name: 'nodejs_eventloop_time_seconds_total',
    help: 'Time of the event loop, at work or waiting.',
    type: 'counter',
    labels: { state: ['active', 'idle'] },
  },
} as const satisfies Record<string, MetricFamily>;

/** Measures the process now. What this system does not tell is left out. */
export async function readProcess(): Promise<readonly Measured[]> {
  const { cpu, started, resident, private: own, heap, files, lag, busy } = PROCESS_FAMILIES;
  const [late, privateBytes, open] = await Promise.all([
    lagSeconds(),
    privateMemory(),
    openFiles(),
  ]);
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  const { active, idle } = performance.eventLoopUtilization();
  return [
    told(cpu, (user + system) / 1e6),
    told(started, Date.now() / 1_000 - process.uptime()),
    told(resident, rss),
    told(own, privateBytes),
    told(heap, heapUsed),
    told(files, open),
    told(lag, late),
    {
      family: busy,
      samples: [
        { labels: { state: 'active' }, value: active / 1_000 },
        { labels: { state: 'idle' }, value: idle / 1_000 },
      ],
    },
  ];
}

function told(family: MetricFamily, value: number | undefined): Measured {
  return { family, samples: value === undefined ? [] : [{ labels: {}, value }] };
}

function lagSeconds(): Promise<number> {
  const asked = performance.now();
  return new Promise((resolve) => setImmediate(() => resolve((performance.now() - asked) / 1_000)));
}

/** Linux tells it in kB, one line for clean and one for dirty pages. */
async function privateMemory(): Promise<number | undefined> {
  const rollup = await readFile('/proc/self/smaps_rollup', 'utf8').catch(() => '');
  const lines = [...rollup.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB$/gm)];
  if (lines.length === 0) return undefined;
  return lines.reduce((sum, [, kilobytes]) => sum + Number(kilobytes) * 1_024, 0);
}

async function openFiles(): Promise<number | undefined> {
  return (await readdir('/proc/self/fd').catch(() => undefined))?.length;
}

function counter(name: string, help: string): MetricFamily {
  return { name, help, type: 'counter', labels: {} };
}

function gauge(name: string, help: string): MetricFamily {
  return { name, help, type: 'gauge', labels: {} };
}
