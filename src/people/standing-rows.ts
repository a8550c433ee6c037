import type { Queryable, Row } from '../core/database.js';
import type { PeerId, PeerKind } from '../core/peer.js';
import type { ConsentBasis } from '../core/people.js';
import type { Forgotten } from './forgotten.js';
import { toStanding } from './person-rows.js';
import type { Standing } from './standing.js';

/** How the imported list says that somebody known by username only was forgotten. */
export const ASKED_TO_BE_FORGOTTEN = 'asked to be forgotten';

/** Where a person stands, and what kind of peer it is, as far as that is known. */
export interface KnownStanding {
  readonly standing: Standing;
  /** Its refusal is a hash of `forgotten`, or a line of the imported list: nothing else is kept. */
  readonly forgotten: boolean;
  readonly bot: boolean;
  readonly kind?: PeerKind;
  readonly username?: string;
}

interface StandingRow extends Row {
  readonly person: PeerId;
  readonly basis: ConsentBasis | null;
  readonly source: string | null;
  readonly consented_at: number | null;
  readonly refused_at: number | null;
  readonly refusal: string | null;
  readonly kind: PeerKind | null;
  readonly bot: boolean | null;
  readonly username: string | null;
  readonly forgotten_at: number | null;
}

/**
 * Lets nobody else change where people stand until the transaction ends: consent and refusal are read and
 * written in two statements. Whoever also changes rows of the inbox or of chats does that before, as hearing does.
 */
export async function lockStandings(tx: Queryable, account: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `${tx.schema}.people/${account}`,
  ]);
}

/** Reads where each of the people stands. */
export async function readStandings(
  tx: Queryable,
  account: string,
  forgotten: Forgotten,
  people: readonly PeerId[],
): Promise<(person: PeerId) => KnownStanding> {
  const rows = await tx.query<StandingRow>(
    `select given.person, known.basis, known.source, known.consented_at, known.refused_at, known.refusal,
            peer.kind, peer.bot, peer.username, line.next_at as forgotten_at
       from unnest($2::bigint[]) as given (person)
       left join ${tx.schema}.people known on known.account = $1 and known.person_id = given.person
       left join ${tx.schema}.peers peer on peer.account = $1 and peer.peer_id = given.person
       left join ${tx.schema}.imported_contacts line
         on line.account = $1 and line.username = lower(peer.username)
           and line.state = 'refused' and line.reason = $3`,
    [account, people, ASKED_TO_BE_FORGOTTEN],
  );
  const hashes = await forgotten.among(tx, people);
  const known = new Map(rows.map((row) => [row.person, toKnown(row, hashes.get(row.person))]));
  return (person) => known.get(person) ?? { standing: {}, forgotten: false, bot: false };
}

function toKnown(row: StandingRow, hashedAt: number | undefined): KnownStanding {
  const standing = toStanding(row);
  const nothingKept = row.basis === null && row.refused_at === null;
  const at = hashedAt ?? (nothingKept ? (row.forgotten_at ?? undefined) : undefined);
  return {
    standing:
      at === undefined ? standing : { ...standing, refusal: { at, how: ASKED_TO_BE_FORGOTTEN } },
    forgotten: at !== undefined,
    bot: row.bot ?? false,
    ...(row.kind !== null && { kind: row.kind }),
    ...(row.username !== null && { username: row.username }),
  };
}
