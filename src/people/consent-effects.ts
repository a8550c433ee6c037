import type { Queryable } from '../core/database.js';
import type { Outbox } from '../core/outbox.js';
import type { PeerId } from '../core/peer.js';
import type { Refusal } from '../core/people.js';
import { WITHDRAWALS, withdrawalText } from '../core/withdrawal.js';
import type { RecordedChange } from './standing.js';
import { ASKED_TO_BE_FORGOTTEN } from './standing-rows.js';

/** Adds to the ledger of consent. */
export async function logChanges(
  tx: Queryable,
  account: string,
  changes: readonly RecordedChange[],
): Promise<void> {
  if (changes.length === 0) return;
  await tx.query(
    `insert into ${tx.schema}.consent_log (account, person_id, at, change, basis, how)
      select $1, person, at, change, basis, how
        from jsonb_to_recordset($2::jsonb) as entry
          (n integer, person bigint, at timestamptz, change text, basis text, how text)
       order by n`,
    [
      account,
      JSON.stringify(
        changes.map(({ person, change, fact }, n) => ({
          n,
          person,
          change,
          at: new Date(fact.at),
          ...(fact.kind === 'consent'
            ? { basis: fact.basis, how: fact.source }
            : { how: fact.how }),
        })),
      ),
    ],
  );
}

/** The dm service looks at once at whoever agreed anew: what was said before is not said again. */
export async function planFirstWords(
  tx: Queryable,
  account: string,
  people: readonly PeerId[],
  now: number,
): Promise<void> {
  if (people.length === 0) return;
  await tx.query(
    `insert into ${tx.schema}.conversations as known
        (account, person_id, state, due_at, due_what, updated_at)
      select $1, person, 'first-contact', $3, 'welcome', $3 from unnest($2::bigint[]) person
      on conflict (account, person_id) do update set
        due_at = excluded.due_at, due_what = excluded.due_what, due_id = null, reason = null,
        updated_at = excluded.updated_at`,
    [account, people, new Date(now)],
  );
}

/** Nothing more is planned for somebody, and what waits is taken back. */
export async function stopPlans(
  tx: Queryable,
  stopping: {
    readonly account: string;
    readonly outbox: Pick<Outbox, 'cancel'>;
    readonly now: number;
  },
  person: PeerId,
  refusal: Refusal,
): Promise<void> {
  const { account, outbox, now } = stopping;
  const reason = reasonOf(refusal);
  // The conversation first: whoever is planning there just now has proposed it once this returns.
  await tx.query(
    `update ${tx.schema}.conversations
        set due_at = null, due_what = null, due_id = null, reason = $3, updated_at = $4
      where account = $1 and person_id = $2`,
    [account, person, reason, new Date(now)],
  );
  await outbox.cancel(tx, { account, what: { peer: person }, reason });
}

function reasonOf({ how }: Refusal): string {
  if (how === 'operator') return WITHDRAWALS['consent-ended'];
  if (how === ASKED_TO_BE_FORGOTTEN) return WITHDRAWALS.forgotten;
  return withdrawalText({ why: 'opted-out', word: how });
}
