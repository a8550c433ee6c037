import type { PeerId } from '../../src/core/peer.js';
import { BEGINS, LIMITS, type LimitWorld, type Trace } from './limit-world.js';

const DAY_MS = 86_400_000;

type At = Extract<Trace, { type: 'arrived' }>;

/** Counts by hand, from what happened alone. @returns what was too much, or undefined */
export function findExcess({ traces }: Pick<LimitWorld, 'traces'>): string | undefined {
  const arrived = traces.filter((trace): trace is At => trace.type === 'arrived');
  const people = [...new Set(arrived.map(({ person }) => person))];
  for (const person of people) {
    const times = arrived.filter((one) => one.person === person).map(({ at }) => at);
    times.sort((a, b) => a - b);
    const excess = excessOf(times) ?? afterRefusal(traces, person);
    if (excess !== undefined) return `person ${person}: ${excess}`;
  }
  return tooManyBegun(traces, people);
}

function excessOf(times: readonly number[]): string | undefined {
  const { cooldownMs, maxPerWindow, windowMs } = LIMITS.people;
  for (const [index, at] of times.entries()) {
    const next = times[index + 1];
    if (next !== undefined && next - at < cooldownMs) return `${next - at} ms between two`;
    const within = times.filter((other) => other >= at && other < at + windowMs).length;
    if (within > maxPerWindow) return `${within} within a window`;
  }
  return undefined;
}

function afterRefusal(traces: readonly Trace[], person: PeerId): string | undefined {
  const own = traces.filter((trace) => trace.person === person);
  const refused = own.findIndex(({ type }) => type === 'refused');
  const late = own.findIndex(({ type }, index) => type === 'claimed' && index > refused);
  return refused >= 0 && late >= 0 ? 'written to after a refusal' : undefined;
}

function tooManyBegun(traces: readonly Trace[], people: readonly PeerId[]): string | undefined {
  const begun = new Map<number, number>();
  for (const person of people) {
    const first = traces.find(
      (trace) => trace.person === person && (trace.type === 'arrived' || trace.type === 'wrote'),
    );
    if (first?.type !== 'arrived') continue;
    const day = localDay(first.at);
    begun.set(day, (begun.get(day) ?? 0) + 1);
  }
  const began = localDay(BEGINS);
  for (const [day, count] of begun) {
    const { newConversationsPerDay: cap, warmUpDays } = LIMITS.people;
    const share = Math.min(1, (day - began + 1) / warmUpDays);
    const allowed = Math.max(1, Math.floor(cap * share));
    if (count > allowed)
      return `${count} conversations begun on day ${day - began}, not ${allowed}`;
  }
  return undefined;
}

const date = new Intl.DateTimeFormat('en-CA', { timeZone: LIMITS.timeZone });

/** By the calendar of another implementation than the one that is judged. */
function localDay(at: number): number {
  return Date.parse(date.format(at)) / DAY_MS;
}
