import type { Clock } from '../../core/clock.js';
import type { Database } from '../../core/database.js';
import type { PeerId, PeerKind } from '../../core/peer.js';
import type { KnownPeer, PeerStore } from '../../core/peers.js';

interface PeerRow extends Record<string, unknown> {
  readonly peer_id: number;
  readonly kind: PeerKind;
  readonly access_hash: string | null;
  readonly username: string | null;
  readonly title: string;
  readonly bot: boolean;
}

/** What one account knows of people and chats, in the table `peers`. */
export class DatabasePeerStore implements PeerStore {
  readonly #db: Database;
  readonly #account: string;
  readonly #clock: Clock;

  constructor(db: Database, account: string, clock: Clock) {
    this.#db = db;
    this.#account = account;
    this.#clock = clock;
  }

  get(id: PeerId): Promise<KnownPeer | undefined> {
    return this.#find('peer_id = $2', id);
  }

  byUsername(username: string): Promise<KnownPeer | undefined> {
    return this.#find('username is not null and lower(username) = lower($2)', username);
  }

  async save(peers: readonly KnownPeer[]): Promise<void> {
    const rows = settle(peers);
    if (rows.length === 0) return;
    const ids = rows.map((peer) => peer.id);
    const usernames = rows.map((peer) => peer.username ?? null);
    await this.#db.transaction(async (tx) => {
      // One saver after the other: two that hand usernames to and fro would lock each other out.
      await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
        `${tx.schema}.peers/${this.#account}`,
      ]);
      await tx.query(
        `update ${tx.schema}.peers set username = null
         where account = $1 and peer_id <> all($2::bigint[]) and username is not null
           and lower(username) in (select lower(given) from unnest($3::text[]) given)`,
        [this.#account, ids, usernames],
      );
      await tx.query(
        `insert into ${tx.schema}.peers
           (account, peer_id, kind, access_hash, username, title, bot, updated_at)
         select $1, peer_id, kind, access_hash, username, title, bot, $2
         from unnest($3::bigint[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::boolean[])
           as given (peer_id, kind, access_hash, username, title, bot)
         on conflict (account, peer_id) do update set
           kind = excluded.kind, access_hash = excluded.access_hash, username = excluded.username,
           title = excluded.title, bot = excluded.bot, updated_at = excluded.updated_at`,
        [
          this.#account,
          new Date(this.#clock.now()),
          ids,
          rows.map((peer) => peer.kind),
          rows.map((peer) => peer.accessHash),
          usernames,
          rows.map((peer) => peer.title),
          rows.map((peer) => peer.bot === true),
        ],
      );
    });
  }

  async #find(condition: string, value: PeerId | string): Promise<KnownPeer | undefined> {
    const [row] = await this.#db.query<PeerRow>(
      `select peer_id, kind, access_hash::text, username, title, bot from ${this.#db.schema}.peers
       where account = $1 and ${condition}`,
      [this.#account, value],
    );
    if (!row) return undefined;
    return {
      id: row.peer_id,
      kind: row.kind,
      title: row.title,
      accessHash: row.access_hash === null ? null : BigInt(row.access_hash),
      ...(row.username === null ? {} : { username: row.username }),
      ...(row.bot ? { bot: true } : {}),
    };
  }
}

/** One row a peer, one peer a username: the last one given counts. */
function settle(peers: readonly KnownPeer[]): KnownPeer[] {
  const byId = new Map(peers.map((peer) => [peer.id, peer]));
  const owners = new Map<string, PeerId>();
  for (const { id, username } of byId.values()) {
    if (username !== undefined) owners.set(username.toLowerCase(), id);
  }
  return [...byId.values()].map(({ username, ...peer }) =>
    username !== undefined && owners.get(username.toLowerCase()) === peer.id
      ? { ...peer, username }
      : peer,
  );
}
