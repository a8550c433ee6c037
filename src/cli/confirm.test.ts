import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { confirm } from './confirm.js';

function terminal(typed: string) {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  input.end(typed);
  return { input, output: new PassThrough() };
}

describe('what cannot be undone', () => {
  test.each([
    ['yes\n', true],
    [' YES \n', true],
    ['y\n', false],
    ['\n', false],
    ['no\nyes\n', false],
    ['', false],
  ])('after %j typed is done: %s', async (typed, done) => {
    const { input, output } = terminal(typed);
    expect(await confirm('Erase 7?', input, output)).toBe(done);
    expect(String(output.read())).toContain('Erase 7? Type yes: ');
  });

  test('is not done where nobody can be asked', async () => {
    await expect(confirm('Erase 7?', new PassThrough(), new PassThrough())).rejects.toMatchObject({
      code: 'USAGE',
      remedy: expect.stringContaining('--yes'),
    });
  });
});
