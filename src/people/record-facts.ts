import type { Queryable } from '../core/database.js';
import type { LiveEvent } from '../core/events.js';
import type { Outbox } from '../core/outbox.js';
import type { PeerId } from '../core/peer.js';
import { logChanges, planFirstWords, stopPlans } from './consent-effects.js';
import type { Forgotten } from './forgotten.js';
import { type PersonNews, savePeople } from './person-rows.js';
import { nobody } from './refusal-text.js';
import {
  changeBetween,
  type Fact,
  type RecordedChange,
  type Standing,
  standingAfter,
} from './standing.js';
import {
  ASKED_TO_BE_FORGOTTEN,
  type KnownStanding,
  lockStandings,
  readStandings,
} from './standing-rows.js';

/** What recording stands on. */
export interface Records {
  readonly account: string;
  readonly forgotten: Forgotten;
  readonly outbox: Pick<Outbox, 'cancel'>;
  /** The account itself, once it is known. */
  readonly selfId: () => PeerId | undefined;
}

/** What is to be recorded of one person. */
export interface PersonFacts extends Omit<PersonNews, 'standing'> {
  /** In the order in which they became known. */
  readonly facts: readonly Fact[];
}

/** What came of it. */
export interface Recorded {
  readonly changes: readonly RecordedChange[];
  /** Where each person stands now; those that are never written to (Telegram's own, the account) stand refused. */
  readonly standings: ReadonlyMap<PeerId, Standing>;
}

interface Judged extends PersonFacts {
  readonly known: KnownStanding;
  readonly after: Standing;
  readonly changes: readonly RecordedChange[];
}

/**
 * Records facts about people, each person once: consent and refusals with the ledger, first words planned for
 * those who agree anew, everything taken back from those who refuse. Of somebody who was forgotten
 * nothing is kept, but for the own opt-in word.
 */
export async function recordFacts(
  tx: Queryable,
  records: Records,
  people: readonly PersonFacts[],
  now: number,
): Promise<Recorded> {
  const { account, forgotten } = records;
  if (people.length === 0) return { changes: [], standings: new Map() };
  await lockStandings(tx, account);
  const ids = people.map(({ person }) => person);
  const standingOf = await readStandings(tx, account, forgotten, ids);
  const judged = people.map((one) => judge(one, standingOf(one.person)));
  const standings = new Map(judged.map(({ person, after }) => [person, after]));
  const own = ({ person, known }: Judged) => nobody(person, known, records.selfId()) !== undefined;
  const kept = judged.filter((one) => !own(one) && !(one.known.forgotten && one.after.refusal));
  for (const { person } of judged.filter(own)) standings.set(person, NOBODY);
  for (const { person, known, after } of judged) {
    if (!known.forgotten || !after.refusal || after === known.standing) continue;
    // Refused once more: an opt-in word said before that, and heard later, must not undo it.
    await forgotten.add(tx, [person], after.refusal.at);
  }
  await savePeople(
    tx,
    account,
    kept
      .filter(({ heard, known, after }) => heard !== undefined || after !== known.standing)
      .map(({ after, ...news }) => ({ ...news, standing: after })),
  );
  const changes = kept.flatMap((one) => one.changes);
  if (changes.length > 0) await takeEffect(tx, records, kept, now);
  return { changes, standings };
}

/** Not a person to write to, whatever it does. */
const NOBODY: Standing = { refusal: { at: 0, how: 'not a person to write to' } };

function judge(one: PersonFacts, known: KnownStanding): Judged {
  const changes: RecordedChange[] = [];
  let after = known.standing;
  for (const fact of one.facts) {
    const before = after;
    after = standingAfter(before, fact);
    const change = changeBetween(before, after);
    if (change) changes.push({ person: one.person, change, fact });
  }
  return { ...one, known, after, changes };
}

async function takeEffect(
  tx: Queryable,
  { account, forgotten, outbox }: Records,
  kept: readonly Judged[],
  now: number,
): Promise<void> {
  await logChanges(
    tx,
    account,
    kept.flatMap(({ changes }) => changes),
  );
  const changed = kept.filter(({ changes }) => changes.length > 0);
  const back = changed.filter(({ known, after }) => known.forgotten && !after.refusal);
  await forgotten.remove(
    tx,
    back.map(({ person }) => person),
  );
  await rememberLines(
    tx,
    account,
    back.flatMap(({ known }) => known.username ?? []),
  );
  const agreed = changed.filter(({ after, known }) => !after.refusal && !known.bot);
  await planFirstWords(
    tx,
    account,
    agreed.map(({ person }) => person),
    now,
  );
  for (const { person, after } of changed) {
    if (after.refusal) await stopPlans(tx, { account, outbox, now }, person, after.refusal);
  }
}

/** The imported list does not say any more that they asked to be forgotten. */
async function rememberLines(
  tx: Queryable,
  account: string,
  usernames: readonly string[],
): Promise<void> {
  if (usernames.length === 0) return;
  await tx.query(
    `delete from ${tx.schema}.imported_contacts
      where account = $1 and state = 'refused' and reason = $3 and username = any($2::text[])`,
    [account, usernames.map((username) => username.toLowerCase()), ASKED_TO_BE_FORGOTTEN],
  );
}

/** What changed, for those who watch. */
export function eventOf({ person, change, fact }: RecordedChange, at: number): LiveEvent {
  const how =
    fact.kind === 'refusal' ? fact.how : `${fact.basis.replaceAll('_', ' ')}: ${fact.source}`;
  return { type: 'consent', at, person, change, how };
}
