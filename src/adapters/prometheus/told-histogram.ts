import { Histogram, type Registry } from 'prom-client';
import type { Distribution, MetricFamily } from '../../core/metrics.js';

interface Line {
  readonly metricName: string;
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
}

/** A histogram whose buckets were counted elsewhere: prom-client's own can only be told one value at a time. */
export class ToldHistogram extends Histogram {
  readonly #family: MetricFamily;
  readonly #distributions: readonly Distribution[];

  constructor(family: MetricFamily, distributions: readonly Distribution[], registry: Registry) {
    const { name, help, labels, bounds = [] } = family;
    const labelNames = Object.keys(labels);
    super({ name, help, labelNames, buckets: [...bounds], registers: [registry] });
    this.#family = family;
    this.#distributions = distributions;
  }

  /** What the registry asks each metric when it writes the text; prom-client's types do not name it. */
  async getForPromString() {
    const { name, help } = this.#family;
    const values = this.#distributions.flatMap((one) => this.#lines(one));
    return { name, help, type: 'histogram', aggregator: 'sum', values };
  }

  /** Each bucket holds what is in the smaller ones, too. */
  #lines({ labels, counts, sum }: Distribution): readonly Line[] {
    const { name, bounds = [] } = this.#family;
    let seen = 0;
    const buckets = counts.map((count, index) => {
      seen += count;
      const le = bounds[index] ?? '+Inf';
      return { metricName: `${name}_bucket`, labels: { ...labels, le }, value: seen };
    });
    return [
      ...buckets,
      { metricName: `${name}_sum`, labels, value: sum },
      { metricName: `${name}_count`, labels, value: seen },
    ];
  }
}
