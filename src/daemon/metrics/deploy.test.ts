import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { metricsStage } from '../../../test/support/metrics-stage.js';
import { describePromtool, promtool } from '../../../test/support/promtool.js';
import { NOON } from '../../../test/support/road.js';
import { PROCESS_FAMILIES } from '../../adapters/prometheus/process-figures.js';
import type { MetricFamily } from '../../core/metrics.js';
import { COUNTED } from './counted.js';
import { LOOKED_UP } from './looked-up.js';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly remedy: string };
}

interface Panel {
  readonly id: number;
  readonly title: string;
  readonly description?: string;
  readonly gridPos: {
    readonly x: number;
    readonly y: number;
    readonly w: number;
    readonly h: number;
  };
  readonly targets?: readonly { readonly expr: string }[];
}

const deploy = (path: string) => fileURLToPath(new URL(`../../../deploy/${path}`, import.meta.url));
const read = (path: string) => readFileSync(deploy(path), 'utf8');
/** The alerts of minutes, and those of hours, which would take too long minute by minute. */
const TESTS = ['prometheus/alerts.test.yml', 'prometheus/alerts-of-hours.test.yml'];
const documentation = read('../docs/metrics.md');
const rules = (
  parse(read('prometheus/alerts.yml')) as { groups: { rules: Rule[] }[] }
).groups.flatMap((group) => group.rules);
const dashboard = JSON.parse(read('grafana/postaci.json')) as {
  panels: Panel[];
  annotations: { list: { expr: string }[] };
  templating: { list: { name: string }[] };
};
const shown = [
  ...dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)),
  ...dashboard.annotations.list.map(({ expr }) => expr),
];

/** As Grafana would fill it in. */
const filledIn = (expr: string) =>
  expr.replaceAll('$__rate_interval', '5m').replaceAll('$customer', 'customer1|customer2');

const families = new Map<string, MetricFamily>(
  [COUNTED, LOOKED_UP, PROCESS_FAMILIES]
    .flatMap((table): MetricFamily[] => Object.values(table))
    .map((family) => [family.name, family]),
);

/** What Prometheus itself adds. */
const FROM_OUTSIDE = ['customer', 'job', 'instance'];

let text = '';

beforeAll(async () => {
  const { tell, render, metrics } = metricsStage();
  for (const service of ['message', 'reply'] as const) {
    const told = { type: 'intent', at: NOON, id: 1, service, peer: 5, answeredInMs: 70 } as const;
    tell({ ...told, state: 'sent', lateMs: 1 }, { ...told, state: 'queued', code: 'FLOOD_WAIT_9' });
  }
  metrics.writing.stats.count('ready', 'reply');
  text = await render();
});

/** Metrics that an expression names, without what histograms add to their names. */
function metricsIn(expr: string): readonly string[] {
  const names = [...expr.matchAll(/\b(?:postaci|process|nodejs)_[a-z0-9_]+/g)].map(
    ([name]) => name,
  );
  return names.map((name) => name.replace(/_(bucket|sum|count)$/, ''));
}

interface Selector {
  readonly name: string;
  readonly label: string;
  /** Of a regular expression: its alternatives. */
  readonly values: readonly string[];
}

/** `name{label="value"}`, without the labels that come from outside. */
function selectorsIn(expr: string): readonly Selector[] {
  return [...expr.matchAll(/\b([a-z_0-9]+)\{([^}]*)\}/g)].flatMap(
    ([, metric = '', matchers = '']) => {
      const name = metric.replace(/_(bucket|sum|count)$/, '');
      return [...matchers.matchAll(/(\w+)=~?"([^"]*)"/g)]
        .map(([, label = '', said = '']) => ({ name, label, values: said.split('|') }))
        .filter(({ label }) => !FROM_OUTSIDE.includes(label));
    },
  );
}

function faultIn({ name, label, values }: Selector): readonly string[] {
  const known = families.get(name)?.labels[label];
  if (!known) return [`${name} has no label ${label}`];
  if ('atMost' in known) return [];
  return values
    .filter((value) => !known.includes(value))
    .map((value) => `${name}: no ${label} ${value}`);
}

