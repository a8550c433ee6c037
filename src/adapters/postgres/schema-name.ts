/** PostgreSQL cuts longer names off, in silence: two customers could meet in one schema. */
const LONGEST_NAME_BYTES = 63;

/**
 * Escapes a schema's name to stand in SQL.
 * @throws RangeError for names that PostgreSQL would cut off or cannot hold.
 */
export function escapeSchema(name: string): string {
  const bytes = Buffer.byteLength(name);
  if (bytes === 0 || bytes > LONGEST_NAME_BYTES || name.includes('\0')) {
    throw new RangeError(`a schema's name has 1 to ${LONGEST_NAME_BYTES} bytes, not ${bytes}`);
  }
  return `"${name.replaceAll('"', '""')}"`;
}
