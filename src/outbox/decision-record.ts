import type { Decision } from '../core/guard.js';

/**
 * The part of a statement that remembers a decision, when verdict or rule differ from the intent's
 * previous one. Stands after a `with` whose `moved` returned the intent's id; takes five parameters
 * from `$first` on: see `decisionParams`.
 */
export function recordDecision(schema: string, first: number): string {
  const types = ['timestamptz', 'text', 'text', 'timestamptz', 'jsonb'];
  const [at, verdict, rule, until, trace] = types.map(
    (type, index) => `$${first + index}::${type}`,
  );
  return `insert into ${schema}.decisions (intent_id, at, verdict, rule, until, trace)
    select moved.id, ${at}, ${verdict}, ${rule}, ${until}, ${trace} from moved
    where not exists (select 1 from (select verdict, rule from ${schema}.decisions
        where intent_id = moved.id order by id desc limit 1) previous
      where previous.verdict = ${verdict} and previous.rule is not distinct from ${rule})`;
}

/** The parameters of `recordDecision`: time, verdict, rule, until, trace. */
export function decisionParams(decision: Decision, now: number): readonly unknown[] {
  const { verdict, rule, trace } = decision;
  return [
    new Date(now),
    verdict.type,
    rule ?? null,
    verdict.type === 'wait' ? new Date(verdict.until) : null,
    JSON.stringify(trace.map((entry) => ({ rule: entry.rule, ...entry.verdict }))),
  ];
}
