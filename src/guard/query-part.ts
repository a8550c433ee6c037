import type { Limits } from '../core/settings.js';

/** What the facts query is about, as its parts write it into their SQL. */
export interface Subject {
  /** Escaped. */
  readonly schema: string;
  /** Placeholders of the intent's account, its peer, and its own id, which never counts against itself. */
  readonly account: string;
  readonly peer: string;
  readonly own: string;
  /** Gives a value its placeholder. */
  bind(value: unknown, type: 'text' | 'bigint' | 'integer' | 'timestamptz' | 'bytea'): string;
  readonly limits: Limits;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Columns of the facts query, and the joins that they need: each gives exactly one row. */
export interface QueryPart {
  readonly columns: readonly string[];
  readonly joins: readonly string[];
}

/** Ledger entries of a budget beside the intent's own: stands after a `select`. */
export function spentBy(
  { schema, account, own }: Subject,
  budget: 'unsolicited' | 'answer',
): string {
  return `from ${schema}.ledger
    where account = ${account} and budget = '${budget}' and intent_id <> ${own}`;
}

/** Counts the newest of `entries` (what follows a `select`) since a moment, no further than `cap`. */
export function countSince({ bind }: Subject, entries: string, since: number, cap: number): string {
  return `(select count(*)::integer from (
    select 1 ${entries} and at >= ${bind(new Date(since), 'timestamptz')}
    order by at desc limit ${bind(cap, 'integer')}) newest)`;
}

/**
 * A join `name` with `count` and `earliest` of the newest entries that are younger than `ageMs`, no further
 * than `cap`.
 */
export function newestWithin(
  { bind, now }: Subject,
  name: string,
  entries: string,
  { ageMs, cap }: { readonly ageMs: number; readonly cap: number },
): string {
  return `cross join (select count(*)::integer as count, min(at) as earliest from (
    select at ${entries} and at > ${bind(new Date(now - ageMs), 'timestamptz')}
    order by at desc limit ${bind(cap, 'integer')}) newest) ${name}`;
}
