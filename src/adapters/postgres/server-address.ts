import { Client } from 'pg';
import type { DatabaseAddress } from './database-errors.js';

/** Names a server as pg understands its URL; the password stays out. */
export function serverAddress(url: string): DatabaseAddress {
  const { host, port, database, user } = new Client({ connectionString: url });
  return {
    text: `PostgreSQL at ${host}:${port}, database "${database ?? user}", role "${user}"`,
  };
}
