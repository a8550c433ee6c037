import type { BookedDecision, BookedIntent } from './books.js';
import { groupBy } from './group-by.js';
import type { HoldExample, RuleHold } from './report.js';
import type { Span } from './traffic.js';

/** A stretch in which one rule kept one message waiting. */
interface Stretch extends Span {
  readonly intent: BookedIntent;
  readonly decision: BookedDecision & { readonly rule: string };
}

/**
 * How long each rule held messages back within the span, the longest first. A message that no rule was asked about,
 * because it stands behind another for the same chat or the same budget, waits for what that one waits for.
 * What expires is told with what was not sent.
 * @param placeOf how the operator names where a message goes
 */
export function holdsOf(
  books: readonly BookedIntent[],
  span: Span,
  placeOf: (intent: BookedIntent) => string,
): readonly RuleHold[] {
  const own = books.flatMap((intent) => ownStretches(intent, span));
  const lined = books.flatMap((intent) => linedStretches(intent, own, span));
  const stretches = [...own, ...lined]
    .map((one) => ({ ...one, from: Math.max(one.from, span.from), to: Math.min(one.to, span.to) }))
    .filter(
      ({ from, to, decision }) => to > from || (decision.verdict === 'refuse' && to === from),
    );
  const byRule = groupBy(stretches, ({ decision }) => decision.rule);
  return [...byRule]
    .map(([rule, ones]) => holdOf(rule, ones, placeOf))
    .sort((a, b) => b.totalMs - a.totalMs || b.times - a.times);
}

function holdOf(
  rule: string,
  stretches: readonly Stretch[],
  placeOf: (intent: BookedIntent) => string,
): RuleHold {
  const lengths = stretches.map(({ from, to }) => to - from);
  const longestMs = Math.max(...lengths);
  const example = stretches[lengths.indexOf(longestMs)];
  if (!example) throw new Error('a rule that held nothing back');
  return {
    rule,
    times: stretches.length,
    totalMs: lengths.reduce((sum, length) => sum + length, 0),
    longestMs,
    example: exampleOf(example, placeOf),
  };
}

function exampleOf(
  { from, intent, decision }: Stretch,
  placeOf: (intent: BookedIntent) => string,
): HoldExample {
  const { verdict, until, reason, figure } = decision;
  if (verdict === 'allow') throw new Error('what is allowed is not held back');
  return {
    at: from,
    service: intent.service,
    place: placeOf(intent),
    verdict,
    until,
    reason,
    figure,
  };
}

/** From each decision to the next. A refusal takes no time. */
function ownStretches(intent: BookedIntent, span: Span): readonly Stretch[] {
  const { decisions } = intent;
  return decisions.flatMap((decision, index) => {
    const { at, rule, verdict } = decision;
    if (rule === null || rule === 'expiry' || verdict === 'allow') return [];
    const to = verdict === 'refuse' ? at : (decisions[index + 1]?.at ?? endOf(intent, span));
    return [{ from: at, to, intent, decision: { ...decision, rule } }];
  });
}

/** From when it was to go until it was asked about for the first time. */
function linedStretches(
  intent: BookedIntent,
  own: readonly Stretch[],
  span: Span,
): readonly Stretch[] {
  const from = Math.max(intent.notBefore, intent.createdAt);
  const to = intent.decisions[0]?.at ?? endOf(intent, span);
  if (to - from < 1_000) return [];
  let most = 0;
  let ahead: Stretch | undefined;
  for (const other of own) {
    if (other.intent.id === intent.id || !standsBefore(other, intent)) continue;
    const shared = Math.min(to, shutUntil(other, span)) - Math.max(from, other.from);
    if (shared > most) [most, ahead] = [shared, other];
  }
  return ahead ? [{ from, to: from + most, intent, decision: ahead.decision }] : [];
}

function standsBefore({ intent, decision }: Stretch, behind: BookedIntent): boolean {
  if (intent.budget !== behind.budget || intent.service !== behind.service) return false;
  return decision.scope === 'account' || intent.peer === behind.peer;
}

/** What holds everything is not asked again before its time, also once the message that met it has expired. */
function shutUntil({ decision, to }: Stretch, span: Span): number {
  const { verdict, scope, until } = decision;
  if (scope !== 'account' || verdict === 'refuse') return to;
  return verdict === 'hold' ? span.to : Math.max(to, until ?? to);
}

function endOf({ settledAt, firstAttemptAt }: BookedIntent, { to }: Span): number {
  return firstAttemptAt ?? settledAt ?? to;
}