describe('what is made for Prometheus and Grafana', () => {
  test('names no metric that the daemon does not tell', () => {
    const told = new Set([...text.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name));
    expect([...told].sort()).toEqual([...families.keys()].sort());
    const named = [...shown, ...rules.map(({ expr }) => expr)].flatMap(metricsIn);
    expect(new Set(named).size).toBeGreaterThan(30);
    expect(named.filter((name) => !told.has(name))).toEqual([]);
  });

  test('asks for labels and values that there are', () => {
    const all = [...shown, ...rules.map((rule) => rule.expr)];
    expect(all.flatMap(selectorsIn).length).toBeGreaterThan(10);
    expect(all.flatMap(selectorsIn).flatMap(faultIn)).toEqual([]);
  });

  test('shows every metric that is told of the account somewhere', () => {
    const used = new Set([...shown, ...rules.map(({ expr }) => expr)].flatMap(metricsIn));
    // For whoever looks into something, or builds a panel of one's own.
    const left = ['postaci_last_heard_timestamp_seconds', 'postaci_consents_total'];
    left.push('postaci_takeovers_total', 'postaci_database_read_failures_total');
    const unused = [...families.keys()].filter(
      (name) => name.startsWith('postaci_') && !used.has(name),
    );
    expect(unused.sort()).toEqual(left.sort());
  });

  test('says with each alert how bad it is, about whom, and what to do; it is tested and documented', () => {
    expect(rules.length).toBeGreaterThan(15);
    const tested = TESTS.map(read).join();
    for (const { alert, labels, annotations } of rules) {
      expect([alert, labels.severity]).toEqual([
        alert,
        expect.stringMatching(/^(critical|warning)$/),
      ]);
      expect([alert, annotations.summary]).toEqual([
        alert,
        expect.stringContaining('$labels.customer'),
      ]);
      expect([alert, annotations.remedy.length > 40]).toEqual([alert, true]);
      expect([alert, tested.includes(`alertname="${alert}"`)]).toEqual([alert, true]);
      expect([alert, documentation.includes(`| \`${alert}\` |`)]).toEqual([alert, true]);
    }
  });

  test('is a dashboard for one customer or all, whose panels say what they show and do not overlap', () => {
    expect(dashboard.templating.list.map(({ name }) => name)).toEqual(['datasource', 'customer']);
    expect(shown.filter((expr) => !expr.includes('customer=~"$customer"'))).toEqual([]);
    const panels = dashboard.panels.filter(({ targets }) => targets);
    expect(panels.filter(({ description }) => !description)).toEqual([]);
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
    const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, i) => `${x + (i % w)} ${y + Math.floor(i / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
  });
});

describe('docs/metrics.md', () => {
  test('lists every metric with its type, its labels and what it says', () => {
    const rows = [...families.values()].map(({ name, type, labels, help }) => {
      const list = Object.keys(labels).map((label) => `\`${label}\``);
      return `| \`${name}\` | ${type} | ${list.join(', ') || '–'} | ${help} |`;
    });
    expect(rows.filter((row) => !documentation.includes(row))).toEqual([]);
    const listed = [...documentation.matchAll(/^\| `((?:postaci|process|nodejs)_\w+)` \|/gm)];
    expect(listed.map(([, name]) => name).sort()).toEqual([...families.keys()].sort());
  });
});

describePromtool('promtool', () => {
  test('finds nothing wrong with the metrics as they are told', () => {
    expect(promtool(['check', 'metrics'], text)).toBe('');
    // It would, if there were anything.
    expect(() => promtool(['check', 'metrics'], '# TYPE a_total gauge\na_total 1\n')).toThrow();
  });

  test('finds nothing wrong with the alerts, which fire when they should and not otherwise', () => {
    promtool(['check', 'rules', deploy('prometheus/alerts.yml')]);
    for (const file of TESTS) promtool(['test', 'rules', deploy(file)]);
  });

  test('can read the example of a scrape configuration', () => {
    promtool(['check', 'config', '--syntax-only', deploy('prometheus/scrape.example.yml')]);
  });

  test('can read every question of the dashboard', () => {
    const asked = shown.map((expr, i) => ({ record: `question:${i}`, expr: filledIn(expr) }));
    const file = join(mkdtempSync(join(tmpdir(), 'postaci-')), 'questions.json');
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'dashboard', rules: asked }] }));
    promtool(['check', 'rules', file]);
  });
});
