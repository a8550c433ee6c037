import type { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { Client, type ClientConfig, Pool } from 'pg';
import { columnTypes } from './column-types.js';

/** Longer than any work: whoever waits longer waits for itself, in a transaction of its own. */
const WAIT_FOR_CLIENT_MS = 30_000;

/**
 * A `pg` pool of one client over a PGlite instance, which stays the caller's to close. `createPgConfig`
 * has one connection object that dies with its client: each client gets its own.
 */
export function embeddedPool(pglite: PGlite): Pool {
  class EmbeddedClient extends Client {
    constructor(config?: ClientConfig) {
      super({ ...config, ...createPgConfig(pglite) });
    }
  }
  return new Pool({
    Client: EmbeddedClient,
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: WAIT_FOR_CLIENT_MS,
    types: columnTypes,
  });
}
