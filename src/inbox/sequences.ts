/** What moves a sequence: by `count`, to `pts`. */
export interface Step {
  readonly pts: number;
  /** 0 for what only tells where the sequence stands. */
  readonly count: number;
}

/** `gap`: something before it is missing. */
export type Verdict = 'apply' | 'ignore' | 'gap';

/**
 * What to do with a step of a sequence that stands at `local`. Numbers of pushes (`seq`) follow the same
 * rule: a push moves them from before its first number to its last.
 * @see https://core.telegram.org/api/updates#update-handling
 */
export function judge(local: number, { pts, count }: Step): Verdict {
  const reached = local + count;
  if (reached === pts) return 'apply';
  return reached > pts ? 'ignore' : 'gap';
}

/** How far waiting steps lead. */
export interface Followed<S extends Step> {
  /** In the sequence's order. */
  readonly applied: readonly S[];
  /** What is to wait on; what was seen before is in neither list. */
  readonly rest: readonly S[];
  /** Where the sequence stands after `applied`. */
  readonly local: number;
  /** Something is missing before the first of `rest`. */
  readonly gap: boolean;
}

/**
 * Follows a sequence from `local` through steps that arrived in whatever order.
 * @param most how many are applied at once
 * @param leaps whether a step is taken although something seems to be missing before it
 */
export function follow<S extends Step>(
  local: number,
  waiting: readonly S[],
  most: number,
  leaps: (step: S) => boolean = () => false,
): Followed<S> {
  const sorted = [...waiting].sort((a, b) => a.pts - b.pts || b.count - a.count);
  const applied: S[] = [];
  let at = local;
  for (const [index, step] of sorted.entries()) {
    const verdict = judge(at, step);
    if (verdict === 'ignore') continue;
    const gap = verdict === 'gap' && !leaps(step);
    if (gap || applied.length >= most)
      return { applied, rest: sorted.slice(index), local: at, gap };
    applied.push(step);
    at = step.pts;
  }
  return { applied, rest: [], local: at, gap: false };
}
