import type { Queryable, Row } from '../core/database.js';
import type { PeerId } from '../core/peer.js';
import type { ImportedContact, ImportOutcome } from '../core/people.js';
import { type PersonFacts, type Records, recordFacts } from './record-facts.js';
import { refusalOf } from './refusal-text.js';
import { type KnownStanding, readStandings } from './standing-rows.js';

/** One page of an imported list. */
export interface ImportPage {
  readonly rows: readonly ImportedContact[];
  /** Where the list is from, for the ledger: `fuar-2026.csv`. */
  readonly source: string;
  /** Nothing is written. Lines of earlier pages are not seen as known then. */
  readonly dryRun: boolean;
}

interface Line extends ImportedContact {
  readonly person?: PeerId;
  /** Small letters. */
  readonly username?: string;
}

interface WaitingRow extends Row {
  readonly username: string;
  readonly state: 'waiting' | 'found' | 'refused';
  readonly reason: string | null;
}

/**
 * Takes in one page: people by id, or by a username that is known, agree as imported; other usernames wait to be looked
 * up. Whoever agreed before stands as before; nobody who refused comes back by a list.
 */
export async function importPage(
  tx: Queryable,
  records: Records,
  { rows, source, dryRun }: ImportPage,
  now: number,
): Promise<ImportOutcome[]> {
  const { account, forgotten } = records;
  const lines = await withPeople(tx, account, rows);
  const people = [...new Set(lines.flatMap(({ person }) => person ?? []))];
  const standingOf = await readStandings(tx, account, forgotten, people);
  const waiting = await readWaiting(tx, account, lines);
  const seen = new Set<PeerId | string>();
  const outcomes = lines.map((line): ImportOutcome => {
    const key = line.person ?? line.username ?? '';
    if (seen.has(key)) return { line: line.line, result: 'duplicate' };
    seen.add(key);
    const verdict =
      judgeDate(line, now) ??
      (line.person === undefined
        ? judgeUsername(waiting.get(line.username ?? ''))
        : judgePerson(line.person, standingOf(line.person), records.selfId()));
    return { line: line.line, ...verdict };
  });
  if (dryRun) return outcomes;
  const added = lines.filter((_, n) => outcomes[n]?.result === 'added');
  await recordFacts(
    tx,
    records,
    added.flatMap((line) => factsOf(line, source, now)),
    now,
  );
  await addWaiting(tx, account, added, source, now);
  return outcomes;
}

type Judgement = Omit<ImportOutcome, 'line'>;

function judgeDate({ consentedAt }: Line, now: number): Judgement | undefined {
  if (consentedAt === undefined || consentedAt <= now) return undefined;
  return { result: 'refused', reason: 'the date of consent is in the future' };
}

function judgePerson(person: PeerId, known: KnownStanding, self: PeerId | undefined): Judgement {
  const reason = refusalOf(person, known, self);
  if (reason !== undefined) return { result: 'refused', reason };
  return known.standing.consent ? { result: 'known' } : { result: 'added' };
}

function judgeUsername(row: WaitingRow | undefined): Judgement {
  if (!row) return { result: 'added' };
  if (row.state !== 'refused') return { result: 'known' };
  return { result: 'refused', ...(row.reason !== null && { reason: row.reason }) };
}

/** Usernames that the account has met are the people that they belong to. */
async function withPeople(
  tx: Queryable,
  account: string,
  rows: readonly ImportedContact[],
): Promise<Line[]> {
  const usernames = rows.flatMap(({ who }) =>
    'username' in who ? who.username.toLowerCase() : [],
  );
  const known = await tx.query<{ username: string; peer_id: PeerId }>(
    `select lower(username) as username, peer_id from ${tx.schema}.peers
      where account = $1 and username is not null and lower(username) = any($2::text[])`,
    [account, usernames],
  );
  const owners = new Map(known.map(({ username, peer_id }) => [username, peer_id]));
  return rows.map((row): Line => {
    if ('id' in row.who) return { ...row, person: row.who.id };
    const username = row.who.username.toLowerCase();
    const person = owners.get(username);
    return { ...row, username, ...(person !== undefined && { person }) };
  });
}

async function readWaiting(
  tx: Queryable,
  account: string,
  lines: readonly Line[],
): Promise<Map<string, WaitingRow>> {
  const usernames = lines.flatMap(({ username }) => username ?? []);
  if (usernames.length === 0) return new Map();
  const rows = await tx.query<WaitingRow>(
    `select username, state, reason from ${tx.schema}.imported_contacts
      where account = $1 and username = any($2::text[])`,
    [account, usernames],
  );
  return new Map(rows.map((row) => [row.username, row]));
}

function factsOf(line: Line, source: string, now: number): PersonFacts[] {
  const { person, language, consentedAt } = line;
  if (person === undefined) return [];
  const fact = { kind: 'consent', basis: 'imported', source, at: consentedAt ?? now } as const;
  return [{ person, seenAt: now, language, facts: [fact] }];
}

async function addWaiting(
  tx: Queryable,
  account: string,
  added: readonly Line[],
  source: string,
  now: number,
): Promise<void> {
  const waiting = added.filter(({ person }) => person === undefined);
  if (waiting.length === 0) return;
  await tx.query(
    `insert into ${tx.schema}.imported_contacts
        (account, username, source, consented_at, language, next_at)
      select $1, username, $3, at, language, $4
        from jsonb_to_recordset($2::jsonb) as line (n integer, username text, at timestamptz, language text)
       order by n
      on conflict (account, username) do nothing`,
    [
      account,
      JSON.stringify(
        waiting.map(({ username, consentedAt, language }, n) => {
          return { n, username, language, at: new Date(consentedAt ?? now) };
        }),
      ),
      source,
      new Date(now),
    ],
  );
}
