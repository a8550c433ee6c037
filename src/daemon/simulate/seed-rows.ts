import type { Queryable } from '../../core/database.js';

/** Adds rows out of JSON: one statement, whatever their number. `$1` is the account, `$2` the rows. */
export async function seedRows(
  tx: Queryable,
  into: string,
  account: string,
  rows: readonly unknown[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(`insert into ${tx.schema}.${into}`, [account, JSON.stringify(rows)]);
}

/** A moment in a JSON row: null stays null. */
export function momentOf(at: number | null | undefined): string | null {
  return at === null || at === undefined ? null : new Date(at).toISOString();
}
