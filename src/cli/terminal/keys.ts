import type { Readable } from 'node:stream';

/** A terminal's input; `setRawMode` is there where it is one. */
export type KeyInput = Readable & { setRawMode?(raw: boolean): unknown };

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';

/** How waiting for a key ended: somebody wants the screen, wants the daemon to end, or nobody can type any more. */
export type Key = 'open' | 'interrupt' | 'gone';

/**
 * Waits until somebody presses Enter or a letter (open), or Ctrl-C (interrupt); other keys mean nothing. The terminal
 * gives keys as they are pressed meanwhile, and afterwards too: whoever called sets it back.
 */
export async function untilKey(input: KeyInput, signal: AbortSignal): Promise<Key> {
  input.setRawMode?.(true);
  return new Promise((resolve) => {
    const end = (key: Key) => {
      input.off('data', hear);
      input.off('end', gone);
      input.off('error', gone);
      signal.removeEventListener('abort', gone);
      input.pause();
      resolve(key);
    };
    const gone = () => end('gone');
    const hear = (chunk: Buffer | string) => {
      const key = meaningOf(String(chunk));
      if (key !== undefined) end(key);
    };
    input.on('data', hear);
    input.once('end', gone);
    input.once('error', gone);
    signal.addEventListener('abort', gone, { once: true });
    if (signal.aborted) gone();
    else input.resume();
  });
}

function meaningOf(typed: string): Key | undefined {
  if (typed.includes(CTRL_C)) return 'interrupt';
  // Arrows and the like begin with Escape, and hold letters.
  if (typed.startsWith('\u001b') || typed.includes(CTRL_D)) return undefined;
  return /[\r\n\p{L}]/u.test(typed) ? 'open' : undefined;
}
