import type { Queryable } from '../../core/database.js';
import type { RecordedChat, RecordedIntent, RecordedState } from '../../core/recording.js';
import { momentOf, seedRows } from './seed-rows.js';

/**
 * The ids of what was heard or said before: the older and the newer of the two. The virtual world's first message
 * has a higher one.
 */
export const OLDER_ID = 1;
export const NEWER_ID = 2;
/** Of what waited already the words are not known. */
const WAITED_TEXT = 'It waited when the simulation began.';

/** The ids stay: targets name them. Whatever is proposed from now on has a higher one than anything recorded. */
export async function seedQueue(tx: Queryable, state: RecordedState): Promise<void> {
  const { schema } = tx;
  const heard = new Map(state.chats.map((chat) => [chat.peer, chat]));
  await seedRows(
    tx,
    `outbox (id, account, service, budget, lane, thread, op, peer_id, topic_id, content, random_ids, dedupe_key,
      priority, precondition, state, not_before, expires_at, next_at, created_at, instant, rule)
    overriding system value
    select id, $1, service, budget, $1, thread, 'send', peer, topic, content, array[id], key, priority, precondition,
      'queued', not_before, expires_at, coalesce(next_at, 'infinity'), created_at, instant, rule
      from jsonb_to_recordset($2::jsonb) as one (id bigint, service text, budget text, thread text, peer bigint,
        topic integer, content jsonb, key text, priority smallint, precondition jsonb, not_before timestamptz,
        expires_at timestamptz, next_at timestamptz, created_at timestamptz, instant boolean, rule text)`,
    state.account,
    state.queue.map((intent) => ({
      ...intent,
      topic: intent.topicId,
      key: intent.dedupeKey,
      content: contentOf(intent),
      precondition: preconditionOf(intent, heard.get(intent.peer)),
      not_before: momentOf(intent.notBefore),
      expires_at: momentOf(intent.expiresAt),
      next_at: momentOf(intent.nextAt),
      created_at: momentOf(intent.createdAt),
    })),
  );
  await tx.query(
    `select setval(pg_get_serial_sequence('${schema}.outbox', 'id'), 1 + greatest(
       (select coalesce(max(id), 0) from ${schema}.outbox),
       (select coalesce(max(intent_id), 0) from ${schema}.ledger)))`,
  );
}

function contentOf({ contentKind }: RecordedIntent) {
  return contentKind === 'text'
    ? { kind: 'text', text: WAITED_TEXT }
    : { kind: 'media', media: contentKind, path: '/nonexistent', text: WAITED_TEXT };
}

/** Whether the person has answered stays true, by the ids that the simulation has. */
function preconditionOf({ precondition }: RecordedIntent, chat: RecordedChat | undefined) {
  if (precondition?.kind !== 'still-silent') return precondition;
  const answered = (chat?.heard?.id ?? 0) > precondition.heardId;
  return { ...precondition, heardId: answered ? 0 : NEWER_ID };
}
