import type { Labels, LabelValues, Measured, MetricFamily } from '../../core/metrics.js';
import { BoundedLabels } from './bounded-labels.js';

/** Families with no more lines than this are told from the start, with 0: the first event shows as a rise. */
const MOST_TOLD_EMPTY = 20;

/** What a family's labels are called. */
type LabelsOf<F extends MetricFamily> = Readonly<Record<keyof F['labels'] & string, string>>;

interface Count {
  readonly labels: Labels;
  value: number;
}

interface Buckets {
  readonly labels: Labels;
  readonly counts: number[];
  sum: number;
}

/** Plain numbers by family and labels: all that counting keeps in memory. */
export class Tally {
  readonly #bounded = new BoundedLabels();
  readonly #families: readonly MetricFamily[];
  readonly #counts = new Map<string, Map<string, Count>>();
  readonly #buckets = new Map<string, Map<string, Buckets>>();

  constructor(families: readonly MetricFamily[]) {
    this.#families = families;
    for (const family of families) {
      const each = combinations(family.labels);
      if (each.length * linesEach(family) > MOST_TOLD_EMPTY) continue;
      for (const labels of each) {
        if (family.type === 'counter') this.#count(family, labels);
        if (family.type === 'histogram') this.#distribution(family, labels);
      }
    }
  }

  /** @param by not negative */
  count<F extends MetricFamily & { readonly type: 'counter' }>(
    family: F,
    labels: LabelsOf<F>,
    by = 1,
  ): void {
    if (by > 0) this.#count(family, labels).value += by;
  }

  /** @param value in the family's unit */
  observe<F extends MetricFamily & { readonly type: 'histogram' }>(
    family: F,
    labels: LabelsOf<F>,
    value: number,
  ): void {
    const kept = this.#distribution(family, labels);
    const { bounds = [] } = family;
    const bucket = bounds.findIndex((bound) => value <= bound);
    const index = bucket < 0 ? bounds.length : bucket;
    kept.counts[index] = (kept.counts[index] ?? 0) + 1;
    kept.sum += value;
  }

  /** Everything as it is now; what changes later does not change it. */
  measured(): readonly Measured[] {
    return this.#families.map((family) => {
      const { name, type } = family;
      if (type !== 'histogram') {
        const samples = [...(this.#counts.get(name)?.values() ?? [])].map((one) => ({ ...one }));
        return { family, samples };
      }
      const kept = [...(this.#buckets.get(name)?.values() ?? [])];
      const distributions = kept.map((one) => ({ ...one, counts: [...one.counts] }));
      return { family, distributions };
    });
  }

  #count(family: MetricFamily, labels: Labels): Count {
    return this.#entry(this.#counts, family, labels, (bounded) => ({ labels: bounded, value: 0 }));
  }

  #distribution(family: MetricFamily, labels: Labels): Buckets {
    return this.#entry(this.#buckets, family, labels, (bounded) => {
      const counts = new Array<number>(linesEach(family)).fill(0);
      return { labels: bounded, counts, sum: 0 };
    });
  }

  #entry<T>(
    kept: Map<string, Map<string, T>>,
    family: MetricFamily,
    labels: Labels,
    make: (bounded: Labels) => T,
  ): T {
    const ofFamily = kept.get(family.name) ?? new Map<string, T>();
    kept.set(family.name, ofFamily);
    // What was allowed once is allowed: a thousand events a second ask only here.
    const known = ofFamily.get(keyOf(family, labels));
    if (known) return known;
    const bounded = this.#bounded.of(family, labels);
    const key = keyOf(family, bounded);
    const entry = ofFamily.get(key) ?? make(bounded);
    ofFamily.set(key, entry);
    return entry;
  }
}

/** No label's value holds that character. */
function keyOf({ labels: names }: MetricFamily, labels: Labels): string {
  let key = '';
  for (const name in names) key += `${labels[name]}\0`;
  return key;
}

function linesEach({ bounds }: MetricFamily): number {
  return (bounds?.length ?? 0) + 1;
}

/** Every combination of what closed lists allow; none where a label has no list. */
function combinations(labels: Readonly<Record<string, LabelValues>>): readonly Labels[] {
  return Object.entries(labels).reduce<readonly Labels[]>(
    (all, [label, values]) =>
      'atMost' in values
        ? []
        : all.flatMap((one) => values.map((value) => ({ ...one, [label]: value }))),
    [{}],
  );
}
