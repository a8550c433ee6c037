/**
 * The values that a label may take: a closed list, or the first so many that are seen. Whatever else comes is
 * told as `other`, so that no label ever grows with what people write or Telegram thinks of.
 */
export type LabelValues = readonly string[] | { readonly atMost: number };

/**
 * What is measured under one name.
 * @see https://prometheus.io/docs/practices/naming/
 */
export interface MetricFamily {
  /** Base units (seconds, bytes), counters end in `_total`. */
  readonly name: string;
  /** One sentence, for the documentation too. */
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly labels: Readonly<Record<string, LabelValues>>;
  /** For a histogram: the upper bounds of its buckets, in its unit, rising, without infinity. */
  readonly bounds?: readonly number[];
}

/** A label's value by its name. */
export type Labels = Readonly<Record<string, string>>;

/** One number of a family. */
export interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

/** What a histogram has seen under one set of labels. */
export interface Distribution {
  readonly labels: Labels;
  /** How many fell into each bucket, alone: one for each bound, and at last what is beyond all of them. */
  readonly counts: readonly number[];
  readonly sum: number;
}

/** A family as it is now. */
export type Measured =
  | { readonly family: MetricFamily; readonly samples: readonly Sample[] }
  | { readonly family: MetricFamily; readonly distributions: readonly Distribution[] };
