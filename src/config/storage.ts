import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { StorageSettings } from '../core/config.js';
import type { Secret } from '../core/secret.js';
import { secret } from '../lib/secret.js';
import type { LoadContext } from './load-context.js';
import { parseDatabaseUrl } from './parse/database-url.js';
import { good } from './parse/parsed.js';
import { urlWith } from './parse/url.js';

/** Reads where the data is kept: PostgreSQL when there is a URL, else the embedded database. */
export function readStorage(context: LoadContext): StorageSettings {
  const { values, folders, warnings } = context;
  const schema = `customer${folders.customer}`;
  const database = values.read('DB_CONNECTION', parseDatabaseUrl);
  const older = values.read('DB_PATH', good);
  if (database?.kind === 'postgres') {
    return { kind: 'postgres', url: secret(database.url), schema: database.schema ?? schema };
  }
  const file = database?.file ?? older;
  if (file !== undefined) warnings.push(sqliteWarning(file, existsSync(file)));
  return { kind: 'embedded', directory: join(folders.data, 'database'), schema };
}

function sqliteWarning(file: string, there: boolean): string {
  const content = there ? `; what is in ${file} stays untouched` : '';
  return `SQLite (${file}) is not used: the data is kept in the embedded PostgreSQL${content}. A later version's \`postaci migrate\` takes the older bot's data over`;
}

/** Reads `REDIS_URL`. */
export function readRedis({ values }: LoadContext): Secret | undefined {
  const url = values.read('REDIS_URL', urlWith(['redis', 'rediss'], 'redis://redis:6379/0'));
  return url === undefined ? undefined : secret(url);
}
