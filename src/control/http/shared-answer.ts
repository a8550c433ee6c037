import type { Clock } from '../../core/clock.js';

/**
 * Asks at most once in so long; whoever asks meanwhile gets the same answer, a failure too. For what everybody
 * may ask over HTTP: it must not be a way to keep the database busy.
 * @param forMs milliseconds
 */
export function sharedAnswer<T>(
  ask: () => Promise<T>,
  clock: Clock,
  forMs: number,
): () => Promise<T> {
  let last: { readonly at: number; readonly answer: Promise<T> } | undefined;
  return () => {
    const now = clock.now();
    if (!last || now >= last.at + forMs) last = { at: now, answer: ask() };
    return last.answer;
  };
}
