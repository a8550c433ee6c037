import { CommanderError } from 'commander';
import { PostaciError } from '../core/errors.js';
import { INTERRUPTED_EXIT, Interruption } from './interruption.js';
import { printable } from './printable.js';
import { buildProgram } from './program.js';

/**
 * The command line.
 * @param argv without node and the script
 * @returns the exit code: 0 done, 1 a bug, else the catalogue's (docs/errors.md)
 */
export async function main(argv: readonly string[]): Promise<number> {
  // A reader that went away (`postaci status | head -1`) is no reason to end, least of all for the daemon.
  process.stdout.on('error', ignoreGoneReader);
  process.stderr.on('error', ignoreGoneReader);
  try {
    await buildProgram().parseAsync([...argv], { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return report(error);
  }
}

/** A pipe that is closed, or a terminal that was closed. */
function ignoreGoneReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
}

function report(error: unknown): number {
  if (error instanceof Interruption) {
    process.stderr.write(`\npostaci: ${error.message}\n`);
    return INTERRUPTED_EXIT;
  }
  // commander has printed its own help or complaint already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof PostaciError) {
    const { problem, remedy, code } = error;
    process.stderr.write(printable(`postaci: ${problem}\n  → ${remedy}\n  (${code})\n`));
    return error.exitCode;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(printable(`postaci: this is a bug, please report it:\n${text}\n`));
  return 1;
}
