import type { Queryable } from '../core/database.js';
import { PostaciError } from '../core/errors.js';
import type { PeerId } from '../core/peer.js';
import type { Erasure } from '../core/people.js';
import { stopPlans } from './consent-effects.js';
import { countInDoubt, eraseHeard, eraseKept } from './erasure.js';
import type { Records } from './record-facts.js';
import { nobody } from './refusal-text.js';
import { ASKED_TO_BE_FORGOTTEN, lockStandings, readStandings } from './standing-rows.js';

/**
 * Erases what is stored of a person and keeps a hash, so that it is never written to again. What waits is taken
 * back first; an attempt in doubt keeps its row until it has an end.
 * @throws PostaciError `USAGE` for the account itself and Telegram's own accounts
 */
export async function forgetPerson(
  tx: Queryable,
  records: Records,
  person: PeerId,
  now: number,
): Promise<Erasure> {
  const { account, forgotten, outbox } = records;
  // What hearing and looking up take before the standing goes before it here too: nobody waits in a circle.
  const heard = await eraseHeard(tx, account, [person]);
  await lockLine(tx, account, person);
  await lockStandings(tx, account);
  const known = (await readStandings(tx, account, forgotten, [person]))(person);
  const reason = nobody(person, known, records.selfId());
  if (reason !== undefined) {
    throw new PostaciError(
      'USAGE',
      `${person} is ${reason}`,
      'Name somebody who wrote to the account, was written to or was imported',
    );
  }
  await forgotten.add(tx, [person], now);
  const refusal = { at: now, how: ASKED_TO_BE_FORGOTTEN };
  await stopPlans(tx, { account, outbox, now }, person, refusal);
  const kept = await eraseKept(tx, account, [person]);
  return {
    erased: { ...heard, ...kept },
    inDoubt: await countInDoubt(tx, account, [person]),
  };
}

/** The line of the imported list with the person's username, which may be looked up just now. */
async function lockLine(tx: Queryable, account: string, person: PeerId): Promise<void> {
  await tx.query(
    `select 1 from ${tx.schema}.imported_contacts line
       join ${tx.schema}.peers peer on peer.account = $1 and lower(peer.username) = line.username
      where line.account = $1 and peer.peer_id = $2 for update of line`,
    [account, person],
  );
}
