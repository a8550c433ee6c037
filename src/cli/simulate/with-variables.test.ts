import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { loadConfig } from '../../config/load.js';
import { withVariables } from './with-variables.js';

describe('a configuration with other values', () => {
  let cwd: string;
  beforeEach(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'postaci-what-if-'));
    await mkdir(join(cwd, 'data/default'), { recursive: true });
    await writeFile(
      join(cwd, 'data/default/messages.yaml'),
      'templates:\n  - id: a\n    text: hello\n',
    );
  });
  afterEach(() => rm(cwd, { recursive: true }));

  const load = (more: Record<string, string> = {}) =>
    loadConfig({
      cwd,
      environment: {
        ...{ API_ID: '1', API_HASH: '0123456789abcdef0123456789abcdef', SESSION_PLAIN: 'true' },
        ...{ PHONE_NUMBER: '+9996620001', GROUP_LINKS: '@a_group', MESSAGES_PER_DAY: '5' },
        ...more,
      },
    });

  test('has them wherever else they stand, and leaves the files alone', async () => {
    const file = join(cwd, 'data/default/config.json');
    await writeFile(file, '{ "MESSAGES_PER_HOUR": 2 }\n');
    const { config } = await withVariables(await load(), [
      'MESSAGES_PER_DAY=20',
      'messages_per_hour=3',
      'ACTIVE_WINDOWS=10:00-12:00,14:00-16:00',
    ]);
    expect(config.limits.messagesPerDay).toBe(20);
    expect(config.limits.messagesPerHour).toBe(3);
    expect(config.limits.activeWindows).toHaveLength(2);
    expect(await readFile(file, 'utf8')).toBe('{ "MESSAGES_PER_HOUR": 2 }\n');
    expect((await load()).config.limits.messagesPerDay).toBe(5);
  });

  test('is itself without any', async () => {
    const loaded = await load();
    expect(await withVariables(loaded, [])).toBe(loaded);
  });

  test.each([
    ['MESSAGES_PER_DAI=20', 'Did you mean MESSAGES_PER_DAY'],
    ['MESSAGES_PER_DAY', '--set MESSAGES_PER_DAY=20'],
    ['MESSAGES_PER_DAY=many', 'MESSAGES_PER_DAY'],
    ['API_HASH=0', 'by hand'],
  ])('refuses %s with a remedy', async (written, remedy) => {
    await expect(withVariables(await load(), [written])).rejects.toThrow(remedy);
  });
});
