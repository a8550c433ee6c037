import { type CustomTypesConfig, types } from 'pg';

const { builtins } = types;
/** Not in pg's own list. @see https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat */
const INT8_ARRAY = 1016;

const timestamptz = types.getTypeParser(builtins.TIMESTAMPTZ);

const PARSERS = new Map<number, (text: string) => unknown>([
  [builtins.INT8, safeInteger],
  [INT8_ARRAY, bigints],
  [builtins.TIMESTAMPTZ, milliseconds],
  // A local midnight would depend on the machine's time zone: dates stay text.
  [builtins.DATE, (text) => text],
]);

/**
 * How columns come out of PostgreSQL, as `Queryable.query` promises. Handed to each pool; pg's global
 * parsers stay as they are.
 */
export const columnTypes: CustomTypesConfig = {
  getTypeParser: (oid: number) => PARSERS.get(oid) ?? types.getTypeParser(oid),
};

/** @throws RangeError when a JavaScript number cannot hold it. */
function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`int8 ${text} is beyond 2^53: cast the column to text`);
  }
  return value;
}

/** `{1,-2,NULL}`: one dimension, which is all that the schema has. */
function bigints(text: string): (bigint | null)[] {
  const items = text.slice(1, -1);
  if (items === '') return [];
  return items.split(',').map((item) => (item === 'NULL' ? null : BigInt(item)));
}

/** pg gives a Date, or a number for ±infinity: both are milliseconds to Number. */
function milliseconds(text: string): number {
  return Number(timestamptz(text));
}
