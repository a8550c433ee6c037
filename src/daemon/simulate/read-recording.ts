import type { Queryable, Row } from '../../core/database.js';
import type { PeerId } from '../../core/peer.js';
import type { RecordedMessage, Recording } from '../../core/recording.js';
import { DAY_MS, HOUR_MS } from '../../lib/local-time.js';
import { readState } from './read-state.js';

/** Exact moments beyond these are told by the hour: what a lively account heard in a week is megabytes. */
const MOST_MOMENTS = 20_000;
/** The following hour's talk is repeated a week later: what is older is no longer kept. */
const MOST_DAYS = 7;

/**
 * Reads what an account heard lately and where it stands, without a word that was said.
 * @param days how far back what was heard is told: 1 to 7
 * @param now milliseconds since the epoch
 */
export async function readRecording(
  database: Queryable,
  account: string,
  days: number,
  now: number,
): Promise<Recording> {
  const back = Math.min(MOST_DAYS, Math.max(1, days)) * DAY_MS;
  const from = Math.floor((now - back) / HOUR_MS) * HOUR_MS;
  const state = await readState(database, account, now);
  return {
    from,
    to: now,
    heard: await readHeard(database, account, from, now),
    ...(state && { state }),
  };
}

interface HourRow extends Row {
  readonly peer_id: PeerId;
  readonly hour: number;
  readonly heard: number;
}

/** `activity` has the counts of all hours; `inbox` the moments, but not of what a history told. */
async function readHeard(
  db: Queryable,
  account: string,
  from: number,
  now: number,
): Promise<readonly RecordedMessage[]> {
  const span = [account, new Date(from), new Date(now)];
  const hours = await db.query<HourRow>(
    `select peer_id, hour, heard from ${db.schema}.activity
     where account = $1 and hour >= $2 and hour <= $3 and heard > 0 order by hour, peer_id`,
    span,
  );
  const moments = await db.query<Row & { peer_id: PeerId; at: number }>(
    `select peer_id, at from ${db.schema}.inbox heard
     where account = $1 and at >= $2 and at <= $3 and kind = 'message' and not own
       and peer_id is not null
     order by at desc limit ${MOST_MOMENTS}`,
    span,
  );
  const exact = moments.map(({ peer_id, at }) => ({ peer: peer_id, at }));
  return [...exact, ...withoutMoments(hours, exact)].sort((a, b) => a.at - b.at || a.peer - b.peer);
}

/** Of each hour, those of which only the count is known. */
function withoutMoments(
  hours: readonly HourRow[],
  moments: readonly RecordedMessage[],
): readonly RecordedMessage[] {
  const known = new Map<string, number>();
  for (const { peer, at } of moments) {
    const hour = `${peer} ${Math.floor(at / HOUR_MS) * HOUR_MS}`;
    known.set(hour, (known.get(hour) ?? 0) + 1);
  }
  return hours
    .map(({ peer_id, hour, heard }) => ({
      peer: peer_id,
      at: hour,
      count: heard - (known.get(`${peer_id} ${hour}`) ?? 0),
    }))
    .filter(({ count }) => count > 0);
}
