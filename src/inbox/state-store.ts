import type { Queryable } from '../core/database.js';
import type { PeerId } from '../core/peer.js';
import type { ChannelFigures, CommonFigures, FigureChanges, Figures } from './figures.js';

interface CommonRow {
  readonly pts: number;
  readonly qts: number;
  readonly seq: number;
  readonly date: number;
  readonly last_message_id: number;
  readonly backfill_after: number | null;
}

interface ChannelRow {
  readonly channel_id: number;
  readonly pts: number;
  readonly last_message_id: number;
  readonly backfill_to: number | null;
  readonly behind: boolean;
}

/** Reads how far an account has heard. */
export async function readFigures(db: Queryable, account: string): Promise<Figures> {
  const [common] = await db.query<CommonRow & Record<string, unknown>>(
    `select pts, qts, seq, date, last_message_id, backfill_after
       from ${db.schema}.update_state where account = $1`,
    [account],
  );
  const channels = await db.query<ChannelRow & Record<string, unknown>>(
    `select channel_id, pts, last_message_id, backfill_to, behind
       from ${db.schema}.channel_state where account = $1`,
    [account],
  );
  return {
    common: common && commonOf(common),
    channels: new Map(channels.map((row) => [row.channel_id, channelOf(row)])),
  };
}

/** Writes what has changed of it, in the transaction that has the events up to there. */
export async function saveFigures(
  tx: Queryable,
  account: string,
  { common, channels = new Map() }: FigureChanges,
  now: number,
): Promise<void> {
  if (common) await saveCommon(tx, account, common, now);
  const kept: (ChannelFigures & { readonly channel: PeerId })[] = [];
  const forgotten: PeerId[] = [];
  for (const [channel, change] of channels) {
    if (change === 'forgotten') forgotten.push(channel);
    else kept.push({ channel, ...change });
  }
  if (kept.length > 0) await saveChannels(tx, account, kept, now);
  if (forgotten.length > 0) {
    await tx.query(
      `delete from ${tx.schema}.channel_state where account = $1 and channel_id = any ($2::bigint[])`,
      [account, forgotten],
    );
  }
}

async function saveCommon(
  tx: Queryable,
  account: string,
  { pts, qts, seq, date, lastMessageId, backfillAfter }: CommonFigures,
  now: number,
): Promise<void> {
  await tx.query(
    `insert into ${tx.schema}.update_state
        (account, pts, qts, seq, date, last_message_id, backfill_after, updated_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8)
      on conflict (account) do update set
        pts = excluded.pts, qts = excluded.qts, seq = excluded.seq, date = excluded.date,
        last_message_id = excluded.last_message_id, backfill_after = excluded.backfill_after,
        updated_at = excluded.updated_at`,
    [account, pts, qts, seq, date, lastMessageId, backfillAfter ?? null, new Date(now)],
  );
}

async function saveChannels(
  tx: Queryable,
  account: string,
  channels: readonly (ChannelFigures & { readonly channel: PeerId })[],
  now: number,
): Promise<void> {
  await tx.query(
    `insert into ${tx.schema}.channel_state
        (account, channel_id, pts, last_message_id, backfill_to, behind, updated_at)
      select $1, channel, pts, "lastMessageId", "backfillTo", behind, $3
        from jsonb_to_recordset($2::jsonb) as figures
          (channel bigint, pts integer, "lastMessageId" integer, "backfillTo" integer, behind boolean)
      on conflict (account, channel_id) do update set
        pts = excluded.pts, last_message_id = excluded.last_message_id,
        backfill_to = excluded.backfill_to, behind = excluded.behind, updated_at = excluded.updated_at`,
    [account, JSON.stringify(channels), new Date(now)],
  );
}

function commonOf({ last_message_id, backfill_after, ...state }: CommonRow): CommonFigures {
  return {
    ...state,
    lastMessageId: last_message_id,
    ...(backfill_after === null ? {} : { backfillAfter: backfill_after }),
  };
}

function channelOf({ pts, last_message_id, backfill_to, behind }: ChannelRow): ChannelFigures {
  return {
    pts,
    lastMessageId: last_message_id,
    behind,
    ...(backfill_to === null ? {} : { backfillTo: backfill_to }),
  };
}
