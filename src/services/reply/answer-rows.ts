import type { Queryable, Row } from '../../core/database.js';
import type { IntentState } from '../../core/intent.js';

/** When the answer that waits in a thread was to go; milliseconds since the epoch. Undefined: none waits. */
export async function waitingAnswer(
  db: Queryable,
  account: string,
  thread: string,
): Promise<number | undefined> {
  const [row] = await db.query<Row & { at: number | null }>(
    `select min(not_before) as at from ${db.schema}.outbox
      where account = $1 and thread = $2 and state = 'queued'`,
    [account, thread],
  );
  return row?.at ?? undefined;
}

/** The newest answers that were said in a chat, the newest first. */
export async function saidLately(
  db: Queryable,
  account: string,
  thread: string,
  most: number,
): Promise<readonly string[]> {
  const rows = await db.query<Row & { text: string }>(
    `select content ->> 'text' as text from ${db.schema}.outbox
      where account = $1 and thread = $2 and state in ('sending', 'sent')
      order by id desc limit $3`,
    [account, thread, most],
  );
  return rows.map(({ text }) => text);
}

/** What the service said in a message of a chat; undefined: it was not the service's. */
export async function answerIn(
  db: Queryable,
  account: string,
  thread: string,
  messageId: number,
): Promise<string | undefined> {
  const [row] = await db.query<Row & { text: string }>(
    `select content ->> 'text' as text from ${db.schema}.outbox
      where account = $1 and thread = $2 and state = 'sent' and $3 = any (message_ids)`,
    [account, thread, messageId],
  );
  return row?.text;
}

/** What became of an answer: it waits, it went out (milliseconds since the epoch), or nobody will see it. */
export type AnswerFate = 'waiting' | 'gone' | { readonly saidAt: number };

/** Looks up what became of an answer. */
export async function fateOf(db: Queryable, intent: number): Promise<AnswerFate> {
  const [row] = await db.query<Row & { state: IntentState; settled_at: number | null }>(
    `select state, settled_at from ${db.schema}.outbox where id = $1`,
    [intent],
  );
  if (row?.state === 'sent' && row.settled_at !== null) return { saidAt: row.settled_at };
  return row?.state === 'queued' || row?.state === 'sending' ? 'waiting' : 'gone';
}

/** An answer on its way: whether it is still to go at its time. */
export interface WaitingRow {
  readonly intent: number;
  readonly due: boolean;
}

/** What has become of answers; one that is not committed (yet) is not among them. */
export async function waitingRows(
  db: Queryable,
  account: string,
  intents: readonly number[],
): Promise<readonly WaitingRow[]> {
  const rows = await db.query<Row & { id: number; due: boolean }>(
    `select id, state = 'queued' and next_at <= not_before and not exists (
         select 1 from ${db.schema}.pauses
          where pauses.account = $1 and pauses.service in ('*', 'reply')) as due
       from ${db.schema}.outbox
      where id in (select value::bigint from jsonb_array_elements_text($2::jsonb))`,
    [account, JSON.stringify(intents)],
  );
  return rows.map(({ id, due }) => ({ intent: id, due }));
}
