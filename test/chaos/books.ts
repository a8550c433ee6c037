import type { Database, Row } from '../../src/core/database.js';
import type { IntentState } from '../../src/core/intent.js';
import type { ArrivedMessage } from './offered.js';

/** A row of the outbox, as far as it is audited. */
export interface BookedRow extends Row {
  readonly id: number;
  readonly state: IntentState;
  readonly random_ids: readonly bigint[];
  readonly rule: string | null;
}

/** What the world holds against the books. */
export interface BooksVerdict {
  /** Rows of the outbox. */
  readonly intended: number;
  /** Booked as sent, and once in the world. */
  readonly sentOnce: number;
  /** Messages of the account in the sandbox's world. */
  readonly arrived: number;
  /** Booked as sent, and not in the world. */
  readonly lost: readonly string[];
  /** In the world twice, or in nobody's books. */
  readonly duplicated: readonly string[];
  /** What the books could not settle. */
  readonly unsettled: readonly string[];
  /** Ended without being sent, with Telegram's or the guard's reason: how many, by its code. */
  readonly refused: Readonly<Record<string, number>>;
}

/** Every intent there ever was, oldest first. */
export function readBooks(database: Database): Promise<readonly BookedRow[]> {
  return database.query<BookedRow>(
    `select id, state, random_ids, rule from ${database.schema}.outbox order by id`,
  );
}

/** Holds the books of a daemon that was stopped in order against the world. */
export function judgeBooks(
  books: readonly BookedRow[],
  arrived: readonly ArrivedMessage[],
): BooksVerdict {
  const times = new Map<string, number>();
  for (const { randomId } of arrived) times.set(randomId, (times.get(randomId) ?? 0) + 1);
  const booked = new Set(books.flatMap((row) => row.random_ids.map(String)));
  const countOf = (row: BookedRow) =>
    row.random_ids.reduce((sum, id) => sum + (times.get(String(id)) ?? 0), 0);
  const sent = books.filter(({ state }) => state === 'sent');
  const refused = books.filter(({ state }) => state === 'refused' || state === 'failed');
  return {
    intended: books.length,
    sentOnce: sent.filter((row) => countOf(row) === 1).length,
    arrived: arrived.length,
    lost: sent.filter((row) => countOf(row) === 0).map(describe),
    duplicated: [
      ...[...times].filter(([, count]) => count > 1).map(([id, count]) => `${id}: ${count} times`),
      ...arrived
        .filter(({ randomId }) => !booked.has(randomId))
        .map(({ text }) => `unbooked ${text}`),
      ...books.filter((row) => row.state !== 'sent' && countOf(row) > 0).map(describe),
    ],
    unsettled: books
      .filter(({ state }) => ['draft', 'sending', 'unknown'].includes(state))
      .map(describe),
    refused: counted(refused.map(({ rule }) => rule ?? 'no rule')),
  };
}

function counted(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

const describe = ({ id, state, rule }: BookedRow) => `intent ${id} is ${state} (${rule})`;
