import { describe, expect, test } from '@jest/globals';
import { makeWorkspace } from '../../test/support/workspace.js';
import { loadConfig } from './load.js';

const ACCOUNT = `
API_ID=12345
API_HASH=abcdef1234567890abcdef1234567890
PHONE_NUMBER=+905551234567
SERVICES=reply
`;
const HOUR = 3_600_000;

async function read(lines: string) {
  const workspace = makeWorkspace({ 'a.env': ACCOUNT + lines });
  try {
    const options = { envFile: 'a.env', environment: {}, cwd: workspace.path };
    return (await loadConfig(options)).config.spamBreaker;
  } finally {
    workspace.remove();
  }
}

describe('the spam-block breaker’s settings', () => {
  test('are those of the source document by default', async () => {
    expect(await read('')).toEqual({
      threshold: 3,
      minCooldownMs: HOUR,
      maxCooldownMs: 24 * HOUR,
    });
  });

  test('are read in seconds or with a unit', async () => {
    const lines = 'SPAMBLOCK_ERROR_THRESHOLD=2\nSPAMBLOCK_MIN_COOLDOWN_SECONDS=7200\n';
    expect(await read(`${lines}SPAMBLOCK_MAX_COOLDOWN_SECONDS=2d\n`)).toEqual({
      threshold: 2,
      minCooldownMs: 2 * HOUR,
      maxCooldownMs: 48 * HOUR,
    });
  });

  test('one that is set alone never contradicts the other’s default', async () => {
    const short = await read('SPAMBLOCK_MAX_COOLDOWN_SECONDS=10m\n');
    expect(short).toMatchObject({ minCooldownMs: HOUR / 6, maxCooldownMs: HOUR / 6 });
    const long = await read('SPAMBLOCK_MIN_COOLDOWN_SECONDS=3d\n');
    expect(long).toMatchObject({ minCooldownMs: 72 * HOUR, maxCooldownMs: 72 * HOUR });
  });

  test.each([
    ['SPAMBLOCK_ERROR_THRESHOLD=0', /SPAMBLOCK_ERROR_THRESHOLD/],
    ['SPAMBLOCK_MIN_COOLDOWN_SECONDS=5', /shorter than 1m/],
    [
      'SPAMBLOCK_MIN_COOLDOWN_SECONDS=2h\nSPAMBLOCK_MAX_COOLDOWN_SECONDS=1h',
      /MIN_COOLDOWN_SECONDS .*is longer than .*MAX_COOLDOWN_SECONDS/,
    ],
  ])('%s is refused', async (lines, words) => {
    await expect(read(`${lines}\n`)).rejects.toThrow(words);
  });
});
