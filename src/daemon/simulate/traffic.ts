import type { PeerId } from '../../core/peer.js';
import type { RecordedMessage, Recording } from '../../core/recording.js';
import { DAY_MS, HOUR_MS } from '../../lib/local-time.js';
import { drawInteger, type Random } from '../../lib/seeded-random.js';

const WEEK_MS = 7 * DAY_MS;

/** What others will say: somebody, in a chat, at a time. */
export interface Utterance {
  readonly peer: PeerId;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** A stretch of time: from `from` on, before `to`; milliseconds since the epoch. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * The whole hours in which the account has listened, as far as the recording knows; empty (`to` is not behind `from`)
 * where there is none.
 */
export function heardHours({ from, to, heard, state }: Recording): Span {
  const since =
    heard.length === 0
      ? (state?.firstOnlineAt ?? from)
      : heard.reduce((first, { at }) => Math.min(first, at), Number.POSITIVE_INFINITY);
  // The hour in which it was taken is not over yet.
  return { from: Math.max(floor(from), floor(since)), to: floor(to) };
}

/**
 * Repeats what was heard: the same hour of the week as recorded; where less than a week is recorded, the same hour
 * of the latest recorded day, and where less than a day is, those hours over and over. What is known by the hour only is drawn evenly over it.
 * @param concerns of whose chats something depends on it
 * @returns in order of time
 */
export function trafficOf(
  recording: Recording,
  span: Span,
  concerns: (peer: PeerId) => boolean,
  random: Random,
): readonly Utterance[] {
  const hours = hoursOf(recording.heard);
  const known = heardHours(recording);
  const said: Utterance[] = [];
  for (let hour = floor(span.from); hour < span.to; hour += HOUR_MS) {
    const source = likeHour(hour, known);
    if (source === undefined) continue;
    for (const { peer, at, count } of hours.get(source) ?? []) {
      if (!concerns(peer)) continue;
      for (let n = count ?? 1; n > 0; n--) {
        const within = count === undefined ? at - source : drawInteger(random, 0, HOUR_MS - 1);
        said.push({ peer, at: hour + within });
      }
    }
  }
  return said
    .filter(({ at }) => at >= span.from && at < span.to)
    .sort((a, b) => a.at - b.at || a.peer - b.peer);
}

function hoursOf(heard: readonly RecordedMessage[]): ReadonlyMap<number, RecordedMessage[]> {
  const hours = new Map<number, RecordedMessage[]>();
  for (const message of heard) {
    const hour = floor(message.at);
    const known = hours.get(hour);
    if (known) known.push(message);
    else hours.set(hour, [message]);
  }
  return hours;
}

/** The latest recorded hour that is whole weeks away, else whole days, else a multiple of all recorded hours. */
function likeHour(hour: number, { from, to }: Span): number | undefined {
  if (to <= from) return undefined;
  for (const step of [WEEK_MS, DAY_MS, Math.min(to - from, DAY_MS)]) {
    const phase = (((hour - to) % step) + step) % step;
    const source = to + phase - step;
    if (source >= from) return source;
  }
  return undefined;
}

function floor(at: number): number {
  return Math.floor(at / HOUR_MS) * HOUR_MS;
}
