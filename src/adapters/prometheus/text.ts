import { Counter, Gauge, Registry } from 'prom-client';
import type { Labels, Measured } from '../../core/metrics.js';
import { ToldHistogram } from './told-histogram.js';

/**
 * Prometheus' text format of what was measured. Every family is named, also one that has nothing to say yet.
 * @param everywhere labels that each line bears
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function toText(measured: readonly Measured[], everywhere: Labels): Promise<string> {
  // Made anew for each text: between two of them nothing is kept, and nothing runs.
  const registry = new Registry();
  registry.setDefaultLabels(everywhere);
  for (const one of measured) register(one, registry);
  return registry.metrics();
}

function register(measured: Measured, registry: Registry): void {
  const { family } = measured;
  if ('distributions' in measured) {
    new ToldHistogram(family, measured.distributions, registry);
    return;
  }
  const { name, help, labels } = family;
  const configuration = { name, help, labelNames: Object.keys(labels), registers: [registry] };
  const { samples } = measured;
  if (family.type === 'counter') {
    const counter = new Counter(configuration);
    for (const sample of samples) counter.inc({ ...sample.labels }, sample.value);
    return;
  }
  const gauge = new Gauge(configuration);
  for (const sample of samples) gauge.set({ ...sample.labels }, sample.value);
  // prom-client says 0 of what it was told nothing of, but what nobody knows is not 0.
  if (samples.length === 0 && configuration.labelNames.length === 0) gauge.remove();
}
