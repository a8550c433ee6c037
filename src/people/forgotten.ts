import { createHash, createHmac } from 'node:crypto';
import type { Queryable } from '../core/database.js';
import { PostaciError } from '../core/errors.js';
import type { PeerId } from '../core/peer.js';
import type { KeyOnDemand } from '../core/secret.js';

const KEY_ID_DIGITS = 16;

const REMEDY =
  "Put the file forgotten.key back into the customer's data directory, from a backup: without it they could be " +
  'written to again';

/**
 * The refusals of people whose data was erased: a hash under the customer's key, from which nobody can tell
 * who they are. The key is read when somebody is forgotten, or was: others need none.
 */
export class Forgotten {
  readonly #account: string;
  readonly #secret: KeyOnDemand;
  #key: { readonly text: string; readonly id: string } | undefined;
  #any = false;

  constructor(account: string, secret: KeyOnDemand) {
    this.#account = account;
    this.#secret = secret;
  }

  /** HMAC-SHA256 over account and person. */
  hashOf(person: PeerId): Buffer {
    return createHmac('sha256', this.#read().text).update(`${this.#account}:${person}`).digest();
  }

  /** The same, where anybody was forgotten at all. */
  hashIfAny(person: PeerId): Buffer | undefined {
    return this.#any ? this.hashOf(person) : undefined;
  }

  /**
   * Looks whether anybody was forgotten, and whether it was under the key that is there now. A key that is lost is
   * not made anew then.
   * @throws PostaciError `CONFIG_INVALID` when it was another key, or there is none
   */
  async check(db: Queryable): Promise<void> {
    const keys = await db.query<{ key_id: string }>(
      `select distinct key_id from ${db.schema}.forgotten where account = $1`,
      [this.#account],
    );
    this.#any = keys.length > 0;
    if (this.#any && this.#isLost()) {
      throw new PostaciError(
        'CONFIG_INVALID',
        'The key of forgotten people is missing, and people were forgotten under it',
        REMEDY,
      );
    }
    const foreign = keys.find(({ key_id }) => key_id !== this.#read().id);
    if (foreign === undefined) return;
    throw new PostaciError(
      'CONFIG_INVALID',
      `The key of forgotten people is not the one under which they were forgotten (its id began with ${foreign.key_id})`,
      REMEDY,
    );
  }

  /** When those among the people who were forgotten were; milliseconds since the epoch. */
  async among(db: Queryable, people: readonly PeerId[]): Promise<ReadonlyMap<PeerId, number>> {
    if (!this.#any || people.length === 0) return new Map();
    const byHash = new Map(people.map((person) => [this.hashOf(person).toString('hex'), person]));
    const rows = await db.query<{ hash: string; at: number }>(
      `select encode(person_hash, 'hex') as hash, at from ${db.schema}.forgotten
        where account = $1
          and person_hash in (select decode(hash, 'hex') from unnest($2::text[]) hash)`,
      [this.#account, [...byHash.keys()]],
    );
    return new Map(
      rows.flatMap(({ hash, at }) => {
        const person = byHash.get(hash);
        return person === undefined ? [] : [[person, at] as const];
      }),
    );
  }

  /** Keeps refusals. From here on hashes are asked for, whether the transaction commits or not. */
  async add(tx: Queryable, people: readonly PeerId[], at: number): Promise<void> {
    if (people.length === 0) return;
    this.#any = true;
    await tx.query(
      `insert into ${tx.schema}.forgotten as known (account, person_hash, key_id, at)
        select $1, decode(hash, 'hex'), $3, $4 from unnest($2::text[]) hash
        on conflict (account, person_hash) do update set at = greatest(known.at, excluded.at)`,
      [
        this.#account,
        people.map((person) => this.hashOf(person).toString('hex')),
        this.#read().id,
        new Date(at),
      ],
    );
  }

  /** Ends refusals: these people said an opt-in word since. */
  async remove(tx: Queryable, people: readonly PeerId[]): Promise<void> {
    if (people.length === 0) return;
    await tx.query(
      `delete from ${tx.schema}.forgotten
        where account = $1
          and person_hash in (select decode(hash, 'hex') from unnest($2::text[]) hash)`,
      [this.#account, people.map((person) => this.hashOf(person).toString('hex'))],
    );
  }

  #isLost(): boolean {
    return this.#secret.existing !== undefined && this.#secret.existing() === undefined;
  }

  #read(): { text: string; id: string } {
    if (this.#key) return this.#key;
    const text = this.#secret.reveal();
    const id = createHash('sha256').update(text).digest('hex').slice(0, KEY_ID_DIGITS);
    this.#key = { text, id };
    return this.#key;
  }
}
