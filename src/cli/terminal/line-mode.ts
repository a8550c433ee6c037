import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { printable } from '../printable.js';
import type { LineSession, LineSessionOptions } from './line-session.js';

/** Clears the terminal and goes to its first line. */
const CLEAR = '\u001b[2J\u001b[3J\u001b[H';

export interface LineModeOptions extends LineSessionOptions {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable & { readonly isTTY?: boolean };
  /** Leaves when it aborts. */
  readonly signal: AbortSignal;
}

/**
 * Answers commands that are typed with Enter, one after the other, until the input ends, somebody leaves, or the signal
 * aborts. An input that nobody ever writes to costs nothing: the answers are loaded with the first line.
 */
export async function runLineMode(options: LineModeOptions): Promise<void> {
  const { input, output, signal } = options;
  // Not a terminal to it: the system's own line editing is enough, and log lines come in between.
  const reader = createInterface({ input, terminal: false });
  const leave = () => reader.close();
  input.on('error', leave);
  signal.addEventListener('abort', leave, { once: true });
  if (signal.aborted) leave();
  let session: LineSession | undefined;
  try {
    for await (const line of reader) {
      session ??= await openSession(options);
      const { lines, leaves, clears } = await session.answer(line);
      if (clears && output.isTTY) output.write(CLEAR);
      if (lines.length > 0) output.write(`${printable(lines.join('\n'))}\n`);
      if (leaves || signal.aborted) return;
    }
  } catch (error) {
    // A terminal that is gone ends the reading, and nothing else.
    if (!input.errored) throw error;
  } finally {
    reader.close();
    signal.removeEventListener('abort', leave);
    input.off('error', leave);
    input.pause();
  }
}

async function openSession(options: LineSessionOptions): Promise<LineSession> {
  const { LineSession } = await import('./line-session.js');
  return new LineSession(options);
}
