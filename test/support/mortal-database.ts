import type { Database, Queryable } from '../../src/core/database.js';

/** Thrown to everybody who asks a dead process's database. */
export class Killed extends Error {}

/**
 * A database whose user dies at a chosen step: each statement is one, and so is the moment after a
 * commit that nobody hears of. From then on nothing reaches it, and what was open is rolled back.
 */
export function mortalDatabase(
  database: Database,
  steps: number,
): Database & { readonly dead: boolean } {
  let left = steps;
  const step = () => {
    if (left-- <= 0) throw new Killed('killed');
  };
  const mortal = (tx: Queryable): Queryable => ({
    schema: tx.schema,
    async query(sql, params) {
      step();
      return tx.query(sql, params);
    },
  });
  return {
    kind: database.kind,
    ...mortal(database),
    async transaction(work) {
      const result = await database.transaction((tx) => work(mortal(tx)));
      step();
      return result;
    },
    close: () => database.close(),
    get dead() {
      return left < 0;
    },
  };
}
