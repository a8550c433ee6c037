import type { CommentChannel } from '../../core/comment-settings.js';
import type { Queryable, Row } from '../../core/database.js';
import type { Peer, PeerId } from '../../core/peer.js';

/** What an earlier start found out about a channel. */
export interface RememberedChannel {
  readonly id: PeerId;
  /** The group in which it was commented last; undefined: in none. */
  readonly group: PeerId | undefined;
}

/** What earlier starts found out about the configured channels, by what was written. */
export async function rememberedChannels(
  db: Queryable,
  account: string,
  channels: readonly CommentChannel[],
): Promise<ReadonlyMap<string, RememberedChannel>> {
  const remembered = new Map<string, RememberedChannel>();
  for (const { written, peer } of channels) {
    if (peer.by === 'invite') continue;
    const [named, param] =
      peer.by === 'id'
        ? ['select $2::bigint as id', peer.id]
        : [
            `select peer_id as id from ${db.schema}.peers
             where account = $1 and lower(username) = lower($2)`,
            peer.username,
          ];
    const [row] = await db.query<Row & { id: PeerId; group_id: PeerId | null }>(
      `select named.id, (select group_id from ${db.schema}.comment_posts
         where account = $1 and channel_id = named.id and group_id is not null
         order by written_at desc nulls last limit 1) as group_id
       from (${named}) named limit 1`,
      [account, param],
    );
    if (row) remembered.set(written, { id: row.id, group: row.group_id ?? undefined });
  }
  return remembered;
}

/** Keeps a group's title, and the slow mode that the guard goes by. */
export async function saveGroup(
  db: Queryable,
  account: string,
  { id, title }: Peer,
  slowModeSeconds: number,
): Promise<void> {
  await db.query(
    `insert into ${db.schema}.chats (account, peer_id, title, slow_mode_seconds)
     values ($1, $2, $3, $4)
     on conflict (account, peer_id) do update set
       title = excluded.title, slow_mode_seconds = excluded.slow_mode_seconds`,
    [account, id, title, slowModeSeconds],
  );
}
