import type { Queryable } from '../core/database.js';
import type { Incoming, IncomingMessage } from '../core/incoming.js';
import type { PeerId } from '../core/peer.js';
import type { Sequence } from '../core/updates.js';

/** How long an album waits for its next part, in milliseconds. */
export const ALBUM_MS = 1000;

/** Something heard, with what makes it unique. */
export interface HeardEvent {
  readonly key: string;
  readonly incoming: Incoming;
}

/** An event that was not in the inbox yet, with its row's id. */
export interface NewEvent extends HeardEvent {
  readonly id: number;
}

/** A new message is itself, whatever way it came: a difference gives it no number of a sequence. */
export function heardMessage(incoming: IncomingMessage): HeardEvent {
  return { key: `m:${incoming.peer}:${incoming.messageId}`, incoming };
}

/** All else is where it stands in its sequence. */
export function heardUpdate(sequence: Sequence, pts: number, incoming: Incoming): HeardEvent {
  if (incoming.kind === 'message') return heardMessage(incoming);
  switch (sequence.of) {
    case 'pts':
      return { key: `p:${pts}`, incoming };
    case 'qts':
      return { key: `q:${pts}`, incoming };
    case 'channel':
      return { key: `c:${sequence.channel}:${pts}`, incoming };
  }
}

/**
 * Adds events in their order.
 * @param wanted whether anybody will handle it: else what was said is not kept
 * @returns those that were not there yet, in their order
 */
export async function insertEvents(
  tx: Queryable,
  account: string,
  events: readonly HeardEvent[],
  wanted: (event: HeardEvent) => boolean,
  now: number,
): Promise<readonly NewEvent[]> {
  if (events.length === 0) return [];
  const rows = await tx.query<{ id: number; key: string }>(
    `insert into ${tx.schema}.inbox
        (account, key, kind, peer_id, message_id, album_id, at, own, content, heard_at)
      select $1, key, kind, peer, message, album, at, own, content, $3
        from jsonb_to_recordset($2::jsonb) as event
          (n integer, key text, kind text, peer bigint, message integer, album text, at timestamptz,
           own boolean, content jsonb)
       order by n
      on conflict (account, key) do nothing
      returning id, key`,
    [
      account,
      JSON.stringify(
        events.map((event, n) => ({ n, ...columnsOf(event, wanted(event)) })),
        storable,
      ),
      new Date(now),
    ],
  );
  const byKey = new Map(events.toReversed().map((event) => [event.key, event]));
  return rows
    .flatMap(({ id, key }) => {
      const event = byKey.get(key);
      return event ? [{ id, ...event }] : [];
    })
    .sort((a, b) => a.id - b.id);
}

/** Leaves work for each handler that wants an event. A part of an album holds back the parts before it. */
export async function insertWork(
  tx: Queryable,
  account: string,
  events: readonly (NewEvent & { readonly handlers: readonly string[] })[],
  now: number,
): Promise<void> {
  const albums = events.flatMap(({ incoming }) => albumOf(incoming) ?? []);
  const work = events.flatMap(({ id, incoming, handlers }) =>
    handlers.map((handler) => ({
      id,
      handler,
      chat: incoming.peer ?? 0,
      ready: new Date(albumOf(incoming) ? now + ALBUM_MS : now),
    })),
  );
  if (work.length > 0) {
    await tx.query(
      `insert into ${tx.schema}.inbox_work (inbox_id, handler, account, chat, ready_at, next_at)
        select id, handler, $1, chat, ready, $3
          from jsonb_to_recordset($2::jsonb) as work
            (id bigint, handler text, chat bigint, ready timestamptz)`,
      [account, JSON.stringify(work), new Date(now)],
    );
  }
  if (albums.length > 0) await holdAlbums(tx, account, albums, now + ALBUM_MS);
}

async function holdAlbums(
  tx: Queryable,
  account: string,
  albums: readonly { readonly peer: PeerId; readonly album: string }[],
  readyAt: number,
): Promise<void> {
  await tx.query(
    `update ${tx.schema}.inbox_work as work set ready_at = $3
       from ${tx.schema}.inbox as part
       join (select distinct peer, album
               from jsonb_to_recordset($2::jsonb) as album (peer bigint, album text)) as grown
         on part.account = $1 and part.peer_id = grown.peer and part.album_id = grown.album
      where work.inbox_id = part.id and work.ready_at < $3`,
    [account, JSON.stringify(albums), new Date(readyAt)],
  );
}

function albumOf(incoming: Incoming): { peer: PeerId; album: string } | undefined {
  if (incoming.kind !== 'message' || incoming.albumId === undefined) return undefined;
  return { peer: incoming.peer, album: incoming.albumId };
}

function columnsOf({ key, incoming }: HeardEvent, wanted: boolean) {
  const content = wanted ? { content: incoming } : {};
  const { kind, peer } = incoming;
  if (kind === 'deletion') return { key, kind, peer, own: false, ...content };
  const { messageId, own } = incoming;
  const at = new Date(kind === 'edit' ? incoming.editedAt : incoming.at);
  return {
    key,
    kind,
    peer,
    message: messageId,
    album: albumOf(incoming)?.album,
    at,
    own,
    ...content,
  };
}

/** PostgreSQL's JSON knows neither NUL nor half a surrogate pair: one odd text must not end all hearing. */
function storable(_name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value.replaceAll('\0', '\ufffd').replace(/\p{Cs}/gu, '\ufffd');
}
