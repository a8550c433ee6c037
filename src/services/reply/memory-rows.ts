import type { Queryable, Row } from '../../core/database.js';
import type { PeerId } from '../../core/peer.js';
import { readSpoken } from './conversation.js';
import { FRESH_TALK, type Talk } from './loop-guard.js';
import { FRESH_MEMORY, type ReplyMemory, type RuleMemory } from './memory.js';

/** Reads what is remembered of a chat; whatever cannot be read is forgotten. */
export async function loadMemory(
  db: Queryable,
  account: string,
  chat: PeerId,
): Promise<ReplyMemory> {
  const [row] = await db.query<Row & { memory: unknown }>(
    `select memory from ${db.schema}.reply_memory where account = $1 and chat_id = $2`,
    [account, chat],
  );
  return readMemory(row?.memory);
}

/** Writes it down, to be kept until then (milliseconds since the epoch). */
export async function saveMemory(
  tx: Queryable,
  { account, chat }: { readonly account: string; readonly chat: PeerId },
  memory: ReplyMemory,
  keptUntil: number,
): Promise<void> {
  await tx.query(
    `insert into ${tx.schema}.reply_memory (account, chat_id, memory, kept_until)
     values ($1, $2, $3, $4)
     on conflict (account, chat_id) do update set
       memory = excluded.memory, kept_until = excluded.kept_until`,
    [account, chat, JSON.stringify(memory), new Date(keptUntil)],
  );
}

/**
 * Erases what was said up to a moment (milliseconds since the epoch), in every chat of the account.
 * @param until undefined: all of it
 */
export async function clearSpoken(
  db: Queryable,
  account: string,
  until: number | undefined,
): Promise<void> {
  const memories = `${db.schema}.reply_memory`;
  if (until === undefined) {
    await db.query(
      `update ${memories} set memory = memory - 'spoken'
        where account = $1 and jsonb_exists(memory, 'spoken')`,
      [account],
    );
    return;
  }
  // The first is the oldest.
  await db.query(
    `update ${memories} set memory = jsonb_set(memory, '{spoken}', coalesce(
         (select jsonb_agg(one order by place)
            from jsonb_array_elements(memory -> 'spoken') with ordinality as each (one, place)
           where (one ->> 'at')::bigint > $2::bigint), '[]'::jsonb))
      where account = $1 and (memory #>> '{spoken,0,at}')::bigint <= $2::bigint`,
    [account, until],
  );
}

/** Takes what is a memory from what was stored; another version, or what is none, is a fresh one. */
export function readMemory(stored: unknown): ReplyMemory {
  const memory = objectOf(stored);
  if (memory.version !== 1) return FRESH_MEMORY;
  return {
    version: 1,
    rules: recordOf(memory.rules, readRule),
    unanswered: numberOf(memory.unanswered) ?? 0,
    talks: recordOf(memory.talks, readTalk),
    ...given('menuAt', numberOf(memory.menuAt)),
    ...(Array.isArray(memory.spoken) && { spoken: memory.spoken.flatMap(readSpoken) }),
  };
}

function readRule(stored: unknown): RuleMemory | undefined {
  const { at, round } = objectOf(stored);
  const when = numberOf(at);
  return when === undefined ? undefined : { at: when, round: numbersOf(round) };
}

function readTalk(stored: unknown): Talk {
  const talk = objectOf(stored);
  const heard = objectOf(talk.heard);
  const at = numberOf(heard.at);
  const answer = objectOf(talk.answer);
  const intent = numberOf(answer.intent);
  return {
    exchanged: talk.exchanged !== false,
    fast: numberOf(talk.fast) ?? FRESH_TALK.fast,
    answers: numbersOf(talk.answers),
    row: numberOf(talk.row) ?? 0,
    ...(at !== undefined && { heard: { text: String(heard.text), at } }),
    ...(intent !== undefined && {
      answer: { text: String(answer.text), from: String(answer.from), intent },
    }),
    ...given('stoppedAt', numberOf(talk.stoppedAt)),
  };
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function recordOf<T>(value: unknown, read: (value: unknown) => T | undefined): Record<string, T> {
  const entries = Object.entries(objectOf(value)).map(([key, each]) => [key, read(each)] as const);
  return Object.fromEntries(
    entries.flatMap(([key, each]) => (each === undefined ? [] : [[key, each]])),
  );
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function numbersOf(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'number') : [];
}

function given<K extends string>(
  key: K,
  value: number | undefined,
): { readonly [key in K]?: number } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [key in K]: number });
}
