// The migrated schemas that the files of one test run hand on to each other on the PostgreSQL server.
import { randomBytes } from 'node:crypto';
import pg from 'pg';

const URL_OF_SERVER = process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/test';

/** Makes the run's shelf; without a server each file is on its own. */
export async function openShelf() {
  const name = `test_${randomBytes(4).toString('hex')}`;
  await onServer(async (client) => {
    await client.query(`create schema ${name}`);
    await client.query(
      `create table ${name}.shelf (name text primary key, pristine text not null)`,
    );
    process.env.TEST_SHELF_SCHEMA = name;
  });
}

/** Drops the run's schemas, those of files that were killed too. */
export async function closeShelf() {
  const name = process.env.TEST_SHELF_SCHEMA;
  if (name === undefined) return;
  await onServer(async (client) => {
    const { rows } = await client.query(
      'select nspname from pg_namespace where nspname = $1 or nspname like $2',
      [name, `${name}\\_%`],
    );
    for (const row of rows) await client.query(`drop schema ${row.nspname} cascade`);
  });
}

async function onServer(work) {
  const client = new pg.Client({ connectionString: URL_OF_SERVER });
  try {
    await client.connect();
  } catch {
    return;
  }
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
