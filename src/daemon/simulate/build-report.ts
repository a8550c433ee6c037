import type { Config } from '../../core/config.js';
import type { PeerId } from '../../core/peer.js';
import type { MessageTarget } from '../../core/settings.js';
import { describeLocal, localClock } from '../../lib/local-time.js';
import { targetKey } from '../../services/message/rules.js';
import type { BookedIntent } from './books.js';
import { dueTurns } from './due-turns.js';
import { groupBy } from './group-by.js';
import { holdsOf } from './holds.js';
import type { Lived } from './live.js';
import type {
  CapReached,
  PlaceSummary,
  SimulatedSend,
  SimulationReport,
  UnsentMessage,
} from './report.js';
import { templateOf } from './template-of.js';
import type { Span } from './traffic.js';

const DAY_HOURS = 24;
/** 1 January 1970 was a Thursday. */
const THURSDAY = 3;
/** Rules of which it is told on which days they were spent. */
const CAPS = new Set([
  'day-cap',
  'hour-cap',
  'instant-cap',
  'person-cap',
  'new-conversations',
  'answer-cap',
]);

type Told = Pick<SimulationReport, 'places' | 'sends' | 'unsent' | 'holds' | 'caps' | 'heatMap'>;

/** Tells what is in the books of a simulated life, as far as it is of the span. */
export function tell(
  config: Config,
  books: readonly BookedIntent[],
  lived: Lived,
  span: Span,
): Told {
  const targets = targetsOf(config, lived);
  const placeOf = ({ peer, topicId }: Pick<BookedIntent, 'peer' | 'topicId'>) =>
    targets.get(targetKey(peer, topicId ?? undefined))?.written ??
    (peer > 0 ? `person ${peer}` : (lived.names.get(peer) ?? String(peer)));
  const titleOf = (peer: PeerId) => lived.titles.get(peer) ?? '';
  const within = (at: number | null): at is number =>
    at !== null && at >= span.from && at < span.to;
  const sends: SimulatedSend[] = [];
  const unsent: UnsentMessage[] = [];
  for (const intent of books) {
    const { service, peer, notBefore, settledAt, state, rule, reason } = intent;
    if (!within(settledAt)) continue;
    const common = { at: settledAt, plannedFor: notBefore, service, peer, place: placeOf(intent) };
    if (state === 'sent') {
      sends.push({ ...common, template: templateOf(intent, config, titleOf) });
    } else if (isUnsent(state)) unsent.push({ ...common, state, rule, reason });
  }
  sends.sort((a, b) => a.at - b.at);
  unsent.sort((a, b) => a.at - b.at);
  const waiting = books.filter(({ state }) => state === 'queued' || state === 'sending');
  const { timeZone } = config.limits;
  return {
    places: placesOf(config, targets, { sends, unsent, waiting, placeOf }, span),
    sends,
    unsent,
    holds: holdsOf(books, span, placeOf),
    caps: capsOf(books, span, timeZone),
    heatMap: heatMapOf(sends, timeZone),
  };
}

/** The configured groups by where they post. */
function targetsOf({ message }: Config, { peers }: Lived): ReadonlyMap<string, MessageTarget> {
  const targets = new Map<string, MessageTarget>();
  for (const target of message.targets) {
    const peer = peers.get(target.written);
    if (peer === undefined) continue;
    const key = targetKey(peer, target.topicId);
    if (!targets.has(key)) targets.set(key, target);
  }
  return targets;
}

interface Outcome {
  readonly sends: readonly SimulatedSend[];
  readonly unsent: readonly UnsentMessage[];
  readonly waiting: readonly BookedIntent[];
  readonly placeOf: (intent: BookedIntent) => string;
}

/** Each configured group, then whatever else something goes to: people together. */
function placesOf(
  { services, limits }: Config,
  targets: ReadonlyMap<string, MessageTarget>,
  { sends, unsent, waiting, placeOf }: Outcome,
  span: Span,
): readonly PlaceSummary[] {
  const nameOf = ({ service, peer, place }: { service: string; peer: PeerId; place: string }) =>
    `${service} ${peer > 0 ? 'people' : place}`;
  const sentAt = groupBy(sends, nameOf);
  const unsentAt = groupBy(unsent, nameOf);
  const waitingAt = groupBy(waiting, (intent) => nameOf({ ...intent, place: placeOf(intent) }));
  const configured = services.includes('message')
    ? [...targets].map(([key, target]) => ({
        service: 'message' as const,
        peer: Number.parseInt(key, 10),
        place: target.written,
        due: dueTurns(target.schedule, limits.timeZone, span),
      }))
    : [];
  const known = new Set(configured.map(nameOf));
  const others = [...sends, ...unsent, ...waiting.map((one) => ({ ...one, place: placeOf(one) }))]
    .filter((one) => !known.has(nameOf(one)) && known.add(nameOf(one)))
    .map(({ service, peer, place }) => ({
      service,
      peer: peer > 0 ? null : peer,
      place: peer > 0 ? 'people' : place,
      due: null,
    }));
  return [...configured, ...others].map((row) => {
    const name = `${row.service} ${row.peer === null ? 'people' : row.place}`;
    const sent = sentAt.get(name) ?? [];
    return {
      ...row,
      sent: sent.length,
      firstAt: sent[0]?.at ?? null,
      lastAt: sent.at(-1)?.at ?? null,
      unsent: unsentAt.get(name)?.length ?? 0,
      waiting: waitingAt.get(name)?.length ?? 0,
    };
  });
}

function capsOf(
  books: readonly BookedIntent[],
  { from, to }: Span,
  timeZone: string,
): readonly CapReached[] {
  const clock = localClock(timeZone);
  const reached = books
    .flatMap(({ decisions }) => decisions)
    .filter(
      ({ at, rule, verdict, figure }) =>
        CAPS.has(rule ?? '') && isSpent(figure) && verdict !== 'allow' && at >= from && at < to,
    )
    .map(({ at, rule }) => ({ rule: rule ?? '', day: describeLocal(clock, at).slice(0, 10) }));
  return [...groupBy(reached, ({ rule }) => rule)].map(([rule, ones]) => ({
    rule,
    days: [...new Set(ones.map(({ day }) => day))].sort(),
  }));
}

/** `4 of 4 in the last hour` is, `3 of 4` only keeps its pace. */
function isSpent(figure: string | null): boolean {
  const counts = [...(figure ?? '').matchAll(/(\d+) of (\d+)/g)];
  return counts.some(([, spent, cap]) => Number(spent) >= Number(cap));
}

function heatMapOf(
  sends: readonly SimulatedSend[],
  timeZone: string,
): readonly (readonly number[])[] {
  const map = Array.from({ length: 7 }, () => new Array<number>(DAY_HOURS).fill(0));
  const clock = localClock(timeZone);
  for (const { at } of sends) {
    const hours = Math.floor(clock.local(at) / 3_600_000);
    const row = map[(Math.floor(hours / DAY_HOURS) + THURSDAY) % 7];
    const hour = hours % DAY_HOURS;
    if (row) row[hour] = (row[hour] ?? 0) + 1;
  }
  return map;
}

function isUnsent(state: string): state is UnsentMessage['state'] {
  return ['refused', 'expired', 'failed', 'unknown'].includes(state);
}
