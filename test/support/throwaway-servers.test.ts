import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openDatabase } from '../../src/adapters/postgres/open.js';
import { pingRedis } from '../../src/adapters/redis/ping.js';
import { secret } from '../../src/lib/secret.js';
import { mountSmallDisk } from './small-disk.js';
import { postgresPrograms, startThrowawayPostgres } from './throwaway-postgres.js';
import { redisInstalled, startThrowawayRedis } from './throwaway-redis.js';
import { makeWorkspace } from './workspace.js';

const describeIf = (there: boolean) => (there ? describe : describe.skip);

describeIf(postgresPrograms() !== undefined)('a throw-away PostgreSQL', () => {
  test('keeps what was committed over every kind of end, and leaves nothing behind', async () => {
    const server = await startThrowawayPostgres();
    const ask = async (sql: string) => {
      const url = secret(server.url);
      const database = await openDatabase({ kind: 'postgres', url, schema: 'public' });
      return database.query(sql).finally(() => database.close());
    };
    let folder: unknown;
    try {
      await ask('create table kept (word text)');
      for (const how of ['fast', 'immediate', 'kill'] as const) {
        await ask(`insert into kept values ('${how}')`);
        await server.stop(how);
        await expect(ask('select 1')).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' });
        await server.start();
      }
      expect(await ask('select word from kept order by word')).toEqual([
        { word: 'fast' },
        { word: 'immediate' },
        { word: 'kill' },
      ]);
      [folder] = await ask('show data_directory');
    } finally {
      await server.remove();
    }
    expect(existsSync((folder as { data_directory: string }).data_directory)).toBe(false);
  });
});

describeIf(redisInstalled())('a throw-away Redis', () => {
  test('goes and comes again', async () => {
    const server = await startThrowawayRedis();
    try {
      await server.stop('kill');
      await expect(pingRedis(server.url)).rejects.toMatchObject({ code: 'REDIS_UNREACHABLE' });
      await server.start();
      await expect(pingRedis(server.url)).resolves.toBeTruthy();
    } finally {
      await server.remove();
    }
  });
});

describe('a small disk', () => {
  test('is full until it is freed', async () => {
    const workspace = makeWorkspace();
    const folder = join(workspace.path, 'small');
    const disk = await mountSmallDisk(folder, 64);
    const write = () => writeFileSync(join(folder, 'note'), 'x'.repeat(8_192));
    try {
      // Mounting takes rights that not every machine gives: there the folder is as any other.
      disk?.fill();
      if (disk) expect(write).toThrow('ENOSPC');
      disk?.free();
      expect(write).not.toThrow();
    } finally {
      await disk?.remove();
      workspace.remove();
    }
  });
});
