import { type ChildProcess, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Clock } from '../../core/clock.js';
import type { InterfaceLanguage } from '../../core/languages.js';
import { END_UPDATE, LEAVE_SCREEN } from '../../tui/screen/codes.js';

/** How long a screen that was asked to end may take to give the terminal back. */
const PATIENCE_MS = 3_000;

/** What `attach --owner` exits with when its operator had the daemon stop. */
export const STOPPED_EXIT = 9;

/** How a screen ended; `how` for people: `code 1`, `SIGKILL`. */
export type ScreenEnd =
  | { readonly kind: 'left' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'fault'; readonly how: string };

export interface ScreenOptions {
  readonly socketPath: string;
  readonly language: InterfaceLanguage;
  /** IANA name: by whose wall clock the screen tells times. */
  readonly timeZone: string;
  readonly clock: Clock;
  /** Ends the screen. */
  readonly signal: AbortSignal;
  /** The terminal, to be mended when the screen could not do it. */
  readonly output: NodeJS.WritableStream;
}

/**
 * Shows the screen in a process of its own, on this process's terminal: a fault of the screen can't hurt the daemon,
 * its memory is free again when it closes, and sends don't wait for drawing. Never rejects.
 */
export async function showScreen(options: ScreenOptions): Promise<ScreenEnd> {
  const { signal, output } = options;
  if (signal.aborted) return { kind: 'left' };
  const child = startScreen(options);
  const ended = new AbortController();
  const stop = () => {
    child.kill('SIGTERM');
    void killLater(child, options.clock, ended.signal);
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    const end = await endOf(child);
    if (end.kind === 'fault') output.write(`${END_UPDATE}${LEAVE_SCREEN}\r\n`);
    return end;
  } finally {
    ended.abort();
    signal.removeEventListener('abort', stop);
  }
}

function startScreen({ socketPath, language, timeZone }: ScreenOptions): ChildProcess {
  const here = dirname(fileURLToPath(import.meta.url));
  const command = join(here, '..', '..', '..', 'bin', 'postaci.js');
  const owner = ['attach', '--owner', '--socket', socketPath, '--language', language];
  return spawn(process.execPath, [command, ...owner], {
    // Nothing is said over the fourth: it ends with this process, and tells the screen so.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, TZ: timeZone },
  });
}

function endOf(child: ChildProcess): Promise<ScreenEnd> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ kind: 'fault', how: error.message }));
    child.once('exit', (code, signal) => {
      if (code === 0) resolve({ kind: 'left' });
      else if (code === STOPPED_EXIT) resolve({ kind: 'stopped' });
      else resolve({ kind: 'fault', how: signal ?? `code ${code}` });
    });
  });
}

async function killLater(child: ChildProcess, clock: Clock, ended: AbortSignal): Promise<void> {
  try {
    await clock.sleepUntil(clock.now() + PATIENCE_MS, ended);
    child.kill('SIGKILL');
  } catch {
    // It has ended.
  }
}
