import type { Intent } from '../core/intent.js';
import { beginsConversation } from '../lib/begins-conversation.js';
import { calendarOf } from '../lib/calendar.js';
import { startOfLocalDay } from '../lib/local-time.js';
import { countSince, type QueryPart, type Subject } from './query-part.js';

/** What is asked about an intent to a person: may it be said, and is it a first word? */
export function personPart(
  subject: Subject,
  { budget }: Pick<Intent, 'budget'>,
  forgottenHash: Uint8Array | undefined,
): QueryPart {
  const { schema, account, peer, own, bind, limits, now } = subject;
  const { newConversationsPerDay, warmUpDays, accountSince } = limits.people;
  const columns = ['person.basis, person.source, person.refused_at as "refusedAt", person.refusal'];
  if (forgottenHash) {
    columns.push(`exists (select 1 from ${schema}.forgotten
      where account = ${account} and person_hash = ${bind(forgottenHash, 'bytea')}) as forgotten`);
  }
  if (budget === 'unsolicited') {
    const intent = { account, peer, intent: own, budget: bind(budget, 'text') };
    const begun = `from ${schema}.ledger
      where account = ${account} and begins and intent_id <> ${own}`;
    const midnight = startOfLocalDay(calendarOf(limits).clock, now);
    columns.push(
      `${beginsConversation(schema, intent)} as stranger`,
      `${countSince(subject, begun, midnight, newConversationsPerDay)} as "begunToday"`,
    );
    if (warmUpDays > 0 && accountSince === undefined) {
      columns.push(`(select first_online_at from ${schema}.accounts
        where account = ${account}) as "firstOnlineAt"`);
    }
  }
  const joins = [
    `left join ${schema}.people person on person.account = ${account} and person.person_id = ${peer}`,
  ];
  return { columns, joins };
}
