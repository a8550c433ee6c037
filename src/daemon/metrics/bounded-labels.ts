import type { Labels, MetricFamily } from '../../core/metrics.js';

/** What a value is told as that is on no list, or came after as many as are told. */
export const OTHER = 'other';

/** Keeps the labels of families within what they may say. */
export class BoundedLabels {
  /** Of labels without a list: which values were seen, by family and label. */
  readonly #seen = new Map<string, Set<string>>();

  /** The same labels, with `other` in the place of what may not be said. */
  of(family: MetricFamily, labels: Labels): Labels {
    const entries = Object.entries(family.labels).map(([label, values]) => {
      const value = labels[label] ?? OTHER;
      const known =
        'atMost' in values
          ? this.#isRoom(family, label, value, values.atMost)
          : values.includes(value);
      return [label, known ? value : OTHER] as const;
    });
    return Object.fromEntries(entries);
  }

  #isRoom({ name }: MetricFamily, label: string, value: string, atMost: number): boolean {
    const key = `${name} ${label}`;
    const seen = this.#seen.get(key) ?? new Set();
    this.#seen.set(key, seen);
    if (seen.size < atMost) seen.add(value);
    return seen.has(value);
  }
}
