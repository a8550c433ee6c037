import type { Database, Row } from '../../src/core/database.js';
import type { IntentState } from '../../src/core/intent.js';
import type { Violation } from './judge.js';
import { daemonMessages, type RecordedMessage, type WorldRecord } from './record.js';

/** An intent as the books show it at the end of a run. */
export interface BookedIntent extends Row {
  readonly id: number;
  readonly dedupe_key: string;
  readonly state: IntentState;
  readonly random_ids: readonly bigint[];
  readonly message_ids: readonly number[] | null;
  readonly rule: string | null;
  readonly reason: string | null;
  readonly next_at: number;
  readonly not_before: number;
  readonly expires_at: number | null;
  readonly attempts: number;
  readonly peer_id: number;
  readonly priority: number;
}

/** How long an intent that is due may be passed over by others. */
const PATIENCE_MS = 5 * 60_000;

/** Reads the books. */
export async function readBooks(db: Database): Promise<readonly BookedIntent[]> {
  return db.query<BookedIntent>(
    `select id, dedupe_key, state, random_ids, message_ids, rule, reason, next_at, not_before, expires_at,
       attempts, peer_id, priority
     from ${db.schema}.outbox order by id`,
  );
}

/** What neglect is told by. */
interface Circumstances {
  readonly books: readonly BookedIntent[];
  readonly messages: ReadonlyMap<bigint | undefined, RecordedMessage>;
  readonly endedAt: number;
  readonly free: ReadonlySet<number>;
}

/**
 * Holds the daemon's books against the world: what is booked as sent is there once, what is booked as not
 * sent is not there, nothing that was proposed is missing, and nothing waits that could go.
 *
 * @param proposed dedupe keys whose proposal was committed
 * @param free ids of what waits at the end although the guard would let it go
 */
export function audit(
  books: readonly BookedIntent[],
  record: WorldRecord,
  proposed: readonly string[],
  endedAt: number,
  free: ReadonlySet<number>,
): readonly Violation[] {
  const messages = new Map(daemonMessages(record).map((message) => [message.randomId, message]));
  const keys = new Set(books.map(({ dedupe_key }) => dedupe_key));
  const ids = new Set(books.flatMap(({ random_ids }) => random_ids));
  const problems = [
    ...proposed
      .filter((key) => !keys.has(key))
      .map((key) => problem('lost', endedAt, `${key} was proposed and is not in the books`)),
    ...[...messages.values()]
      .filter(({ randomId = 0n }) => !ids.has(randomId))
      .map(({ arrivedAt, text }) => problem('books', arrivedAt, `"${text}" is in nobody's books`)),
  ];
  for (const intent of books) {
    const [randomId = 0n] = intent.random_ids;
    const arrived = messages.get(randomId);
    const what =
      objection(intent, arrived?.id) ?? neglect(intent, { books, messages, endedAt, free });
    if (!what) continue;
    const text = `intent ${intent.id} (${intent.rule}: ${intent.reason}) ${what}`;
    problems.push(problem('books', arrived?.arrivedAt ?? endedAt, text));
  }
  return problems;
}

function objection(intent: BookedIntent, messageId: number | undefined): string | undefined {
  const arrived = messageId !== undefined;
  switch (intent.state) {
    case 'sent':
      if (!arrived) return 'is booked as sent, and did not arrive';
      return intent.message_ids?.includes(messageId)
        ? undefined
        : `is booked as message ${intent.message_ids}, and is ${messageId}`;
    case 'refused':
    case 'expired':
    case 'failed':
      if (intent.reason === null) return `is ${intent.state} without a reason`;
      return arrived ? `is booked as ${intent.state}, and arrived` : undefined;
    case 'queued':
      return arrived ? 'is booked as waiting, and arrived' : undefined;
    default:
      return undefined;
  }
}

/** It is due for long, and others went before it, or nothing holds it. */
function neglect(
  intent: BookedIntent,
  { books, messages, endedAt, free }: Circumstances,
): string | undefined {
  if (!isWaiting(intent) || dueAt(intent) >= endedAt - PATIENCE_MS) return undefined;
  const inFront = books.some(
    (other) => isWaiting(other) && other.peer_id === intent.peer_id && comesBefore(other, intent),
  );
  if (inFront) return undefined;
  if (free.has(intent.id)) return `is due since ${dueAt(intent)}, and nothing holds it`;
  const by = books.find((other) => {
    const sentAt = messages.get(other.random_ids[0])?.arrivedAt ?? 0;
    return comesBefore(intent, other) && sentAt > dueAt(intent) + PATIENCE_MS;
  });
  return by && `is due since ${dueAt(intent)}, and ${by.id} went before it`;
}

function isWaiting({ state }: BookedIntent): boolean {
  return state === 'queued' || state === 'sending';
}

function dueAt({ next_at, not_before }: BookedIntent): number {
  return Math.max(next_at, not_before);
}

function comesBefore(a: BookedIntent, b: BookedIntent): boolean {
  return (a.priority - b.priority || a.not_before - b.not_before || a.id - b.id) < 0;
}

function problem(rule: string, at: number, what: string): Violation {
  return { rule, at, what };
}
