import { type Decision, RULE_NAMES, type TraceEntry } from '../core/guard.js';
import type { Intent } from '../core/intent.js';
import type { Facts } from './facts.js';
import { RULES } from './rules/rules.js';

/**
 * Asks every rule. The first refusal counts, else the first hold, else the wait that ends last (of two
 * that end together, the first); else all allow.
 */
export function judge(facts: Facts, intent: Intent, now: number): Decision {
  const trace = RULE_NAMES.map(
    (rule): TraceEntry => ({
      rule,
      verdict: RULES[rule](facts, intent, now),
    }),
  );
  const decisive =
    trace.find(({ verdict }) => verdict.type === 'refuse') ??
    trace.find(({ verdict }) => verdict.type === 'hold') ??
    longestWait(trace);
  return decisive ? { ...decisive, trace } : { verdict: { type: 'allow' }, trace };
}

function longestWait(trace: readonly TraceEntry[]): TraceEntry | undefined {
  let longest: { entry: TraceEntry; until: number } | undefined;
  for (const entry of trace) {
    if (entry.verdict.type !== 'wait') continue;
    if (longest && longest.until >= entry.verdict.until) continue;
    longest = { entry, until: entry.verdict.until };
  }
  return longest?.entry;
}
