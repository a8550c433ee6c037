import { bad, good, type Parsed } from './parsed.js';

/** Where the data is, as a database URL says it. */
export type DatabaseUrl =
  | { readonly kind: 'postgres'; readonly url: string; readonly schema?: string }
  /** The older bots' SQLite: not used, but a wish for a local file. */
  | { readonly kind: 'sqlite'; readonly file: string };

const EXAMPLE = 'postgresql://user:password@db:5432/telegram_bot?schema=customer1';
const REMEDY = `Write it as {name}=${EXAMPLE}, or leave it out to use the embedded database`;

/**
 * `postgresql://`, `postgres://`, and SQLAlchemy's `postgresql+driver://`; `schema` is taken out of the query,
 * the other parameters stay. `sqlite:///file` is recognised.
 */
export function parseDatabaseUrl(text: string): Parsed<DatabaseUrl> {
  const sqlite = /^(?:sqlite(?:\+\w+)?:(?:\/\/\/?)?|file:)(.*)$/i.exec(text);
  if (sqlite) return good({ kind: 'sqlite', file: sqlite[1] ?? '' });
  const match = /^postgres(?:ql)?(?:\+\w+)?:\/\/(.*)$/is.exec(text);
  if (!match) return bad('is not a PostgreSQL URL', REMEDY);
  const [address = '', query = ''] = (match[1] ?? '').split('?', 2);
  const written = `postgresql://${match[1]}`;
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (!url || url.hash || /\s/.test(text)) {
    return bad(
      'is not a valid URL',
      'In a user name or password write @ as %40, : as %3A, / as %2F, # as %23, ? as %3F and % as %25',
    );
  }
  if (!url.hostname && !url.searchParams.has('host')) return bad('names no host', REMEDY);
  const schemas = url.searchParams.getAll('schema');
  if (schemas.length > 1) return bad('names more than one schema', REMEDY);
  const [schema] = schemas;
  if (schema === undefined) return good({ kind: 'postgres', url: written });
  if (!isSchemaName(schema)) {
    return bad('names a schema that PostgreSQL would not take', REMEDY);
  }
  // As written, not as `searchParams` would write it anew: libpq reads `+` as a plus.
  const others = query.split('&').filter((parameter) => !/^schema=/.test(parameter));
  const rest = others.length > 0 ? `?${others.join('&')}` : '';
  return good({ kind: 'postgres', url: `postgresql://${address}${rest}`, schema });
}

/** PostgreSQL cuts names above 63 bytes and keeps `pg_` for itself. */
function isSchemaName(name: string): boolean {
  const length = Buffer.byteLength(name);
  return length > 0 && length <= 63 && !name.startsWith('pg_') && !name.includes('\0');
}
