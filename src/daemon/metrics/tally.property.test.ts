import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { metricsStage } from '../../../test/support/metrics-stage.js';
import type { LiveEvent } from '../../core/events.js';
import { RULE_NAMES } from '../../core/guard.js';
import { INTENT_STATES, SERVICE_NAMES } from '../../core/intent.js';
import type { Labels, MetricFamily } from '../../core/metrics.js';
import { BoundedLabels, OTHER } from './bounded-labels.js';
import { COUNTED } from './counted.js';
import { EVENT_TYPES, SEVERITIES } from './label-lists.js';
import { LOOKED_UP } from './looked-up.js';

/** What a fleet's Prometheus can take of each daemon, also on the worst of days. */
const MOST_LINES = 1_500;

/** A word that cannot stand in the text by chance. */
const secret = fc.integer({ min: 0, max: 1e9 }).map((number) => `sécret${number}`);
/** What a future program, or Telegram, might say: a known word mostly. */
const word = (known: readonly string[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: secret });
const id = fc.integer({ min: -1e12, max: 1e12 });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** Any event that could come over a line, however wrong its words are. */
const event = fc.record({
  type: fc.constantFrom(...EVENT_TYPES),
  at: fc.integer({ min: 0, max: 4e12 }),
  id,
  peer: id,
  person: id,
  channel: maybe(id),
  own: fc.boolean(),
  text: secret,
  how: secret,
  reason: maybe(secret),
  service: word(SERVICE_NAMES),
  state: word([...INTENT_STATES, 'started', 'done', 'online', 'offline', 'failed']),
  rule: maybe(word(RULE_NAMES)),
  code: maybe(word(['FLOOD_WAIT_1', 'FLOOD_WAIT_2', 'PEER_FLOOD', 'CHAT_SEND_GIFS_FORBIDDEN'])),
  severity: word(SEVERITIES),
  outcome: word(['applied', 'kept']),
  change: word(['granted', 'refused', 'forgotten']),
  answeredInMs: maybe(fc.nat()),
  lateMs: maybe(fc.nat()),
});

test('no label grows with what is said, by whom or under which number', async () => {
  const { tell, render, metrics } = metricsStage();
  const sample = fc.sample(event, { numRuns: 10_000, seed: 6 });
  for (const one of sample) tell(one as LiveEvent);
  for (const { text } of sample.slice(0, 500)) metrics.writing.stats.count('dropped', text);
  const text = await render();
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  expect(lines.length).toBeGreaterThan(300);
  expect(lines.length).toBeLessThan(MOST_LINES);
  const open = lines.filter((line) => /sécret/.test(line)).map((line) => line.split('{')[0]);
  // Those two take the first words that come, and only so many: alerts and checks are the program's own.
  expect(new Set(open)).toEqual(new Set(['postaci_alerts_total', 'postaci_written_texts_total']));
  expect(open.length).toBeLessThanOrEqual(40 * (SEVERITIES.length + 1) + 40);
});

test('labels say what is allowed, and nothing is lost by it', () => {
  const families: readonly MetricFamily[] = [
    ...Object.values(COUNTED),
    ...Object.values(LOOKED_UP),
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...families),
      fc.array(secret, { maxLength: 60 }),
      (family, said) => {
        const bounded = new BoundedLabels();
        const labels = (value: string): Labels =>
          Object.fromEntries(Object.keys(family.labels).map((label) => [label, value]));
        const told = said.map((value) => bounded.of(family, labels(value)));
        for (const [label, values] of Object.entries(family.labels)) {
          const seen = new Set(told.map((one) => one[label]));
          seen.delete(OTHER);
          expect(seen.size).toBeLessThanOrEqual('atMost' in values ? values.atMost : 0);
        }
      },
    ),
    { numRuns: 300, seed: 6 },
  );
});
