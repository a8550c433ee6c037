import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';

export interface Migration {
  /** Of the file's name; applied in this order. */
  readonly number: number;
  /** The file's name, e.g. `000001-first.sql`. */
  readonly name: string;
  /** With `:SCHEMA` where the escaped schema goes. */
  readonly sql: string;
  /** SHA-256 of the file, hexadecimal. */
  readonly checksum: string;
}

/** `sql/` beside `src/` and `dist/` alike. */
const FOLDER = new URL('../../../sql/', import.meta.url);
const FILE_NAME = /^(\d{6})-[a-z0-9-]+\.sql$/;

/**
 * Reads a folder's migrations, in order.
 * @throws Error for a file whose name is not `NNNNNN-name.sql`, and for a gap in the numbers.
 */
export async function readMigrations(folder: URL = FOLDER): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name, index) => {
      const number = Number(FILE_NAME.exec(name)?.[1]);
      if (number !== index + 1) {
        throw new Error(`${name} is not migration ${index + 1}: name it NNNNNN-name.sql`);
      }
      const sql = await readFile(new URL(name, folder), 'utf8');
      return { number, name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}
