import type { Readable, Writable } from 'node:stream';
import { PostaciError } from '../core/errors.js';
import { interruptible } from './interruption.js';
import { openTerminalPrompts } from './terminal-prompts.js';

/**
 * Asks at the terminal whether something may be done that can't be undone; an input that ends is a no.
 * @throws PostaciError `USAGE` where nobody can be asked: `--yes` says it beforehand
 */
export async function confirm(
  question: string,
  input: Readable & { readonly isTTY?: boolean } = process.stdin,
  output: Writable & { readonly isTTY?: boolean } = process.stderr,
): Promise<boolean> {
  if (!input.isTTY) {
    throw new PostaciError(
      'USAGE',
      'this cannot be undone, and nobody is there to be asked',
      'Say it beforehand: --yes',
    );
  }
  return interruptible('the question', async (signal) => {
    const terminal = openTerminalPrompts(input, output, signal);
    try {
      const answer = await terminal.ask(`${question} Type yes: `);
      return answer.toLowerCase() === 'yes';
    } catch (error) {
      if (error instanceof PostaciError) return false;
      throw error;
    } finally {
      terminal.close();
    }
  });
}
