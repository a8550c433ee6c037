import type { EventEmitter } from 'node:events';

/** A process as far as it knows the one that started it: `connected` is undefined where that left no way to know. */
export type Child = EventEmitter & { readonly connected?: boolean | undefined };

/**
 * Tells when the daemon whose screen this is has ended, in whatever way: nobody else would close the screen then, and
 * it would stand in the terminal for ever.
 */
export function whenParentGone(child: Child): {
  readonly signal: AbortSignal;
  readonly dispose: () => void;
} {
  const gone = new AbortController();
  const abort = () => gone.abort();
  child.once('disconnect', abort);
  if (child.connected === false) abort();
  // Who listens is kept alive by the connection.
  return { signal: gone.signal, dispose: () => void child.off('disconnect', abort) };
}
