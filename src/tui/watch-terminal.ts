import type { TerminalOptions } from './terminal-options.js';

/** What asks a process to end; the screen is left in order then. */
const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What may befall a terminal while it is shown. */
export interface TerminalWatcher {
  readonly onResize: () => void;
  /** It is back from having been stopped by its shell, which has had the terminal meanwhile. */
  readonly onContinue: () => void;
  /** The window is closed, or the process is asked to end. */
  readonly onEnd: () => void;
}

/** Watches the terminal; returns the way to stop. */
export function watchTerminal(
  { stdin, stdout, signal }: TerminalOptions,
  { onResize, onContinue, onEnd }: TerminalWatcher,
): () => void {
  if (signal?.aborted) onEnd();
  stdout.on('resize', onResize);
  // Smaller and large again at once is no resize to the stream, but the terminal has lost what stood at the edge.
  process.on('SIGWINCH', onResize);
  stdout.on('error', onEnd);
  stdin.on('error', onEnd);
  stdin.on('end', onEnd);
  stdin.on('close', onEnd);
  for (const name of ENDING_SIGNALS) process.on(name, onEnd);
  process.on('SIGCONT', onContinue);
  signal?.addEventListener('abort', onEnd);
  return () => {
    stdout.off('resize', onResize);
    process.off('SIGWINCH', onResize);
    stdout.off('error', onEnd);
    stdin.off('error', onEnd);
    stdin.off('end', onEnd);
    stdin.off('close', onEnd);
    for (const name of ENDING_SIGNALS) process.off(name, onEnd);
    process.off('SIGCONT', onContinue);
    signal?.removeEventListener('abort', onEnd);
  };
}
