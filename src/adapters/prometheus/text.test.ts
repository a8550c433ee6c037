import { describe, expect, test } from '@jest/globals';
import { Histogram, Registry } from 'prom-client';
import type { MetricFamily } from '../../core/metrics.js';
import { PROCESS_FAMILIES, readProcess } from './process-figures.js';
import { toText } from './text.js';

const family = (changes: Partial<MetricFamily>): MetricFamily => ({
  ...{ name: 'things_total', help: 'Things.', type: 'counter', labels: {} },
  ...changes,
});

describe("Prometheus' text", () => {
  test('says each number with its labels and those of all lines, escaped', async () => {
    const labels = { kind: { atMost: 3 } };
    const text = await toText(
      [
        { family: family({ labels }), samples: [{ labels: { kind: 'a"\n\\' }, value: 3 }] },
        { family: family({ name: 'heat', type: 'gauge' }), samples: [{ labels: {}, value: -0.5 }] },
      ],
      { customer: 'one' },
    );
    expect(text).toBe(
      [
        '# HELP things_total Things.',
        '# TYPE things_total counter',
        'things_total{kind="a\\"\\n\\\\",customer="one"} 3',
        '',
        '# HELP heat Things.',
        '# TYPE heat gauge',
        'heat{customer="one"} -0.5',
        '',
      ].join('\n'),
    );
  });

  test('names what nobody knows, without a number', async () => {
    const gauge = family({ name: 'heat', type: 'gauge' });
    const text = await toText([{ family: gauge, samples: [] }], {});
    expect(text).toBe('# HELP heat Things.\n# TYPE heat gauge\n');
  });

  test('tells buckets that were counted elsewhere as prom-client tells its own', async () => {
    const bounds = [0.5, 1, 10];
    const labels = { kind: ['a', 'b'] };
    const own = new Registry();
    const histogram = new Histogram({
      ...{ name: 'waits_seconds', help: 'Waits.', labelNames: ['kind'] },
      ...{ buckets: bounds, registers: [own] },
    });
    for (const value of [0.1, 0.5, 0.7, 9, 99]) histogram.observe({ kind: 'a' }, value);
    histogram.observe({ kind: 'b' }, 10);
    const told = family({
      name: 'waits_seconds',
      help: 'Waits.',
      type: 'histogram',
      labels,
      bounds,
    });
    const distributions = [
      { labels: { kind: 'a' }, counts: [2, 1, 1, 1], sum: 0.1 + 0.5 + 0.7 + 9 + 99 },
      { labels: { kind: 'b' }, counts: [0, 0, 1, 0], sum: 10 },
    ];
    const lines = (text: string) =>
      text
        .split('\n')
        .map((line) => line.replace(/\{(.*)\}/, (_, all) => all.split(',').sort().join()));
    expect(lines(await toText([{ family: told, distributions }], {}))).toEqual(
      lines(await own.metrics()),
    );
  });
});

describe('the figures of the process', () => {
  test('are in base units, and every one of them is told on Linux', async () => {
    const told = await readProcess();
    expect(told.map((one) => one.family.name).sort()).toEqual(
      Object.values(PROCESS_FAMILIES)
        .map(({ name }) => name)
        .sort(),
    );
    const value = (name: string) => {
      const found = told.find((one) => one.family.name === name);
      return found && 'samples' in found ? found.samples[0]?.value : undefined;
    };
    const resident = process.memoryUsage().rss;
    expect(value('process_resident_memory_bytes')).toBeGreaterThan(resident / 2);
    expect(value('process_start_time_seconds')).toBeLessThan(4e9);
    if (process.platform !== 'linux') return;
    expect(value('process_private_memory_bytes')).toBeGreaterThan(1e6);
    expect(value('process_private_memory_bytes')).toBeLessThan(resident * 2);
    expect(value('process_open_fds')).toBeGreaterThan(2);
  });
});
