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
    const bounded = this.#bounded.of(family, labels);
    const make = () => ({ labels: bounded, value: 0 });
    return entryOf(this.#counts, family, bounded, make);
  }

  #distribution(family: MetricFamily, labels: Labels): Buckets {
    const bounded = this.#bounded.of(family, labels);
    const counts = new Array<number>(linesEach(family)).fill(0);
    const make = () => ({ labels: bounded, counts, sum: 0 });
    return entryOf(this.#buckets, family, bounded, make);
  }
}

function linesEach({ bounds }: MetricFamily): number {
  return (bounds?.length ?? 0) + 1;
}

function entryOf<T>(
  kept: Map<string, Map<string, T>>,
  { name }: MetricFamily,
  labels: Labels,
  make: () => T,
): T {
  const ofFamily = kept.get(name) ?? new Map<string, T>();
  kept.set(name, ofFamily);
  const key = Object.values(labels).join(' ');
  const entry = ofFamily.get(key) ?? make();
  ofFamily.set(key, entry);
  return entry;
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
