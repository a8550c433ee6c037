import { describe, expect, test } from '@jest/globals';
import type { Command } from 'commander';
import { buildProgram } from './program.js';

/** What a wrong call writes to standard error. */
async function complaint(...words: readonly string[]): Promise<string> {
  const program = buildProgram();
  let written = '';
  const listen = (command: Command) => {
    command.configureOutput({
      ...command.configureOutput(),
      writeErr: (text) => {
        written += text;
      },
    });
    command.commands.forEach(listen);
  };
  listen(program);
  await expect(program.parseAsync([...words], { from: 'user' })).rejects.toThrow();
  return written;
}

describe('a wrong call', () => {
  test.each([
    [['debug', 'maybe'], "'state' cannot be 'maybe': Allowed choices are on, off"],
    [['log', '--level', 'x'], "'--level <level>' cannot be 'x': Allowed choices are debug"],
    [['reject', 'x'], "'id' cannot be 'x': Say its number"],
    [['lift'], "missing required argument 'restriction'"],
  ])('%j is answered as every other error is', async (words, problem) => {
    const said = await complaint(...words);
    expect(said).toContain(`postaci: ${problem}`);
    expect(said).toMatch(/[^.]\n {2}→ postaci --help shows what there is\n {2}\(USAGE\)\n$/);
  });

  test('is told what may have been meant', async () => {
    expect(await complaint('events', '--jso')).toBe(
      "postaci: unknown option '--jso'\n  → Did you mean --json? postaci --help shows what there is\n  (USAGE)\n",
    );
  });
});
