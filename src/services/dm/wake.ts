import type { Queryable } from '../../core/database.js';
import type { DmSettings } from '../../core/dm-settings.js';
import { NOTHING_MORE, TAKEN_OVER } from './conversation.js';

/**
 * New things to say wake the conversations in which all was said: those for whose consent there is an invite
 * that they have not had, or further follow-ups. So does the operator who gives a chat back. They are looked
 * at again, no more; who has something planned looks at the new settings then anyway. Changes nothing when
 * there is nothing new.
 */
export async function wakeConversations(
  db: Queryable,
  account: string,
  { invites, followUps }: DmSettings,
  now: number,
): Promise<void> {
  const offers = invites.flatMap(({ id, bases }) => bases.map((basis) => ({ id, basis })));
  const counts = Object.entries(followUps).map(([state, texts]) => ({
    state,
    count: texts.length,
  }));
  await db.query(
    `update ${db.schema}.conversations quiet
     set due_at = $3, due_what = 'invite', due_id = null, reason = null, updated_at = $3
     where account = $1 and due_at is null and reason = $2
       and exists (select 1 from ${db.schema}.people known
         where known.account = quiet.account and known.person_id = quiet.person_id
           and known.basis is not null and known.refused_at is null
           and (exists (select 1 from jsonb_to_recordset($4::jsonb) as offer (id text, basis text)
               where offer.basis = known.basis and not quiet.said ? offer.id)
             or exists (select 1 from jsonb_to_recordset($5::jsonb) as plan (state text, count integer)
               join ${db.schema}.chats chat
                 on chat.account = quiet.account and chat.peer_id = quiet.person_id
               where plan.state = quiet.state and quiet.stage < plan.count
                 and (chat.last_own_at is not null or chat.last_heard_at is not null))))`,
    [account, NOTHING_MORE, new Date(now), JSON.stringify(offers), JSON.stringify(counts)],
  );
  await db.query(
    `update ${db.schema}.conversations waiting set due_at = $3, updated_at = $3
     where account = $1 and reason = $2 and due_at > $3
       and exists (select 1 from ${db.schema}.chats chat
         where chat.account = waiting.account and chat.peer_id = waiting.person_id
           and chat.taken_over_at is null)`,
    [account, TAKEN_OVER, new Date(now)],
  );
}
