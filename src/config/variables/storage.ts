import type { Variable } from './variable.js';

/** Where the data is kept. */
export const STORAGE_VARIABLES = [
  {
    name: 'DB_CONNECTION',
    aliases: ['POSTGRES_DSN', 'DATABASE_URL'],
    meaning:
      'the PostgreSQL database, `postgresql://…`; `?schema=` names the schema; SQLAlchemy prefixes are understood',
    byDefault: 'the embedded database under `data/`',
    document: 'S0, S1, S2',
    secret: true,
  },
  {
    name: 'DB_PATH',
    meaning: 'an older bot’s SQLite file; not used, its migration is offered',
    byDefault: 'none',
    document: 'S0',
  },
  {
    name: 'REDIS_URL',
    meaning: 'Redis, for what may be lost: caches, counters, live events',
    byDefault: 'none: in memory',
    document: 'S1, S2',
    secret: true,
  },
] as const satisfies readonly Variable[];
