/** As a shell says it: 128 and the number of SIGINT. */
export const INTERRUPTED_EXIT = 130;

/** Somebody pressed Ctrl-C: that is no failure. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
}

/**
 * Runs something that a first SIGINT or SIGTERM calls off in order; a second one ends the process at once.
 * @param what for the person who interrupts: `the login`
 * @throws Interruption when that happened
 */
export async function interruptible<T>(
  what: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stopping = new AbortController();
  const interrupt = () => {
    if (stopping.signal.aborted) process.exit(INTERRUPTED_EXIT);
    stopping.abort(new Interruption(`${what} was interrupted`));
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  try {
    return await work(stopping.signal);
  } catch (error) {
    // Whatever else failed on the way out, this is why.
    stopping.signal.throwIfAborted();
    throw error;
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}
