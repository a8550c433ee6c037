import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { openTerminalPrompts } from './terminal-prompts.js';

function pipes() {
  const input = new PassThrough();
  const output = new PassThrough();
  let shown = '';
  output.on('data', (chunk) => {
    shown += chunk;
  });
  return { input, output, shown: () => shown };
}

describe('questions at the terminal', () => {
  test('each line answers one question, in order', async () => {
    const { input, output, shown } = pipes();
    const prompts = openTerminalPrompts(input, output, new AbortController().signal);
    input.write('+90555\n 12345 \n');
    expect(await prompts.ask('Phone: ')).toBe('+90555');
    expect(await prompts.ask('Code: ')).toBe('12345');
    expect(shown()).toContain('Phone: ');
    prompts.close();
  });

  test('a hidden answer is not shown', async () => {
    const { input, output, shown } = pipes();
    const prompts = openTerminalPrompts(input, output, new AbortController().signal);
    input.write('correct horse\n');
    expect(await prompts.askHidden('Password: ')).toBe('correct horse');
    expect(shown()).not.toContain('correct horse');
    prompts.close();
  });

  test('an input that ends leaves no question hanging', async () => {
    const { input, output } = pipes();
    const prompts = openTerminalPrompts(input, output, new AbortController().signal);
    input.end();
    await expect(prompts.ask('Phone: ')).rejects.toThrow('before the question was answered');
  });

  test('an abort ends the question', async () => {
    const { input, output } = pipes();
    const stopping = new AbortController();
    const prompts = openTerminalPrompts(input, output, stopping.signal);
    const asked = prompts.ask('Phone: ');
    stopping.abort(new Error('interrupted'));
    await expect(asked).rejects.toThrow('interrupted');
    prompts.close();
  });
});
